"""What a synthetic council owns and counts. Plain values; many of them, hence tuples and not classes with slots.

Codes are those of the lists in `services.registers.codelists`. An owner's `household` is the position of the household
in `SyntheticCouncil.households`, a building's `parcel` the position of the parcel in `SyntheticCouncil.parcels`.
Stretches are [since, until).
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from services.registers.synthetic.shapes import SyntheticBenefit, SyntheticBook, SyntheticPeople, SyntheticResident


class SyntheticOwner(NamedTuple):
    """Who has `numerator` of `denominator` of a thing: a household or a resident, never both."""

    household: int | None
    resident: SyntheticResident | None
    numerator: int
    denominator: int
    basis: str
    document: str
    since: date | None
    until: date | None


class SyntheticParcel(NamedTuple):
    """A piece of land. `street` is the Kyrgyz name, empty for a field; a field has a `place`."""

    kind: str
    area_m2: int
    water: str
    perennial: bool
    eni: str
    title_document: str
    title_number: str
    title_date: date | None
    crop: str
    village_code: str
    street: str
    house: str
    place: str
    owners: tuple[SyntheticOwner, ...]


class SyntheticBuilding(NamedTuple):
    """A building. Areas in m²; `since` only where it was built while the register was kept."""

    kind: str
    parcel: int | None
    village_code: str
    street: str
    house: str
    flat: str
    eni: str
    year: int
    walls: str
    roof: str
    area_m2: int
    living_area_m2: int | None
    rooms: int | None
    heating: str
    water: str
    electricity: bool
    gas: bool
    internet: bool
    since: date | None
    owners: tuple[SyntheticOwner, ...]


class SyntheticVehicle(NamedTuple):
    """A vehicle or a machine; `engine_cc` in cm³, none for a trailer."""

    kind: str
    model: str
    year: int
    engine_cc: int | None
    plate: str
    since: date | None
    owners: tuple[SyntheticOwner, ...]


class SyntheticCount(NamedTuple):
    """How many of one thing a household told; `verified` where somebody went and looked."""

    what: str
    declared: int
    verified: int | None


class SyntheticVisit(NamedTuple):
    """A household in a round. `days` after the round's day, at the `hour`; `people` where people were counted."""

    household: int
    state: str
    people: int | None
    days: int
    hour: int
    counts: tuple[SyntheticCount, ...]


class SyntheticRound(NamedTuple):
    """A round that was walked and closed."""

    on: date
    livestock_only: bool
    closed_on: date
    visits: tuple[SyntheticVisit, ...]


@dataclass(frozen=True, slots=True)
class SyntheticCouncil(SyntheticPeople):
    """A whole council: its people, in the order of their books and pages, and what they own and keep."""

    benefits: tuple[SyntheticBenefit, ...]
    books: tuple[SyntheticBook, ...]
    parcels: tuple[SyntheticParcel, ...]
    buildings: tuple[SyntheticBuilding, ...]
    vehicles: tuple[SyntheticVehicle, ...]
    rounds: tuple[SyntheticRound, ...]
