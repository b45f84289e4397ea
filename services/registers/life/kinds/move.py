"""A household moves: another address from the day on, the former one stays known."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from services.registers.life import placing
from services.registers.life.pen import Pen
from services.registers.life.placing import Place, PlaceForm
from services.registers.life.registry import LifeKind, RefusedError, registry
from services.registers.models import Household, HouseholdAddress


@dataclass(frozen=True)
class Said:
    """The household lives at the address from the day on; `village` is a code, the street may be new."""

    household: str
    village: str
    street: str
    new_street: bool
    house: str
    flat: str
    on: date


class MoveForm(PlaceForm):
    """The new address."""

    def ask(self) -> None:
        super().ask()
        assert isinstance(self.subject, Household)
        present = _present(self.subject)
        self.initial["village"] = present.street.village.code if present else ""

    def said(self) -> Said:
        assert self.subject is not None
        return Said(household=self.subject.reference, **self.place._asdict(), on=self.cleaned_data["on"])


def _present(household: Household) -> HouseholdAddress | None:
    found = HouseholdAddress.objects.select_related("street__village")
    return found.filter(household=household, until__isnull=True).first()


def apply(pen: Pen, said: Said) -> None:
    """Write the new address down. One that began on the very day was a slip, and is put right where it stands."""
    household = Household.objects.select_for_update().get(reference=said.household)
    place = Place(said.village, said.street, said.new_street, said.house, said.flat)
    if household.closed_on:
        raise RefusedError(_("The household is closed."))
    if household.opened_on and said.on < household.opened_on:
        raise RefusedError(_("The household was opened later than this. Look at the day."), field="on")
    present = _present(household)
    if present is None:
        placing.settle(pen, household, place, said.on)
        return
    street = placing.street_of(pen, place)
    if (present.street_id, present.house, present.flat) == (street.pk, place.house, place.flat):
        raise RefusedError(_("The household lives there already."))
    if present.since and said.on < present.since:
        raise RefusedError(
            _("The household moved to its present address later than this. Look at the day."), field="on"
        )
    if said.on == present.since:
        pen.change(present, street=street, house=place.house, flat=place.flat)
        return
    pen.change(present, until=said.on)
    pen.create(HouseholdAddress(household=household, street=street, house=place.house, flat=place.flat, since=said.on))


registry.add(
    LifeKind(
        name="move",
        label=_("New address"),
        hint=_("The whole household moves; the former address stays known."),
        about="household",
        order=20,
        said=Said,
        form=MoveForm,
        apply=apply,
        possible=lambda household: household.closed_on is None,
    )
)
