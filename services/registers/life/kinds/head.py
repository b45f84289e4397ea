"""Another head: everybody in the household is related to somebody else from the day on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from services.registers import kinship, queries
from services.registers.life import choosing, relating, situations, succession
from services.registers.life.forms import LifeForm
from services.registers.life.pen import Pen
from services.registers.life.registry import LifeKind, RefusedError, registry
from services.registers.models import Household, Resident
from services.registers.relations import Relation
from tereze import clock

_GUESTS: Final = frozenset({Relation.LODGER, Relation.NOT_RELATED})


@dataclass(frozen=True)
class Said:
    """`head` is the head of the household from the day on; `relations` are those of all others, by reference."""

    household: str
    head: str
    on: date
    relations: Mapping[str, str] = field(default_factory=dict)


class HeadForm(LifeForm):
    """Who of the members; the rules propose the relations."""

    relations: Mapping[str, str] = {}

    def ask(self) -> None:
        assert isinstance(self.subject, Household)
        today = clock.today()
        others = [one for one in queries.composition(self.subject, on=today) if one.relation != Relation.HEAD]
        others = [one for one in others if _of_age(one.resident, today)] or others
        self.fields["head"] = choosing.ResidentField(
            label=_("New head"), near=[choosing.of_member(one) for one in others], searches=False
        )
        likely = kinship.likely_head(others, on=today)
        self.initial["head"] = likely.reference if likely else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("on") and data.get("head") and isinstance(self.subject, Household):
            stays = succession.since(self.subject, data["on"])
            if data["head"].pk in {one.resident_id for one in succession.members(stays, data["on"])}:
                self.relations = relating.confirm(self, stays, data["head"])
        return data

    def said(self) -> Said:
        assert self.subject is not None
        data = self.cleaned_data
        return Said(self.subject.reference, data["head"].reference, data["on"], self.relations)


def apply(pen: Pen, said: Said) -> None:
    """Write the new head down. Refused where `succession.relate` refuses, for the head and for children."""
    household = Household.objects.select_for_update().get(reference=said.household)
    head = Resident.objects.get(reference=said.head)
    stays = succession.since(household, said.on)
    if any(
        one.resident_id == head.pk and one.relation == Relation.HEAD and succession.covers(one, said.on)
        for one in stays
    ):
        raise RefusedError(_("This resident is the head already."), field="head")
    adults = [one for one in stays if succession.covers(one, said.on) and _of_age(one.resident, said.on)]
    if not _of_age(head, said.on) and any(one.relation not in _GUESTS for one in adults):
        raise RefusedError(_("A child is the head only where no adult is left."), field="head")
    succession.relate(pen, stays, head, said.relations, said.on)


def _of_age(resident: Resident, on: date) -> bool:
    age = resident.age_on(on)
    return age is None or age >= situations.GROWN_UP


registry.add(
    LifeKind(
        name="head",
        label=_("Change of head"),
        hint=_("Another member is the head; everybody's relation is found by rule."),
        about="household",
        order=10,
        said=Said,
        form=HeadForm,
        apply=apply,
        possible=lambda household: household.closed_on is None,
    )
)
