"""Two households become one: everybody, and what they own, goes over to the other account; this one is closed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from services.registers import kinship
from services.registers.life import belongings, choosing, relating, succession
from services.registers.life.forms import LifeForm
from services.registers.life.kinds.close_household import close
from services.registers.life.pen import Pen
from services.registers.life.registry import LifeKind, RefusedError, registry
from services.registers.models import Household
from services.registers.relations import Relation


@dataclass(frozen=True)
class Said:
    """All of `household` belong to `into` from the day on; `relations` are everybody's to its head, by reference."""

    household: str
    into: str
    on: date
    relations: Mapping[str, str] = field(default_factory=dict)


class JoinForm(LifeForm):
    """Which household they go over to."""

    relations: Mapping[str, str] = {}

    def ask(self) -> None:
        self.fields["into"] = choosing.HouseholdField(label=_("Which household they go over to"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        into, on = data.get("into"), data.get("on")
        if into and on and isinstance(self.subject, Household):
            there = [one for one in succession.since(into, on) if succession.covers(one, on)]
            going = succession.members(succession.since(self.subject, on), on)
            papers = kinship.papers_of([one.resident for one in (*there, *going)], on=on)
            found = kinship.joining(going, to=there, parenthoods=papers.parenthoods, marriages=papers.marriages)
            self.relations = {
                one.resident.reference: relating.ask(self, one.resident, found[one.resident.reference]) for one in going
            }
        return data

    def said(self) -> Said:
        assert self.subject is not None
        data = self.cleaned_data
        return Said(self.subject.reference, data["into"].reference, data["on"], self.relations)


def apply(pen: Pen, said: Said) -> None:
    """Let everybody go over. Refused for one and the same household, and for one without people or without a head."""
    homes = {one.reference: one for one in Household.objects.select_for_update().order_by("pk").filter(
        reference__in=[said.household, said.into], closed_on__isnull=True)}  # fmt: skip
    if len(homes) != 2:
        raise RefusedError(_("Choose another household, one that is open."), field="into")
    old, into = homes[said.household], homes[said.into]
    _check_head(into, said)
    stays = succession.since(old, said.on)
    going = succession.members(stays, said.on)
    if not going:
        raise RefusedError(_("Nobody belongs to the household on that day. Close its account instead."), field="on")
    if Relation.HEAD in said.relations.values():
        raise RefusedError(_("A relation does not fit. Look at everybody's relation to the new head."))
    succession.transfer(pen, going, into, said.relations, said.on)
    for one in (one for one in stays if one not in going):
        succession.bury(pen, one)
    belongings.hand_over(pen, [belongings.reference(one) for one in belongings.owned(old)], old, into, said.on)
    belongings.join_animals(pen, old, into, said.on)
    close(pen, old, said.on)


def _check_head(into: Household, said: Said) -> None:
    """Who is related has to be related to somebody, and to nobody else later."""
    heads = [one for one in succession.since(into, said.on) if one.relation == Relation.HEAD]
    if not any(succession.covers(one, said.on) for one in heads):
        raise RefusedError(_("That household has no head on that day. Write its head down first."), field="into")
    if len(heads) > 1:
        raise RefusedError(_("The head changed again later. Look at the day."), field="on")
    if into.opened_on and said.on < into.opened_on:
        raise RefusedError(_("The household was opened later than this. Look at the day."), field="on")


registry.add(
    LifeKind(
        name="join_households",
        label=_("Join another household"),
        hint=_("Everybody goes over with what they own, and this account is closed."),
        about="household",
        order=40,
        said=Said,
        form=JoinForm,
        apply=apply,
        possible=lambda household: (
            household.closed_on is None and household.memberships.filter(left_on__isnull=True).exists()
        ),
    )
)
