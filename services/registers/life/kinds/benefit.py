"""A benefit is granted to a resident, or ends."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.registers import codelists
from services.registers.forms import choice_field, day_field, text_field
from services.registers.life import situations
from services.registers.life.forms import LifeForm
from services.registers.life.pen import Pen
from services.registers.life.registry import Group, LifeKind, RefusedError, registry
from services.registers.models import BenefitHolding, Resident
from tereze.accounts.permissions import Permission


@dataclass(frozen=True)
class Said:
    """`resident` has the benefit `category` (a code) from the day on, until a day if one is known."""

    resident: str
    category: str
    on: date
    until: date | None = None
    document: str = ""


class BenefitForm(LifeForm):
    """Which benefit, by which document, until when."""

    document = text_field(_("Document, number and day"), longest=160)
    until = day_field(_("Until, if it is known"))

    def ask(self) -> None:
        self.fields["on"].label = _("From which day")
        self.fields["category"] = choice_field(_("Benefit"), codelists.BENEFIT.choices(), required=True)
        self.order_fields(["category", "document"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("until") and data.get("on") and data["until"] <= data["on"]:
            self.add_error("until", forms.ValidationError(_("It ends after it begins. Look at both days.")))
        return data

    def said(self) -> Said:
        assert self.subject is not None
        data = self.cleaned_data
        return Said(self.subject.reference, data["category"], data["on"], data["until"], data["document"])


def grant(pen: Pen, said: Said) -> None:
    """Write the benefit. Refused for the dead, and for days on which it is held already."""
    resident = Resident.objects.get(reference=said.resident)
    if not resident.alive_on(said.on):
        raise RefusedError(_("The resident died before this day."), field="on")
    if said.category not in codelists.BENEFIT:
        raise RefusedError(_("There is no such benefit."), field="category")
    pen.create(
        BenefitHolding(
            resident=resident, category=said.category, since=said.on, until=said.until, document=said.document
        )
    )


@dataclass(frozen=True)
class EndSaid:
    """`resident` has the benefit `category` no longer from the day on."""

    resident: str
    category: str
    on: date
    why: str = ""


class EndForm(LifeForm):
    """Which of those held, and why it ends."""

    why = text_field(_("Why"), longest=160)

    def ask(self) -> None:
        assert isinstance(self.subject, Resident)
        held = BenefitHolding.objects.filter(resident=self.subject, until__isnull=True)
        codes = list(dict.fromkeys(held.values_list("category", flat=True)))
        self.fields["category"] = forms.ChoiceField(
            label=_("Benefit"), choices=[(one, codelists.BENEFIT.label(one)) for one in codes], widget=forms.RadioSelect
        )
        self.initial["category"] = codes[0] if len(codes) == 1 else ""
        self.order_fields(["category", "why"])

    def said(self) -> EndSaid:
        assert self.subject is not None
        data = self.cleaned_data
        return EndSaid(self.subject.reference, data["category"], data["on"], data["why"])


def end(pen: Pen, said: EndSaid) -> None:
    """End the benefit. Refused where it is not held, and for a day before it began."""
    held = BenefitHolding.objects.filter(
        resident__reference=said.resident, category=said.category, until__isnull=True
    ).first()
    if held is None:
        raise RefusedError(_("This benefit is not written down."), field="category")
    if held.since and said.on <= held.since:
        raise RefusedError(_("It began later than this. Look at the day."), field="on")
    pen.change(held, until=said.on)


registry.add(
    LifeKind(
        name="benefit",
        label=_("Benefit granted"),
        hint=_("By which document, from which day."),
        about="resident",
        order=30,
        said=Said,
        form=BenefitForm,
        apply=grant,
        possible=lambda resident: situations.of(resident).counts,
        group=Group.PAPERS,
        permission=Permission.RESIDENT_EDIT,
        seen_with=Permission.BENEFIT_VIEW,
    )
)
registry.add(
    LifeKind(
        name="benefit_end",
        label=_("Benefit ended"),
        hint=_("From which day it is no longer held."),
        about="resident",
        order=31,
        said=EndSaid,
        form=EndForm,
        apply=end,
        possible=lambda resident: situations.of(resident).benefits,
        group=Group.PAPERS,
        permission=Permission.RESIDENT_EDIT,
        seen_with=Permission.BENEFIT_VIEW,
    )
)
