"""A marriage: of two who are known, or with a spouse from elsewhere who is written down in the same form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.registers import queries
from services.registers.codes import JoinReason, LeaveReason
from services.registers.forms import text_field
from services.registers.life import choosing, heads, moving, people, situations
from services.registers.life.pen import Pen
from services.registers.life.person_forms import ABOUT, DOCUMENT, PersonForm
from services.registers.life.registry import Group, LifeKind, RefusedError, registry
from services.registers.models import Household, Marriage, Parenthood, Resident
from tereze import clock

YOUNGEST: Final = 17
"""Completed years. The age of marriage is eighteen; a council may lower it by a year (Family Code)."""
HERE, THERE, APART = "here", "there", "apart"


@dataclass(frozen=True)
class Said:
    """`resident` marries `spouse`, who is known, or `person`, who is not.

    `lives` is "here" (in the resident's household), "there" (in the spouse's) or "apart" (nobody moves); `relation` is
    that of the one who moves. Surnames are the new ones, empty where they stay.
    """

    resident: str
    on: date
    lives: str
    spouse: str = ""
    person: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)
    relation: str = ""
    surname_own: str = ""
    surname_spouse: str = ""
    document: str = ""


class MarriageForm(PersonForm):
    """Whom, where the couple lives, and who bears another name."""

    lives = forms.ChoiceField(label=_("Where the couple lives"), widget=forms.RadioSelect)
    surname_own = text_field("", longest=80)
    surname_spouse = text_field(_("New surname of the spouse"), longest=80)
    document = text_field(_("Marriage certificate, series and number"), longest=60, autocapitalize="characters")
    wide = PersonForm.wide | {"spouse", "lives"}
    sections = (
        (_("The spouse, where not in the register"), ABOUT),
        (_("Document of the spouse"), DOCUMENT),
        (_("The marriage"), ("lives", "surname_own", "surname_spouse", "document")),
    )

    def ask(self) -> None:
        super().ask()
        assert isinstance(self.subject, Resident)
        self.fields["on"].label = _("Day of the marriage")
        self.fields["sex"].widget = forms.HiddenInput()
        self.initial["sex"] = "f" if self.subject.sex == "m" else "m"
        self.fields["spouse"] = choosing.ResidentField(
            label=_("Husband or wife"), required=False, nobody=_("Not in the register: written down below")
        )
        self.fields["lives"].choices = [  # type: ignore[attr-defined]
            (HERE, gettext("In the household of %(name)s") % {"name": self.subject}),
            (THERE, gettext("With the other one: in that household, or outside this council")),
            (APART, gettext("Nobody moves")),
        ]
        self.fields["surname_own"].label = gettext("New surname of %(name)s") % {"name": self.subject}
        for name in ("surname_own", "surname_spouse"):
            self.fields[name].help_text = _("Empty, if it stays.")
        self.order_fields(["spouse"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("spouse") is not None:
            self.forget((*ABOUT, *DOCUMENT))
        if not self.errors:
            self._propose(data)
        return data

    def _propose(self, data: dict[str, Any]) -> None:
        assert isinstance(self.subject, Resident)
        spouse = data.get("spouse") or Resident(
            sex=data["sex"], surname=data["surname"], given_name=data["given_name"], birth_date=data["birth_date"]
        )
        mover, host = (spouse, self.subject) if data["lives"] == HERE else (self.subject, spouse)
        home = _home(host) if data["lives"] != APART else None
        if data["lives"] == HERE and home is None:
            self.add_error("lives", gettext("%(name)s belongs to no household now.") % {"name": host})
        if home is None or _home(mover) == home:
            return
        couple = sorted((self.subject, spouse), key=lambda one: one.sex == "f")
        union = Marriage(husband=couple[0], wife=couple[1], since=data["on"])
        proposed = moving.relation(mover, home, on=data["on"], marriages=[union])
        name = str(mover) if mover.pk else f"{data['surname']} {data['given_name']}"
        self.confirm("relation", heads.relation_field(name, mover.sex), proposed)

    def said(self) -> Said:
        assert self.subject is not None
        data = self.cleaned_data
        spouse = data.get("spouse")
        person, papers = ({}, {}) if spouse else (self.person(), self.papers())
        return Said(
            self.subject.reference, data["on"], data["lives"], spouse.reference if spouse else "", person, papers,
            data.get("relation", ""), data["surname_own"], data["surname_spouse"], data["document"],
        )  # fmt: skip


def _home(resident: Resident) -> Household | None:
    return queries.household_of(resident, on=clock.today()) if resident.pk else None


def apply(pen: Pen, said: Said) -> None:
    """Marry them. Refused for the married, the young, close kin, and two men or two women."""
    resident = Resident.objects.select_for_update().get(reference=said.resident)
    spouse = Resident.objects.get(reference=said.spouse) if said.spouse else None
    for one in (resident, spouse):
        if one is not None:
            _check(one, said)
    if spouse is not None and spouse.sex == resident.sex:
        raise RefusedError(_("A man and a woman marry. Look at whom you chose."), field="spouse")
    if spouse is not None and _close(resident, spouse):
        raise RefusedError(_("Parents and children, brothers and sisters do not marry."), field="spouse")
    if spouse is None and said.lives == HERE:
        spouse = people.register(pen, said.person, said.papers, on=said.on)
    _write(pen, resident, spouse, said)
    if said.surname_own:
        people.rename(pen, resident, surname=said.surname_own, on=said.on)
    if said.surname_spouse and spouse is not None:
        people.rename(pen, spouse, surname=said.surname_spouse, on=said.on)
    _settle(pen, resident, spouse, said)


def _check(one: Resident, said: Said) -> None:
    if one.death_date and one.death_date <= said.on:
        raise RefusedError(gettext("%(name)s died before this day.") % {"name": one}, field="on")
    age = one.age_on(said.on)
    if age is not None and age < YOUNGEST:
        words = {"name": one, "age": age}
        raise RefusedError(gettext("%(name)s was %(age)s years old on this day. Look at the day.") % words, field="on")
    if situations.of(one).married:
        raise RefusedError(gettext("%(name)s is married. Record the divorce or the death first.") % {"name": one})


def _close(one: Resident, other: Resident) -> bool:
    mine = set(Parenthood.objects.filter(child=one, kind="birth").values_list("parent", flat=True))
    theirs = set(Parenthood.objects.filter(child=other, kind="birth").values_list("parent", flat=True))
    return bool(mine & theirs) or one.pk in theirs or other.pk in mine


def _write(pen: Pen, resident: Resident, spouse: Resident | None, said: Said) -> None:
    elsewhere = "" if spouse else " ".join(said.person[name] for name in people.NAME if said.person.get(name))
    sides = {"husband": spouse, "wife": resident} if resident.sex == "f" else {"husband": resident, "wife": spouse}
    pen.create(Marriage(**sides, elsewhere=elsewhere, since=said.on, document=said.document))
    for one in (resident, spouse):
        if one is not None:
            pen.change(one, marital_status="married")


def _settle(pen: Pen, resident: Resident, spouse: Resident | None, said: Said) -> None:
    if said.lives == APART:
        return
    mover, host = (spouse, resident) if said.lives == HERE else (resident, spouse)
    home = _home(host) if host else None
    if mover is None:
        return
    if home is None:  # the other one lives outside this council
        moving.depart(pen, mover, on=said.on, reason=LeaveReason.MARRIAGE)
    elif said.relation:
        moving.move(pen, mover, home, said.relation, on=said.on, leave=LeaveReason.MARRIAGE, join=JoinReason.MARRIAGE)


def _may_marry(resident: Resident) -> bool:
    now = situations.of(resident)
    return now.counts and not now.married and not now.child


registry.add(
    LifeKind(
        name="marriage",
        label=_("Marriage"),
        hint=_("With somebody of the register, or from elsewhere."),
        about="resident",
        order=30,
        said=Said,
        form=MarriageForm,
        apply=apply,
        possible=_may_marry,
        group=Group.FAMILY,
    )
)
