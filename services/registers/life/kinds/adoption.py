"""An adoption: a child has other parents by a court's decision, and may bear another name and live with them."""

from dataclasses import dataclass
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
from services.registers.models import Household, Parenthood, Resident
from tereze import clock


@dataclass(frozen=True)
class Said:
    """`child` is adopted on the day by `father`, `mother` or both; `document` is the court's decision.

    `parts` says whether the ties to the parents by birth end. `household` is where the child lives from now on, empty
    where nothing changes; `relation` the one to its head. Names are the new ones, empty where they stay.
    """

    child: str
    on: date
    father: str = ""
    mother: str = ""
    document: str = ""
    parts: bool = True
    household: str = ""
    relation: str = ""
    surname: str = ""
    patronymic: str = ""


class AdoptionForm(LifeForm):
    """Who adopts, by what decision; where the child lives follows, and what it is to the head."""

    document = text_field(_("Court decision, number and day"), longest=160, required=True)
    parts = forms.BooleanField(label=_("The ties to the parents by birth end"), required=False, initial=True)
    surname = text_field(_("New surname of the child"), longest=80)
    patronymic = text_field(_("New patronymic of the child"), longest=80)
    wide = frozenset({"father", "mother", "document", "parts"})

    def ask(self) -> None:
        assert isinstance(self.subject, Resident)
        today = clock.today()
        home = queries.household_of(self.subject, on=today)
        members = queries.composition(home, on=today) if home else []
        for name, sex, label in (("mother", "f", _("Adoptive mother")), ("father", "m", _("Adoptive father"))):
            near = [
                choosing.of_member(one) for one in members
                if one.resident.sex == sex and (one.resident.age_on(today) or 0) >= situations.GROWN_UP
            ]  # fmt: skip
            self.fields[name] = choosing.ResidentField(label=label, near=near, required=False, nobody=_("Nobody"))
        for name in ("surname", "patronymic"):
            self.fields[name].help_text = _("Empty, if it stays.")
        self.order_fields(["mother", "father", "document"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not (data.get("father") or data.get("mother")):
            raise forms.ValidationError(_("Choose who adopts the child."))
        if not self.errors:
            self._propose(data)
        return data

    def _propose(self, data: dict[str, Any]) -> None:
        assert isinstance(self.subject, Resident)
        home = queries.household_of(data["father"] or data["mother"], on=clock.today())
        if home is None:
            return
        adopters = [data[one] for one in ("father", "mother") if data[one]]
        ties = [Parenthood(child=self.subject, parent=one, kind="adoption") for one in adopters]
        proposed = moving.relation(self.subject, home, on=data["on"], ties=ties)
        self.confirm("relation", heads.relation_field(str(self.subject), self.subject.sex), proposed)
        self.home = home

    home: Household | None = None

    def said(self) -> Said:
        assert self.subject is not None
        data = self.cleaned_data
        father, mother = (getattr(data[one], "reference", "") for one in ("father", "mother"))
        return Said(
            self.subject.reference, data["on"], father, mother, data["document"], data["parts"],
            self.home.reference if self.home else "", data.get("relation", ""), data["surname"], data["patronymic"],
        )  # fmt: skip


def apply(pen: Pen, said: Said) -> None:
    """Write the adoption. Refused for the grown up, for parents by birth, and for adopters under age."""
    child = Resident.objects.select_for_update().get(reference=said.child)
    age = child.age_on(said.on)
    if age is not None and age >= situations.GROWN_UP:
        raise RefusedError(_("Only a child under eighteen is adopted."), field="on")
    adopters = {name: _adopter(getattr(said, name), name, child, said.on) for name in ("father", "mother")}
    if said.parts:
        for tie in Parenthood.objects.filter(child=child, until__isnull=True):
            pen.change(tie, until=said.on)
    for adopter in adopters.values():
        if adopter is not None:
            pen.create(Parenthood(child=child, parent=adopter, kind="adoption", since=said.on, document=said.document))
    if said.surname or said.patronymic:
        people.rename(pen, child, surname=said.surname or child.surname, patronymic=said.patronymic or None, on=said.on)
    if said.household and said.relation:
        home = Household.objects.get(reference=said.household)
        moving.move(pen, child, home, said.relation, on=said.on, leave=LeaveReason.OTHER, join=JoinReason.OTHER)


def _adopter(reference: str, name: str, child: Resident, on: date) -> Resident | None:
    if not reference:
        return None
    adopter = Resident.objects.get(reference=reference)
    if adopter.sex != ("m" if name == "father" else "f") or adopter == child:
        raise RefusedError(_("A father is a man and a mother a woman. Look at whom you chose."), field=name)
    age = adopter.age_on(on)
    if age is not None and age < situations.GROWN_UP:
        raise RefusedError(gettext("%(name)s is under eighteen.") % {"name": adopter}, field=name)
    if not adopter.alive_on(on):
        raise RefusedError(gettext("%(name)s died before this day.") % {"name": adopter}, field=name)
    if Parenthood.objects.filter(child=child, parent=adopter, until__isnull=True).exclude(kind="guardian").exists():
        raise RefusedError(gettext("%(name)s is written down as a parent already.") % {"name": adopter}, field=name)
    return adopter


def is_child(resident: Resident) -> bool:
    """Return whether the resident lives and is under eighteen."""
    now = situations.of(resident)
    return now.counts and now.child


registry.add(
    LifeKind(
        name="adoption",
        label=_("Adoption"),
        hint=_("A child has other parents by a court's decision."),
        about="resident",
        order=50,
        said=Said,
        form=AdoptionForm,
        apply=apply,
        possible=is_child,
        group=Group.FAMILY,
    )
)
