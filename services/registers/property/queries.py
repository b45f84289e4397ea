"""What can be asked about property. Everything takes the day it is asked about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Generic, TypeVar

from django.db.models import Model, Q

from services.registers import codelists
from services.registers.models import Building, Household, HouseholdCount, LandParcel, Ownership, Resident, Vehicle
from services.registers.models.ranges import holds_on

_T = TypeVar("_T", bound=Model)
NO_LIVESTOCK: Final = frozenset({"dog", "bees", "other"})
"""Species of the list `counted` that are no livestock."""
_LATEST_ROWS: Final = 150
"""More rows than two rounds leave, the declared and the verified ones of every code."""


@dataclass(frozen=True)
class Holding(Generic[_T]):
    """A thing and the share in it that a resident or a household had on a day."""

    thing: _T
    ownership: Ownership

    @property
    def share(self) -> str:
        """The share as people write it; empty for the whole."""
        one = self.ownership
        return "" if one.numerator == one.denominator else f"{one.numerator}/{one.denominator}"


@dataclass(frozen=True)
class Count:
    """How many of one thing of the list `counted` there were: as declared, and as verified; None where nobody said."""

    what: str
    declared: int | None
    verified: int | None
    on: date

    @property
    def number(self) -> int:
        """What holds: the verified number, else the declared one."""
        return self.verified if self.verified is not None else self.declared or 0

    @property
    def heads(self) -> int:
        """Conditional heads (шарттуу мал башы)."""
        return self.number * int(codelists.COUNTED[self.what].extra["heads"])


def parcels(
    *, on: date, resident: Resident | None = None, household: Household | None = None, members: Iterable[int] = ()
) -> list[Holding[LandParcel]]:
    """Return the land that the resident, the household or its members (keys) had on the day: household plots first."""
    kinds = list(codelists.LAND_KIND)
    found = _held("parcel", on, _owned_by(resident, household, members), "parcel__village", "parcel__street__village")
    return sorted(found, key=lambda one: (_place(kinds, one.thing.kind), -one.thing.area_m2, one.thing.pk))


def buildings(
    *, on: date, resident: Resident | None = None, household: Household | None = None, members: Iterable[int] = ()
) -> list[Holding[Building]]:
    """Return the buildings that the resident or the household had on the day, dwellings first."""
    kinds = list(codelists.BUILDING_KIND)
    found = _held(
        "building", on, _owned_by(resident, household, members), "building__village", "building__street__village"
    )
    return sorted(found, key=lambda one: (_place(kinds, one.thing.kind), one.thing.pk))


def vehicles(
    *, on: date, resident: Resident | None = None, household: Household | None = None, members: Iterable[int] = ()
) -> list[Holding[Vehicle]]:
    """Return the vehicles that the resident or the household had on the day."""
    kinds = list(codelists.VEHICLE_KIND)
    found = _held("vehicle", on, _owned_by(resident, household, members))
    return sorted(found, key=lambda one: (_place(kinds, one.thing.kind), one.thing.pk))


def _owned_by(resident: Resident | None, household: Household | None, members: Iterable[int]) -> Q:
    owner = Q()
    if resident is not None:
        owner |= Q(resident=resident)
    if household is not None:
        owner |= Q(household=household)
    if keys := list(members):
        owner |= Q(resident__in=keys)
    return owner


def _held(thing: str, on: date, owner: Q, *related: str) -> list[Holding[Any]]:
    """Return holdings of one kind of thing that was there and owned on the day. One query."""
    there = Q(**{f"{thing}__isnull": False}) & _thing_there(thing, on)
    found = Ownership.objects.filter(owner, there, holds_on(on)).select_related("resident", thing, *related)
    return [Holding(getattr(one, thing), one) for one in found]


def _thing_there(thing: str, on: date) -> Q:
    since, until = f"{thing}__since", f"{thing}__until"
    begun = Q(**{f"{since}__isnull": True}) | Q(**{f"{since}__lte": on})
    return begun & (Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": on}))


def counts(household: Household, *, on: date) -> list[Count]:
    """Return the latest counts of the household by the day, in the order of the list. One query.

    The summer round counts livestock only, so livestock and the rest each have a latest day of their own. What was
    written as none is no longer there.
    """
    rows = list(HouseholdCount.objects.filter(household=household, on__lte=on).order_by("-on", "what")[:_LATEST_ROWS])
    latest = {
        livestock: next((row.on for row in rows if is_livestock(row.what) is livestock), None)
        for livestock in (True, False)
    }
    return _counts(row for row in rows if row.on == latest[is_livestock(row.what)])


def is_livestock(what: str) -> bool:
    """Return whether a code of the list `counted` is livestock, and not a dog, a hive or a tree."""
    return what in codelists.COUNTED and str(codelists.COUNTED[what].extra["species"]) not in NO_LIVESTOCK


def _counts(rows: Iterable[HouseholdCount]) -> list[Count]:
    order = list(codelists.COUNTED)
    said: dict[str, dict[str, HouseholdCount]] = {}
    for row in rows:
        said.setdefault(row.what, {})[row.standing] = row
    found = [
        Count(what, _number(both.get("declared")), _number(both.get("verified")), next(iter(both.values())).on)
        for what, both in said.items()
        if what in codelists.COUNTED
    ]
    return sorted((one for one in found if one.number), key=lambda one: order.index(one.what))


def _number(row: HouseholdCount | None) -> int | None:
    return row.number if row else None


def _place(kinds: Sequence[str], kind: str) -> int:
    return kinds.index(kind) if kind in kinds else len(kinds)
