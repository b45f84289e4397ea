"""Writing land, buildings, vehicles, who owns them, and the rounds that are over."""

import secrets
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from services.registers.copying import copy_in, identities
from services.registers.loading.keys import Keys
from services.registers.models import (
    Building,
    CountingRound,
    HouseholdCount,
    LandParcel,
    Ownership,
    RoundVisit,
    Vehicle,
)
from services.registers.synthetic import SyntheticCouncil, SyntheticOwner, SyntheticRound
from tereze.clock import OFFICE_TIME
from tereze.exchange import references

Row = tuple[object, ...]

_THINGS: Final = ("parcel", "building", "vehicle")


def write_property(council: SyntheticCouncil, keys: Keys) -> None:
    """Write what is owned, and by whom."""
    parcels = identities(LandParcel, len(council.parcels))
    buildings = identities(Building, len(council.buildings))
    vehicles = identities(Vehicle, len(council.vehicles))
    _write_parcels(council, keys, parcels)
    _write_buildings(council, keys, buildings, parcels)
    copy_in(
        Vehicle,
        ["id", "reference", "kind", "model", "year", "engine_cc", "plate", "since"],
        ((key, references.new(), *one[:-1]) for key, one in zip(vehicles, council.vehicles, strict=True)),
    )
    owned = [
        *((0, key, one.owners) for key, one in zip(parcels, council.parcels, strict=True)),
        *((1, key, one.owners) for key, one in zip(buildings, council.buildings, strict=True)),
        *((2, key, one.owners) for key, one in zip(vehicles, council.vehicles, strict=True)),
    ]
    copy_in(
        Ownership,
        [*_THINGS, "household", "resident", "numerator", "denominator", "basis", "document", "since", "until"],
        (_ownership(thing, key, owner, keys) for thing, key, owners in owned for owner in owners),
    )


def _write_parcels(council: SyntheticCouncil, keys: Keys, parcels: Sequence[int]) -> None:
    copy_in(
        LandParcel,
        ["id", "reference", "kind", "area_m2", "water", "perennial", "eni", "title_document", "title_number",
         "title_date", "crop", "village", "street", "house", "place"],
        ((key, references.new(), *one[:9], keys.villages[one.village_code],
          keys.streets[one.village_code, one.street] if one.street else None, one.house, one.place)
         for key, one in zip(parcels, council.parcels, strict=True)),
    )  # fmt: skip


def _write_buildings(council: SyntheticCouncil, keys: Keys, buildings: Sequence[int], parcels: Sequence[int]) -> None:
    copy_in(
        Building,
        ["id", "reference", "kind", "parcel", "village", "street", "house", "flat", "eni", "year", "walls", "roof",
         "area_m2", "living_area_m2", "rooms", "heating", "water", "electricity", "gas", "internet", "since"],
        ((key, references.new(), one.kind, None if one.parcel is None else parcels[one.parcel],
          keys.villages[one.village_code], keys.streets[one.village_code, one.street], *one[4:19])
         for key, one in zip(buildings, council.buildings, strict=True)),
    )  # fmt: skip


def _ownership(thing: int, key: int, owner: SyntheticOwner, keys: Keys) -> Row:
    things = (key if thing == 0 else None, key if thing == 1 else None, key if thing == 2 else None)
    household = None if owner.household is None else keys.households[owner.household]
    return *things, household, keys.of(owner.resident) if owner.resident else None, *owner[2:]


def write_rounds(council: SyntheticCouncil, keys: Keys, *, by: str) -> None:
    """Write the rounds that are over, with their visits and counts; `by` is who walked them."""
    numbers = identities(CountingRound, len(council.rounds))
    copy_in(
        CountingRound,
        ["id", "reference", "on", "livestock_only", "secret", "opened_at", "opened_by", "closed_at", "closed_by"],
        ((key, references.new(), one.on, one.livestock_only, secrets.token_hex(), _at(one.on, 9), by,
          _at(one.closed_on, 17), by)
         for key, one in zip(numbers, council.rounds, strict=True)),
    )  # fmt: skip
    streets = [keys.street_of(one) for one in council.households]
    walked = list(zip(numbers, council.rounds, strict=True))
    copy_in(
        RoundVisit,
        [
            "round",
            "household",
            "street",
            "state",
            "people",
            "is_seen",
            "note",
            "visited_at",
            "visited_by",
            "client_key",
        ],
        (row for key, one in walked for row in _visits(key, one, keys, streets, by)),
    )
    copy_in(
        HouseholdCount,
        ["household", "what", "on", "standing", "number", "counted_by", "round"],
        (row for key, one in walked for row in _counts(key, one, keys, by)),
    )


def _visits(key: int, walked: SyntheticRound, keys: Keys, streets: Sequence[int], by: str) -> Iterator[Row]:
    hours = {hour: _at(walked.on, hour) for hour in range(24)}
    days = [timedelta(days=number) for number in range(60)]
    for one in walked.visits:
        at = hours[one.hour] + days[one.days]
        household = keys.households[one.household]
        seen = any(count.verified is not None for count in one.counts)
        own = f"made-up-{key}-{household}"
        yield key, household, streets[one.household], one.state, one.people, seen, "", at, by, own


def _counts(key: int, walked: SyntheticRound, keys: Keys, by: str) -> Iterator[Row]:
    on = walked.on
    for visit in walked.visits:
        household = keys.households[visit.household]
        for count in visit.counts:
            yield household, count.what, on, "declared", count.declared, by, key
            if count.verified is not None:
                yield household, count.what, on, "verified", count.verified, by, key


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=OFFICE_TIME)
