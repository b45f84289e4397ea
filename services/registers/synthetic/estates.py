"""What people have besides each other: benefits, a place on the map, land, houses, cars, animals."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Final

from services.registers.synthetic import benefits, ground, herds
from services.registers.synthetic.land import Surveyor
from services.registers.synthetic.places import Surroundings
from services.registers.synthetic.possessions import (
    SyntheticBuilding,
    SyntheticCouncil,
    SyntheticOwner,
    SyntheticParcel,
    SyntheticVehicle,
)
from services.registers.synthetic.shapes import (
    SyntheticBenefit,
    SyntheticBook,
    SyntheticHousehold,
    SyntheticPeople,
    VillageSpec,
)
from services.registers.synthetic.yards import Builder

_YEARS_OF_A_BOOK: Final = 4


def endow(
    people: SyntheticPeople, *, villages: Sequence[VillageSpec], seed: str, today: date, around: Surroundings
) -> SyntheticCouncil:
    """Give the people what they own. Every kind of thing has dice of its own, so that one does not change another."""

    def dice(what: str) -> Random:
        return Random(f"{seed}/{what}")  # noqa: S311

    held = benefits.holdings(people, rng=dice("benefits"), today=today.toordinal())
    places = ground.positions(people, villages=villages, rng=dice("ground"), around=around)
    households = tuple(_placed(people.households, places, held, today.toordinal()))
    parcels, buildings, vehicles = _yards(
        households, Surveyor(dice("land"), today, tuple(villages)), Builder(dice("yards"), today)
    )
    return SyntheticCouncil(
        streets=people.streets,
        households=households,
        parenthoods=people.parenthoods,
        marriages=people.marriages,
        benefits=tuple(held),
        books=tuple(_books(households, dice("books"), today.year)),
        parcels=tuple(parcels),
        buildings=tuple(buildings),
        vehicles=tuple(vehicles),
        rounds=herds.rounds(households, rng=dice("herds"), today=today),
    )


def _placed(
    households: Sequence[SyntheticHousehold],
    places: Iterator[ground.Position],
    held: Sequence[SyntheticBenefit],
    today: int,
) -> Iterator[SyntheticHousehold]:
    helped = {one.resident.pin for one in held if one.category == "uy_bulogo_komok"}
    for home, (latitude, longitude) in zip(households, places, strict=True):
        poor = any(one.resident.pin in helped for one in home.living)
        kinds = benefits.categories(home, helped=poor, today=today)
        yield replace(home, categories=kinds, latitude=latitude, longitude=longitude)


def _yards(
    households: Sequence[SyntheticHousehold], surveyor: Surveyor, builder: Builder
) -> tuple[list[SyntheticParcel], list[SyntheticBuilding], list[SyntheticVehicle]]:
    parcels: list[SyntheticParcel] = []
    buildings: list[SyntheticBuilding] = []
    vehicles: list[SyntheticVehicle] = []
    for number, home in enumerate(households):
        plot = None if home.flat else len(parcels)
        parcels += surveyor.of(number, home)
        owned = parcels[plot] if plot is not None else None
        buildings += builder.buildings(number, home, plot, owned.eni if owned else "", _of_people(owned))
        vehicles += builder.vehicles(home, number)
    return parcels, buildings, vehicles


def _of_people(plot: SyntheticParcel | None) -> tuple[SyntheticOwner, ...]:
    """Whoever owns the plot owns what stands on it; where that is the household, it owns it by itself."""
    return () if plot is None or plot.owners[0].resident is None else plot.owners


def _books(households: Sequence[SyntheticHousehold], rng: Random, year: int) -> Iterator[SyntheticBook]:
    """Yield the books in order; their keepers are women who work for the state."""
    villages = {home.book: home.village_code for home in households}
    clerks = [
        one.resident
        for home in households
        for one in home.living
        if one.resident.occupation == "employed_state" and one.resident.sex == "f"
    ]
    for number, village in villages.items():
        since = year - 1 - rng.randrange(_YEARS_OF_A_BOOK - 1)
        clerk = rng.choice(clerks) if clerks else None
        keeper = f"{clerk.surname} {clerk.given_name} {clerk.patronymic}".strip() if clerk else ""
        yield SyntheticBook(number, village, since, since + _YEARS_OF_A_BOOK, keeper)
