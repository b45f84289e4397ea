"""Where the villages and the houses lie: streets side by side, houses along them, villages a few kilometres apart."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random
from typing import Final

from services.registers.synthetic.places import Surroundings
from services.registers.synthetic.shapes import SyntheticPeople, VillageSpec

_METRES_PER_DEGREE: Final = 111_320
_BETWEEN_VILLAGES: Final = (2_300.0, 900.0)
"""Metres from the first village to the second, and how much farther each next one lies."""
_BETWEEN_STREETS: Final = 95
_BETWEEN_HOUSES: Final = 13
"""Along a street, with houses on both sides."""
_STREETS_IN_A_ROW: Final = 9
_GOLDEN_ANGLE: Final = 2.39996
_SIX_PLACES: Final = Decimal("0.000001")

Position = tuple[Decimal, Decimal]


def positions(
    people: SyntheticPeople, *, villages: Sequence[VillageSpec], rng: Random, around: Surroundings
) -> Iterator[Position]:
    """Yield latitude and longitude of every household, in their order."""
    centre = (around.latitude + rng.uniform(-0.05, 0.05), around.longitude + rng.uniform(-0.09, 0.09))
    origins = {village.code: _apart(number, rng) for number, village in enumerate(villages)}
    turned = {village.code: rng.uniform(0, math.pi) for village in villages}
    streets = _numbered(people)
    seen: Counter[tuple[str, str]] = Counter()
    for household in people.households:
        place = household.village_code, household.street
        along, across = _in_village(streets[place], seen[place], rng)
        seen[place] += 1
        east, north = _turn(along, across, turned[place[0]])
        origin = origins[place[0]]
        yield _degrees(centre, east + origin[0], north + origin[1])


def _apart(number: int, rng: Random) -> tuple[float, float]:
    if not number:
        return 0.0, 0.0
    distance = _BETWEEN_VILLAGES[0] + _BETWEEN_VILLAGES[1] * number
    angle = number * _GOLDEN_ANGLE + rng.uniform(-0.3, 0.3)
    return distance * math.cos(angle), distance * math.sin(angle)


def _numbered(people: SyntheticPeople) -> dict[tuple[str, str], int]:
    inside: Counter[str] = Counter()
    numbers = {}
    for street in people.streets:
        numbers[street.village_code, street.name_ky] = inside[street.village_code]
        inside[street.village_code] += 1
    return numbers


def _in_village(street: int, house: int, rng: Random) -> tuple[float, float]:
    """Return metres along and across: streets in rows, houses left and right in turn."""
    row, column = divmod(street, _STREETS_IN_A_ROW)
    along = house * _BETWEEN_HOUSES + row * 900 + rng.uniform(-3, 3)
    across = (column - _STREETS_IN_A_ROW / 2) * _BETWEEN_STREETS + (16 if house % 2 else -16) + rng.uniform(-4, 4)
    return along, across


def _turn(along: float, across: float, angle: float) -> tuple[float, float]:
    return (
        along * math.cos(angle) - across * math.sin(angle),
        along * math.sin(angle) + across * math.cos(angle),
    )


def _degrees(centre: tuple[float, float], east: float, north: float) -> Position:
    latitude = centre[0] + north / _METRES_PER_DEGREE
    longitude = centre[1] + east / (_METRES_PER_DEGREE * math.cos(math.radians(centre[0])))
    return _rounded(latitude), _rounded(longitude)


def _rounded(degrees: float) -> Decimal:
    return Decimal(degrees).quantize(_SIX_PLACES)
