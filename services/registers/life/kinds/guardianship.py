"""A guardian for a child, and the end of a guardianship."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.registers import queries
from services.registers.codes import JoinReason, LeaveReason
from services.registers.forms import text_field
from services.registers.life import choosing, heads, moving, situations
from services.registers.life.forms import LifeForm
from services.registers.life.kinds.adoption import is_child
from services.registers.life.pen import Pen
from services.registers.life.registry import Group, LifeKind, RefusedError, registry
from services.registers.models import Household, Parenthood, Resident
from tereze import clock


@dataclass(frozen=True)
class Said:
    """`guardian` cares for `child` from the day on. `household` and `relation`: where the child lives, if it moves."""

    child: str
    guardian: str
    on: date
    document: str = ""
    household: str = ""
    relation: str = ""


class GuardianshipForm(LifeForm):
    """Who is the guardian, by which decision, and whether the child lives with the guardian."""

    document = text_field(_("Decision, number and day"), longest=160, required=True)
    moves = forms.BooleanField(label=_("The child lives with the guardian"), required=False, initial=True)
    wide = frozenset({"guardian", "document", "moves"})
    home: Household | None = None

    def ask(self) -> None:
        assert isinstance(self.subject, Resident)
        today = clock.today()
        home = queries.household_of(self.subject, on=today)
        near = [
            choosing.of_member(one) for one in (queries.composition(home, on=today) if home else [])
            if (one.resident.age_on(today) or 0) >= situations.GROWN_UP
        ]  # fmt: skip
        self.fields["guardian"] = choosing.ResidentField(label=_("Guardian"), near=near)
        self.order_fields(["guardian", "document", "moves"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors or not data.get("moves") or not isinstance(self.subject, Resident):
            return data
        self.home = queries.household_of(data["guardian"], on=clock.today())
        if self.home is not None and self.home != queries.household_of(self.subject, on=clock.today()):
            tie = Parenthood(child=self.subject, parent=data["guardian"], kind="guardian")
            proposed = moving.relation(self.subject, self.home, on=data["on"], ties=[tie])
            self.confirm("relation", heads.relation_field(str(self.subject), self.subject.sex), proposed)
        return data

    def said(self) -> Said:
        assert self.subject is not None
        data = self.cleaned_data
        home = self.home.reference if self.home and data.get("relation") else ""
        return Said(
            self.subject.reference, data["guardian"].reference, data["on"], data["document"], home,
            data.get("relation", ""),
        )  # fmt: skip


def apply(pen: Pen, said: Said) -> None:
    """Write the guardian down. Refused for the grown up, for the child itself, and for a guardian under age or dead."""
    child = Resident.objects.select_for_update().get(reference=said.child)
    guardian = Resident.objects.get(reference=said.guardian)
    age, elder = child.age_on(said.on), guardian.age_on(said.on)
    if age is not None and age >= situations.GROWN_UP:
        raise RefusedError(_("Only a child under eighteen has a guardian."), field="on")
    if (elder is not None and elder < situations.GROWN_UP) or guardian == child:
        raise RefusedError(gettext("%(name)s is under eighteen.") % {"name": guardian}, field="guardian")
    if not guardian.alive_on(said.on):
        raise RefusedError(gettext("%(name)s died before this day.") % {"name": guardian}, field="guardian")
    if Parenthood.objects.filter(child=child, parent=guardian, until__isnull=True).exists():
        raise RefusedError(_("This is written down already."), field="guardian")
    pen.create(Parenthood(child=child, parent=guardian, kind="guardian", since=said.on, document=said.document))
    if said.household:
        home = Household.objects.get(reference=said.household)
        moving.move(pen, child, home, said.relation, on=said.on, leave=LeaveReason.OTHER, join=JoinReason.OTHER)


@dataclass(frozen=True)
class EndSaid:
    """`guardian` no longer cares for `child` from the day on."""

    child: str
    guardian: str
    on: date
    why: str = ""


class EndForm(LifeForm):
    """Which guardianship, and why it ends."""

    why = text_field(_("Why"), longest=160)
    wide = frozenset({"guardian"})

    def ask(self) -> None:
        assert isinstance(self.subject, Resident)
        ties = Parenthood.objects.filter(child=self.subject, kind="guardian", until__isnull=True)
        near = [choosing.of_resident(one.parent) for one in ties.select_related("parent")]
        self.fields["guardian"] = choosing.ResidentField(label=_("Guardian"), near=near, searches=False)
        self.initial["guardian"] = near[0].reference if len(near) == 1 else ""
        self.order_fields(["guardian", "why"])

    def said(self) -> EndSaid:
        assert self.subject is not None
        data = self.cleaned_data
        return EndSaid(self.subject.reference, data["guardian"].reference, data["on"], data["why"])


def end(pen: Pen, said: EndSaid) -> None:
    """End a guardianship. Refused where there is none, and for a day before it began."""
    tie = Parenthood.objects.filter(
        child__reference=said.child, parent__reference=said.guardian, kind="guardian", until__isnull=True
    ).first()
    if tie is None:
        raise RefusedError(_("No such guardianship is written down."), field="guardian")
    if tie.since and said.on <= tie.since:
        raise RefusedError(_("It began later than this. Look at the day."), field="on")
    pen.change(tie, until=said.on)


registry.add(
    LifeKind(
        name="guardianship",
        label=_("Guardianship"),
        hint=_("A child gets a guardian."),
        about="resident",
        order=60,
        said=Said,
        form=GuardianshipForm,
        apply=apply,
        possible=is_child,
        group=Group.FAMILY,
    )
)
registry.add(
    LifeKind(
        name="guardianship_end",
        label=_("End of guardianship"),
        hint=_("A guardian no longer cares for the child."),
        about="resident",
        order=61,
        said=EndSaid,
        form=EndForm,
        apply=end,
        possible=lambda resident: situations.of(resident).guarded,
        group=Group.FAMILY,
    )
)
