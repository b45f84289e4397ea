"""A divorce: the marriage ends, and one of the two may leave, with children, to another household or away."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.registers import queries
from services.registers.codes import JoinReason, LeaveReason
from services.registers.forms import text_field
from services.registers.life import choosing, heads, moving, people, situations
from services.registers.life.forms import LifeForm
from services.registers.life.pen import Pen
from services.registers.life.registry import Group, LifeKind, RefusedError, registry
from services.registers.models import Household, Marriage, Resident
from tereze import clock

NOBODY = "nobody"


@dataclass(frozen=True)
class Said:
    """The marriage of `resident` ends on the day. `leaves` is who moves out (a reference; empty: nobody).

    `together` go along; `household` is where to (empty: outside the council). `relations` are those there.
    """

    resident: str
    on: date
    leaves: str = ""
    together: tuple[str, ...] = ()
    household: str = ""
    relations: Mapping[str, str] = field(default_factory=dict)
    surname_own: str = ""
    surname_spouse: str = ""
    document: str = ""


class DivorceForm(LifeForm):
    """Who leaves, with whom, where to; and who takes a former surname again."""

    document = text_field(_("Divorce certificate or decision, number"), longest=60)
    leaves = forms.ChoiceField(label=_("Who moves out"), widget=forms.RadioSelect, initial=NOBODY)
    surname_own = text_field("", longest=80)
    surname_spouse = text_field(_("New surname of the spouse"), longest=80)
    wide = frozenset({"leaves", "together", "household"})

    def ask(self) -> None:
        assert isinstance(self.subject, Resident)
        self.fields["on"].label = _("Day of the divorce")
        couple = [one for one in (self.subject, situations.spouse(self.subject)) if one]
        self.fields["leaves"].choices = [  # type: ignore[attr-defined]
            (NOBODY, _("Nobody, or they live apart already")), *((one.reference, str(one)) for one in couple),
        ]  # fmt: skip
        today = clock.today()
        home = queries.household_of(self.subject, on=today)
        members = queries.composition(home, on=today) if home else []
        others = [choosing.of_member(one) for one in members if one.resident not in couple]
        self.fields["together"] = choosing.SeveralField(label=_("Who goes along"), near=others)
        self.fields["household"] = choosing.HouseholdField(
            label=_("Into which household"), required=False, nobody=_("Leaves the register of this council")
        )
        self.fields["surname_own"].label = gettext("New surname of %(name)s") % {"name": self.subject}
        for name in ("surname_own", "surname_spouse"):
            self.fields[name].help_text = _("Empty, if it stays.")
        self.order_fields(["leaves", "together", "household"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        home = data.get("household")
        if not self.errors and home is not None and data["leaves"] != NOBODY:
            for reference in (data["leaves"], *data["together"]):
                who = Resident.objects.get(reference=reference)
                proposed = moving.relation(who, home, on=data["on"])
                self.confirm(f"relation_{reference}", heads.relation_field(str(who), who.sex), proposed)
        return data

    def said(self) -> Said:
        assert self.subject is not None
        data = self.cleaned_data
        leaves = "" if data["leaves"] == NOBODY else data["leaves"]
        home = data.get("household")
        return Said(
            self.subject.reference, data["on"], leaves, tuple(data["together"]) if leaves else (),
            home.reference if home and leaves else "", heads.relations_of(self), data["surname_own"],
            data["surname_spouse"], data["document"],
        )  # fmt: skip


def apply(pen: Pen, said: Said) -> None:
    """End the marriage. Refused where there is none, and for a day before it began."""
    resident = Resident.objects.select_for_update().get(reference=said.resident)
    side = "wife" if resident.sex == "f" else "husband"
    marriage = Marriage.objects.filter(**{side: resident}, until__isnull=True).first()
    if marriage is None:
        raise RefusedError(_("No marriage is written down."))
    if marriage.since and said.on <= marriage.since:
        raise RefusedError(_("The marriage began later than this. Look at the day."), field="on")
    spouse = marriage.husband if side == "wife" else marriage.wife
    pen.change(marriage, until=said.on, ended_by="divorce")
    for one, surname in ((resident, said.surname_own), (spouse, said.surname_spouse)):
        if one is not None:
            pen.change(one, marital_status="divorced")
            if surname:
                people.rename(pen, one, surname=surname, on=said.on)
    _part(pen, said)


def _part(pen: Pen, said: Said) -> None:
    home = Household.objects.get(reference=said.household) if said.household else None
    for reference in (said.leaves, *said.together) if said.leaves else ():
        who = Resident.objects.get(reference=reference)
        reason = LeaveReason.DIVORCE if reference == said.leaves else LeaveReason.MOVED
        if home is None:
            moving.depart(pen, who, on=said.on, reason=reason)
        else:
            moving.move(pen, who, home, said.relations[reference], on=said.on, leave=reason, join=JoinReason.MOVED)


def _may_divorce(resident: Resident) -> bool:
    now = situations.of(resident)
    return now.counts and now.married


registry.add(
    LifeKind(
        name="divorce",
        label=_("Divorce"),
        hint=_("The marriage ends; one of the two may move out."),
        about="resident",
        order=40,
        said=Said,
        form=DivorceForm,
        apply=apply,
        possible=_may_divorce,
        group=Group.FAMILY,
    )
)
