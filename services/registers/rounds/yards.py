"""What is known of every yard of some streets on the day of a round: one query a table, however many yards."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from services.registers import generations
from services.registers.models import (
    Building,
    CountingRound,
    Household,
    HouseholdAddress,
    Membership,
    Ownership,
    Street,
)
from services.registers.relations import Relation
from services.registers.rounds import counts
from services.registers.rounds.counts import Numbers

_PARTS = re.compile(r"(\d*)(.*)", re.DOTALL)


class Person(NamedTuple):
    """A member as walk lists show one: no PIN, no full date of birth."""

    name: str
    born: int | None
    relation: Relation
    is_away: bool


class Land(NamedTuple):
    """A parcel, or the share of one, that a household or its members own. In m²."""

    kind: str
    area_m2: int


class House(NamedTuple):
    """A building. `area_m2` in m², if known."""

    kind: str
    walls: str
    year: int | None
    area_m2: Decimal | None


@dataclass
class Yard:
    """A household at its address, and what it had last time. `had` are its last numbers by code."""

    pk: int
    reference: str
    account: str
    kind: str
    street: int
    house: str
    flat: str
    members: list[Person] = field(default_factory=list)
    land: list[Land] = field(default_factory=list)
    buildings: list[House] = field(default_factory=list)
    had: Numbers = field(default_factory=dict)

    @property
    def head(self) -> str:
        """The head's name; the first member's, where there is no head; empty where nobody is left."""
        return self.members[0].name if self.members else ""


def order(house: str, flat: str = "") -> tuple[tuple[int, str], tuple[int, str]]:
    """Return the place of a house in its street, as people walk: 1, 2, 2а, 10, 10/1; what has no number is last."""
    return _place(house), _place(flat)


def _place(text: str) -> tuple[int, str]:
    number, rest = _PARTS.fullmatch(text.strip().lower()).groups()  # type: ignore[union-attr]  # it matches anything
    return (int(number[:9]) if number else 10**9 if rest else 0), rest


def households(counted: CountingRound) -> QuerySet[HouseholdAddress]:
    """Return the addresses, on the day of the round, of the households that had an account then."""
    return HouseholdAddress.objects.on(counted.on).filter(
        Q(household__opened_on__isnull=True) | Q(household__opened_on__lte=counted.on),
        Q(household__closed_on__isnull=True) | Q(household__closed_on__gt=counted.on),
    )


def of_streets(counted: CountingRound, streets: Sequence[Street]) -> dict[int, list[Yard]]:
    """Return the yards of each street in the order of its houses, by the street's key. Nine queries."""
    addresses = households(counted).filter(street__in=[one.pk for one in streets])
    rows = addresses.values_list(
        "household", "household__reference", "household__account", "household__kind", "street", "house", "flat"
    )
    yards = {row[0]: Yard(*row) for row in rows}
    inside = addresses.values("household")
    _add_members(yards, inside, counted.on)
    _add_property(yards, inside, addresses.values("street"), counted.on)
    for key, had in counts.last_year(inside, before=counted.on, against=counts.before(counted)).items():
        yards[key].had = had
    by_street: dict[int, list[Yard]] = {street.pk: [] for street in streets}
    for yard in sorted(yards.values(), key=lambda one: (order(one.house, one.flat), one.account)):
        by_street[yard.street].append(yard)
    return by_street


def _add_members(yards: Mapping[int, Yard], inside: QuerySet[Any, Any], on: date) -> None:
    found = defaultdict(list)
    rows = Membership.objects.on(on).filter(household__in=inside).values_list(
        "household", "relation", "resident__surname", "resident__given_name", "resident__patronymic",
        "resident__birth_date", "resident__sort_key", "lives_here",
    )  # fmt: skip
    for household, relation, surname, given, patronymic, born, key, lives_here in rows.iterator(chunk_size=5_000):
        kinship = Relation(relation)
        person = Person(
            " ".join(part for part in (surname, given, patronymic) if part), born.year if born else None, kinship,
            not lives_here,
        )  # fmt: skip
        found[household].append((generations.place(kinship), born or date.max, key, person))
    for household, people in found.items():
        yards[household].members = [person for *_order, person in sorted(people, key=lambda one: one[:3])]


def _add_property(yards: Mapping[int, Yard], inside: QuerySet[Any, Any], streets: QuerySet[Any, Any], on: date) -> None:
    members = Membership.objects.on(on).filter(household__in=inside)
    homes = dict(members.values_list("resident", "household"))
    owned = Ownership.objects.on(on).filter(
        Q(household__in=inside) | Q(resident__in=members.values("resident")), vehicle__isnull=True
    )
    with_owner = set()
    rows = owned.values_list(
        "household", "resident", "numerator", "denominator", "parcel__kind", "parcel__area_m2", "building",
        "building__kind", "building__walls", "building__year", "building__area_m2",
    )  # fmt: skip
    for household, resident, part, whole, kind, area, building, *about in rows.iterator(chunk_size=5_000):
        yard = yards[household or homes[resident]]
        if kind:
            yard.land.append(Land(kind, area * part // whole))
        elif building not in with_owner:
            yard.buildings.append(House(*about))
            with_owner.add(building)
    _add_unowned(yards, streets, on)


def _add_unowned(yards: Mapping[int, Yard], streets: QuerySet[Any, Any], on: date) -> None:
    """Add the buildings that stand at an address and of which nobody says whose they are."""
    at: dict[tuple[int, str, str], Yard] = {}
    for yard in yards.values():
        at.setdefault((yard.street, yard.house, yard.flat), yard)
    owned = Ownership.objects.on(on).filter(building__isnull=False)
    rows = Building.objects.on(on).filter(street__in=streets).exclude(pk__in=owned.values("building"))
    for street, house, flat, *about in rows.values_list("street", "house", "flat", "kind", "walls", "year", "area_m2"):
        if (street, house, flat) in at:
            at[street, house, flat].buildings.append(House(*about))


def of_household(counted: CountingRound, household: Household) -> Yard | None:
    """Return one yard; None where the household is not part of the round."""
    found = households(counted).filter(household=household).select_related("street").first()
    if found is None:
        return None
    return next(one for one in of_streets(counted, [found.street])[found.street_id] if one.pk == household.pk)
