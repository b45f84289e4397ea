"""An account of the book is closed: nobody lives there any more."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.registers.life import succession
from services.registers.life.forms import LifeForm
from services.registers.life.pen import Pen
from services.registers.life.registry import LifeKind, RefusedError, registry
from services.registers.models import Household, Membership, Ownership

EMPTY, DEMOLISHED, MISTAKE = "empty", "demolished", "mistake"
REASONS: Final = (
    (EMPTY, _("nobody lives there any more")),
    (DEMOLISHED, _("the house is demolished")),
    (MISTAKE, _("it was opened by mistake")),
)


@dataclass(frozen=True)
class Said:
    """The account of the household is closed from the day on; `reason` is "empty", "demolished" or "mistake"."""

    household: str
    reason: str
    on: date


class CloseForm(LifeForm):
    """Why; who still belongs to it has to go first."""

    reason = forms.ChoiceField(label=_("Why"), choices=REASONS, widget=forms.RadioSelect)

    def said(self) -> Said:
        assert self.subject is not None
        return Said(self.subject.reference, self.cleaned_data["reason"], self.cleaned_data["on"])


def apply(pen: Pen, said: Said) -> None:
    """Close the account. Refused where somebody belongs to it still, or did after the day."""
    household = Household.objects.select_for_update().get(reference=said.household)
    if household.closed_on:
        raise RefusedError(_("The household is closed already."))
    if any(_belongs(one, said.on) for one in succession.since(household, said.on)):
        raise RefusedError(_("People belong to the household on that day or later. Record first where they went."))
    close(pen, household, said.on)
    if said.reason == DEMOLISHED:
        _demolish(pen, household, said.on)


def _belongs(stay: Membership, on: date) -> bool:
    return stay.resident.alive_on(on)


def close(pen: Pen, household: Household, on: date) -> None:
    """Write the last day down. The address stays: it tells which house it was."""
    pen.change(household, closed_on=on)


def _demolish(pen: Pen, household: Household, on: date) -> None:
    """The buildings of the household are gone with the house."""
    there = Q(building__since__isnull=True) | Q(building__since__lt=on)
    owned = Ownership.objects.filter(there, household=household, building__until__isnull=True, until__isnull=True)
    for one in owned.select_related("building").order_by("pk"):
        if one.building:
            pen.change(one.building, until=on)
        if one.since is None or one.since < on:
            pen.change(one, until=on)


def _can_close(household: Household) -> bool:
    return household.closed_on is None and not household.memberships.filter(left_on__isnull=True).exists()


registry.add(
    LifeKind(
        name="close_household",
        label=_("Close the household"),
        hint=_("Nobody lives there any more, or the house is demolished."),
        about="household",
        order=60,
        said=Said,
        form=CloseForm,
        apply=apply,
        possible=_can_close,
    )
)
