"""The council that the tests look at, made once, and the questions they ask it."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from services.registers.synthetic import (
    SyntheticCouncil,
    SyntheticHousehold,
    SyntheticMember,
    SyntheticResident,
    VillageSpec,
    generate,
)

TODAY = date(2026, 11, 23)
RESIDENTS = 17_000
VILLAGES = tuple(
    VillageSpec(code, name, name)
    for code, name in zip(
        ("010", "020", "030", "040", "050"),
        ("Кароол", "Жан-Шоро", "Мырза-Арык", "Орто-Арык", "Шералы"),
        strict=True,
    )
)


@cache
def made() -> SyntheticCouncil:
    """Return the council; made once."""
    return generate(villages=VILLAGES, residents=RESIDENTS, seed="karool", today=TODAY)


def members(council: SyntheticCouncil) -> Iterator[tuple[SyntheticHousehold, SyntheticMember]]:
    return ((household, member) for household in council.households for member in household.members)


def living(council: SyntheticCouncil) -> list[SyntheticMember]:
    return [member for _, member in members(council) if member.left_on is None]


def everybody(council: SyntheticCouncil) -> list[SyntheticResident]:
    return list({member.resident.pin: member.resident for _, member in members(council)}.values())


def age(resident: SyntheticResident, on: date = TODAY) -> int:
    born = resident.birth_date
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
