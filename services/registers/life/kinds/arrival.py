"""Somebody comes to live in a household: new here, or returning, alone or with those who left at the same time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.registers.codes import JoinReason
from services.registers.forms import text_field
from services.registers.life import belonging, choosing, heads, moving, people, situations
from services.registers.life.forms import Sections
from services.registers.life.pen import Pen
from services.registers.life.person_forms import ABOUT, DOCUMENT, PersonForm
from services.registers.life.registry import Group, LifeKind, RefusedError, registry
from services.registers.models import Household, Membership, Resident
from services.registers.relations import Relation


@dataclass(frozen=True)
class Said:
    """Residents join the household on the day: those known (`relations` by reference), or one `person` who is new.

    `relation` is the new one's. `origin` is where they come from; `registered` whether they are registered here.
    """

    household: str
    on: date
    relations: Mapping[str, str] = field(default_factory=dict)
    person: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)
    relation: str = ""
    origin: str = ""
    registered: bool = True


class ArrivalForm(PersonForm):
    """Who comes: somebody known, found by name or PIN, or a new person; where to, and where from."""

    origin = text_field(_("From where"), longest=160)
    registered = forms.BooleanField(label=_("Is registered at this address"), required=False, initial=True)
    another_person = forms.BooleanField(label=_("It is another person of the same name"), required=False)
    wide = PersonForm.wide | {"known", "household", "another_person", "registered", "together"}
    sections: Sections = (
        (_("Somebody new"), (*ABOUT, "another_person")),
        (_("Document"), DOCUMENT),
        (_("Arrival"), ("origin", "registered")),
    )
    carried = ("origin", "on")
    asks_who = False

    def ask(self) -> None:
        super().ask()
        resident = self.subject if isinstance(self.subject, Resident) else None
        self.fields["known"] = choosing.ResidentField(
            label=_("Who comes"), required=False, nobody=_("Somebody new: written down below"),
            help_text=_("Who lived here before is not written twice: look by name or PIN first."),
        )  # fmt: skip
        if resident is not None:
            self.fields["known"] = choosing.ResidentField(
                label=_("Who comes"), near=[choosing.of_resident(resident)], searches=False
            )
            self.initial["known"] = resident.reference
            self.sections = ArrivalForm.sections[2:]
            self._ask_household(resident)
        if resident is not None and (company := _left_with(resident)):
            self.fields["together"] = choosing.SeveralField(
                label=_("Who comes along, of those who left together"),
                near=[choosing.of_resident(one) for one in company],
            )
        self.order_fields(["known", "together", "household"])

    def _ask_household(self, resident: Resident) -> None:
        last = Membership.objects.filter(resident=resident).select_related("household").order_by("-left_on").first()
        near = [choosing.of_household(last.household)] if last and not last.household.closed_on else []
        self.fields["household"] = choosing.HouseholdField(label=_("Into which household"), near=near)
        self.initial["household"] = near[0].reference if near else ""

    def is_asked(self, name: str) -> bool:
        if isinstance(self.subject, Resident) and name in {*ABOUT, *DOCUMENT}:
            return False
        return super().is_asked(name) and (name != "another_person" or self.asks_who)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("known") is not None:
            self.forget((*ABOUT, *DOCUMENT, "another_person"))
        elif not self.errors:
            self._look_for_namesakes(data)
        home = self._home(data)
        if not self.errors and home is not None:
            self._propose(data, home)
        return data

    def _home(self, data: dict[str, Any]) -> Household | None:
        return self.subject if isinstance(self.subject, Household) else data.get("household")

    def _look_for_namesakes(self, data: dict[str, Any]) -> None:
        found = people.namesakes(self.person())
        if found and not data.get("another_person"):
            self.asks_who = True
            said = gettext("Somebody of this name and birth date is in the register. Choose above, or tick here:")
            links = format_html("{} {}", said, people.link(found[0]))
            self.add_error("another_person", links)

    def _propose(self, data: dict[str, Any], home: Household) -> None:
        has_head = any(one.relation == Relation.HEAD for one in belonging.members(home))
        for reference, label, who in self._coming(data):
            proposed = moving.relation(who, home, on=data["on"]) if has_head else Relation.HEAD.value
            field_ = heads.relation_field(label, who.sex, may_head=not has_head)
            self.confirm(f"relation_{reference or 'new'}", field_, proposed)
            has_head = True  # the first one, where there was none; the others say what they are to that one

    def _coming(self, data: dict[str, Any]) -> list[tuple[str, str, Resident]]:
        known = data.get("known")
        if known is None:
            who = Resident(sex=data["sex"], surname=data["surname"], birth_date=data.get("birth_date"))
            return [("", f"{data['surname']} {data['given_name']}", who)]
        together = Resident.objects.filter(reference__in=data.get("together", ()))
        return [(one.reference, str(one), one) for one in (known, *together)]

    def said(self) -> Said:
        data = self.cleaned_data
        home = self._home(data)
        assert home is not None
        taken = {name.removeprefix("relation_"): data[name] for name in self.fields if name.startswith("relation_")}
        new = taken.pop("new", "")
        person, papers = ({}, {}) if data.get("known") else (self.person(), self.papers())
        return Said(home.reference, data["on"], taken, person, papers, new, data["origin"], data["registered"])


def _left_with(resident: Resident) -> list[Resident]:
    """Return who left the same household on the same day and has not come back."""
    last = Membership.objects.filter(resident=resident, left_on__isnull=False).order_by("-left_on").first()
    if last is None:
        return []
    same = Membership.objects.filter(household=last.household_id, left_on=last.left_on, leave_reason=last.leave_reason)
    there = Membership.objects.filter(left_on__isnull=True).values("resident")
    alive = Resident.objects.filter(death_date__isnull=True, merged_into__isnull=True).exclude(pk=resident.pk)
    return list(alive.filter(memberships__in=same).exclude(pk__in=there).order_by("sort_key").distinct())


def apply(pen: Pen, said: Said) -> None:
    """Let them join. Refused for the dead, for members of a household, and for PINs and documents of others."""
    household = Household.objects.select_for_update().get(reference=said.household)
    heads_first = sorted(said.relations.items(), key=lambda one: one[1] != Relation.HEAD)
    for reference, relation in heads_first:
        resident = Resident.objects.get(reference=reference)
        if resident.death_date:
            raise RefusedError(gettext("%(name)s died. Look at whom you chose.") % {"name": resident}, field="known")
        _join(pen, household, resident, relation, said)
    if said.person:
        resident = people.register(pen, said.person, said.papers, on=said.on)
        _join(pen, household, resident, said.relation, said)
    if household.kind == "empty":
        pen.change(household, kind="permanent")


def _join(pen: Pen, household: Household, resident: Resident, relation: str, said: Said) -> None:
    if resident.birth_date and said.on < resident.birth_date:
        raise RefusedError(gettext("Nobody comes before being born. Look at the day."), field="on")
    returns = Membership.objects.filter(resident=resident).exists()
    reason = JoinReason.RETURNED if returns else JoinReason.MOVED
    belonging.join(pen, household, resident, relation, on=said.on, reason=reason, registered=said.registered)


def _may_come(subject: Resident | Household) -> bool:
    if isinstance(subject, Household):
        return subject.closed_on is None
    now = situations.of(subject)
    return now.counts and not now.belongs


registry.add(
    LifeKind(
        name="arrival",
        label=_("Arrival"),
        hint=_("Somebody comes to live here: new, or back again."),
        about="either",
        order=10,
        said=Said,
        form=ArrivalForm,
        apply=apply,
        possible=_may_come,
        group=Group.MOVING,
        again=_("Record who came along"),
    )
)
