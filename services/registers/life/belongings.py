"""What goes along when a household parts or two become one: land, buildings, vehicles, animals."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from services.registers import codelists
from services.registers.life import wording
from services.registers.life.choosing import Option
from services.registers.life.pen import Pen, image
from services.registers.life.registry import RefusedError
from services.registers.models import Building, Household, HouseholdCount, LandParcel, Ownership, Vehicle
from services.registers.models.property import THINGS
from services.registers.property import queries

_STANDINGS: Final = HouseholdCount.Standing


def owned(household: Household) -> list[Ownership]:
    """Return what the household itself owns or uses today."""
    found = Ownership.objects.filter(household=household, until__isnull=True).select_related(*THINGS)
    return list(found.order_by("pk"))


def option(owned: Ownership) -> Option:
    """Return a thing to choose, by its reference."""
    thing = _thing(owned)
    share = "" if owned.numerator == owned.denominator else f"{owned.numerator}/{owned.denominator}"
    row = image(thing) or {}
    detail = ", ".join(
        part for part in (share, str(row.get("place") or row.get("plate") or row.get("eni") or "")) if part
    )
    return Option(thing.reference, wording.title(str(thing._meta.model_name), row), detail)


def hand_over(pen: Pen, things: Iterable[str], old: Household, new: Household, on: date) -> None:
    """Let the new household own from the day on what the old one owned, share for share. Refused for what it does not.

    `things` are references of parcels, buildings and vehicles.
    """
    wanted = set(things)
    for one in owned(old):
        if reference(one) not in wanted:
            continue
        wanted.remove(reference(one))
        if one.since and one.since >= on:
            raise RefusedError(
                _("Something that goes along was acquired later than this. Look at the day."), field="on"
            )
        pen.change(one, until=on)
        pen.create(
            Ownership(
                parcel=one.parcel, building=one.building, vehicle=one.vehicle, household=new, numerator=one.numerator,
                denominator=one.denominator, basis=one.basis, document=one.document, since=on,
            )
        )  # fmt: skip
    if wanted:
        raise RefusedError(_("What goes along is not the household's any more. Look again."), field="things")


def reference(owned: Ownership) -> str:
    """Return the reference of what is owned."""
    return _thing(owned).reference


def _thing(owned: Ownership) -> LandParcel | Building | Vehicle:
    thing = owned.parcel or owned.building or owned.vehicle
    assert thing is not None
    return thing


def hand_over_animals(pen: Pen, animals: Mapping[str, str], old: Household, new: Household, on: date) -> None:
    """Let some of what was counted go along: `animals` says how many of each code. Refused for more than there are."""
    had = {one.what: one for one in queries.counts(old, on=on)}
    for what, number in animals.items():
        if what not in had or int(number) > had[what].number:
            name = codelists.COUNTED.label(what)
            raise RefusedError(_("The household has fewer than that: %(what)s.") % {"what": name})
    kinds = {queries.is_livestock(what) for what, number in animals.items() if int(number)}
    # the latest day counts whole: what stays is written again beside what went
    for what, one in had.items():
        if queries.is_livestock(what) in kinds:
            _write(pen, old, what, one.number - int(animals.get(what, 0)), on)
    for what, number in animals.items():
        if int(number):
            _write(pen, new, what, int(number), on)


def join_animals(pen: Pen, old: Household, new: Household, on: date) -> None:
    """Let everything that was counted go along, to what the other household has."""
    went, had = ({one.what: one.number for one in queries.counts(home, on=on)} for home in (old, new))
    kinds = {queries.is_livestock(what) for what in went}
    for what in dict.fromkeys([*had, *went]):
        if queries.is_livestock(what) in kinds:
            _write(pen, new, what, had.get(what, 0) + went.get(what, 0), on)
    for what in went:
        _write(pen, old, what, 0, on)


def _write(pen: Pen, household: Household, what: str, number: int, on: date) -> None:
    """Write a count of the day as declared; a verified one of that very day no longer holds and is put right."""
    rows = HouseholdCount.objects.filter(household=household, what=what, on=on)
    for row in rows:
        pen.change(row, number=number)
    if not rows:
        pen.create(
            HouseholdCount(household=household, what=what, on=on, standing=_STANDINGS.DECLARED.value, number=number)
        )
