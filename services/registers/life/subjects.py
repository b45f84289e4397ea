"""Whom or what an event begins with: a resident, a household, a parcel, a building, a vehicle; and their pages."""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from services.registers.life import wording
from services.registers.models import Building, Household, LandParcel, Resident, Vehicle

Thing = LandParcel | Building | Vehicle
Subject = Resident | Household | Thing

KINDS: Final[dict[type[Subject], str]] = {
    Resident: "resident",
    Household: "household",
    LandParcel: "parcel",
    Building: "building",
    Vehicle: "vehicle",
}
"""What each is called in the journal, in addresses and in the kinds of events."""


def find(reference: str) -> Subject | None:
    """Return what has the reference; None for nobody's."""
    for model in KINDS:
        found: Subject | None = model._base_manager.filter(reference=reference).first()
        if found is not None:
            return found
    return None


def kind_of(subject: Subject) -> str:
    """Return "resident", "household" and so on."""
    return KINDS[type(subject)]


def journal_name(subject: Subject) -> str:
    """Return how the journal names it."""
    return f"{kind_of(subject)}:{subject.reference}"


def name(subject: Subject) -> str:
    """Return what people call it."""
    if isinstance(subject, Household):
        return _("Household, account № %(account)s") % {"account": subject.account}
    if isinstance(subject, Resident):
        return str(subject)
    return wording.title(str(subject._meta.model_name), vars(subject))


def page(subject: Subject) -> str:
    """Return the address of its page."""
    return reverse(kind_of(subject), args=[subject.reference])
