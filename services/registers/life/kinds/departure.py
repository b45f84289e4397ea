"""Somebody leaves, alone or with members of the household: to elsewhere in the country, abroad to work, or for good."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.registers import queries
from services.registers.codes import COUNTRIES, LeaveReason
from services.registers.forms import choice_field, text_field
from services.registers.life import belonging, choosing, heads, situations
from services.registers.life.forms import LifeForm
from services.registers.life.pen import Pen
from services.registers.life.registry import Group, LifeKind, RefusedError, registry
from services.registers.models import Membership, Resident
from services.registers.relations import Relation
from tereze import clock

INSIDE, MIGRANT, ABROAD = "inside", "migrant", "abroad"
WHERE: Final = (
    (INSIDE, _("Elsewhere in Kyrgyzstan: leaves the register of this council")),
    (MIGRANT, _("Abroad to work: stays a member of the household")),
    (ABROAD, _("Abroad for good: leaves the register of this council")),
)


@dataclass(frozen=True)
class Said:
    """`residents` of one household leave on the day; `where` is "inside", "migrant" or "abroad".

    `place` is the place inside the country, `country` the one abroad (ISO 3166). `relations` are those to the new head.
    """

    residents: tuple[str, ...]
    on: date
    where: str
    place: str = ""
    country: str = ""
    relations: Mapping[str, str] = field(default_factory=dict)
    afterwards: str = heads.EMPTY


class DepartureForm(LifeForm):
    """Who goes along, where to, and who is the head of those who stay."""

    where = forms.ChoiceField(label=_("Where to"), choices=WHERE, widget=forms.RadioSelect)
    place = text_field(_("Place in Kyrgyzstan"), longest=160)
    country = choice_field(_("Country"), [(code, name) for code, name in COUNTRIES.items() if code != "KG"])
    wide = frozenset({"where", "together", "new_head"})

    def ask(self) -> None:
        assert isinstance(self.subject, Resident)
        today = clock.today()
        self.home = queries.household_of(self.subject, on=today)
        members = queries.composition(self.home, on=today) if self.home else []
        others = [one for one in members if one.resident != self.subject]
        if others:
            self.fields["together"] = choosing.SeveralField(
                label=_("Who goes along"), near=[choosing.of_member(one) for one in others]
            )
        if any(one.resident == self.subject and one.relation == Relation.HEAD for one in members):
            heads.ask_head(self, others, on=today)
            if "new_head" in self.fields:
                self.fields["new_head"].help_text = _("Not needed for who works abroad and stays a member.")
        self.order_fields(["where", "place", "country", "together", "new_head"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        where = data.get("where")
        if where in {MIGRANT, ABROAD} and not data.get("country"):
            self.add_error("country", gettext("Choose the country."))
        if where in {INSIDE, ABROAD} and data.get("on") and self.home:
            heads.confirm(self, self.home, gone=self._leaving(data), on=data["on"])
        return data

    def _leaving(self, data: dict[str, Any]) -> tuple[str, ...]:
        assert self.subject is not None
        return (self.subject.reference, *data.get("together", ()))

    def said(self) -> Said:
        data = self.cleaned_data
        abroad = data["where"] != INSIDE
        return Said(
            self._leaving(data), data["on"], data["where"], "" if abroad else data["place"],
            data["country"] if abroad else "", {} if data["where"] == MIGRANT else heads.relations_of(self),
            data.get("afterwards", heads.EMPTY),
        )  # fmt: skip


def apply(pen: Pen, said: Said) -> None:
    """Let them leave. Refused for who belongs to no household, and for members of several ones."""
    stays = [_stay(reference) for reference in dict.fromkeys(said.residents)]
    household = stays[0].household
    if any(one.household_id != household.pk for one in stays):
        raise RefusedError(_("They do not belong to one household any more. Look at it again."))
    for stay in stays:
        if said.where == MIGRANT:
            _go_abroad(pen, stay, said)
        else:
            belonging.leave(pen, stay, on=said.on, reason=LeaveReason.MOVED)
    if said.where != MIGRANT:
        heads.settle(pen, household, said.relations, afterwards=said.afterwards, on=said.on)


def _stay(reference: str) -> Membership:
    resident = Resident.objects.get(reference=reference)
    stay = belonging.present(resident)
    if stay is None:
        raise RefusedError(gettext("%(name)s belongs to no household now.") % {"name": resident})
    return stay


def _go_abroad(pen: Pen, stay: Membership, said: Said) -> None:
    if stay.abroad_country == said.country:
        words = {"name": stay.resident}
        raise RefusedError(
            gettext("%(name)s: written down as abroad in this country already.") % words, field="country"
        )
    belonging.go_on(
        pen, stay, on=said.on, reason=LeaveReason.ABROAD.value, lives_here=False, abroad_country=said.country,
        abroad_since=said.on,
    )  # fmt: skip
    if stay.resident.occupation != "migrant":
        pen.change(stay.resident, occupation="migrant")


def _may_leave(resident: Resident) -> bool:
    now = situations.of(resident)
    return now.counts and now.belongs


registry.add(
    LifeKind(
        name="departure",
        label=_("Departure"),
        hint=_("Alone or together: within the country, abroad to work, or for good."),
        about="resident",
        order=20,
        said=Said,
        form=DepartureForm,
        apply=apply,
        possible=_may_leave,
        group=Group.MOVING,
    )
)
