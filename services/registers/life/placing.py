"""Where a household lives: an address is asked for in words, and found however the street is spelt."""

from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from services.registers import queries
from services.registers.forms import text_field
from services.registers.life.forms import LifeForm
from services.registers.life.pen import Pen
from services.registers.life.registry import RefusedError
from services.registers.models import Household, HouseholdAddress, Street, Village

FIELDS = ("village", "street", "new_street", "house", "flat")


class Place(NamedTuple):
    """A house or a flat. `village` is its code; the street's name is as typed, new where nobody knows it."""

    village: str
    street: str
    new_street: bool
    house: str
    flat: str


class PlaceForm(LifeForm):
    """Asks for an address. An unknown street asks for a tick, so that nobody adds one by a slip of the pen."""

    def ask(self) -> None:
        self.villages = {one.code: one for one in Village.objects.all()}
        choices = [(code, one.name) for code, one in self.villages.items()]
        self.fields["village"] = forms.ChoiceField(
            label=_("Village"), choices=choices if len(choices) == 1 else [("", "—"), *choices]
        )
        self.fields["street"] = text_field(_("Street"), longest=120, required=True, list="streets")
        self.fields["new_street"] = forms.BooleanField(
            label=_("It is a new street: write it down with this"), required=False
        )
        self.fields["house"] = text_field(_("House"), longest=20, required=True)
        self.fields["flat"] = text_field(_("Flat"), longest=10)
        self.lists = (("streets", queries.street_names()),)

    def is_asked(self, name: str) -> bool:
        return super().is_asked(name) and (
            name != "new_street" or "new_street" in self.errors or bool(self["new_street"].data)
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        village, name = self.villages.get(str(data.get("village"))), str(data.get("street") or "")
        if village and name and not data.get("new_street") and queries.street_called(name, village=village) is None:
            message = _("There is no such street in this village. Look at the spelling, or tick here.")
            self.add_error("new_street", str(message))
        return data

    @property
    def place(self) -> Place:
        """Where it is."""
        return Place(**{name: self.cleaned_data[name] for name in FIELDS})


def street_of(pen: Pen, place: Place) -> Street:
    """Return the street, written down now if it is new. Refused if there is none and nobody says that it is new."""
    village = Village.objects.filter(code=place.village).first()
    if village is None:
        raise RefusedError(_("There is no such village."), field="village")
    street = queries.street_called(place.street, village=village)
    if street is None and place.new_street:
        return pen.create(Street(village=village, name_ky=place.street, name_ru=place.street))
    if street is None:
        message = _("There is no such street in this village. Look at the spelling, or tick here.")
        raise RefusedError(message, field="new_street")
    return street


def settle(pen: Pen, household: Household, place: Place, on: date) -> HouseholdAddress:
    """Let the household live there from the day on."""
    street = street_of(pen, place)
    return pen.create(
        HouseholdAddress(household=household, street=street, house=place.house, flat=place.flat, since=on)
    )
