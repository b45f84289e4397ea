"""A small known village for the tests of land, buildings, livestock and vehicles; and tables about it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.registers.imports import tables
from services.registers.imports.part import Part, Source
from services.registers.imports.parts import PARTS
from services.registers.imports.planning import Plan
from services.registers.models import Household, HouseholdAddress, Membership, Resident, Street, Village
from services.registers.models.imports import ImportRun
from services.registers.relations import Relation
from tests.services.registers.imports import conftest, made

PEOPLE = (
    # account, surname, given name, patronymic, PIN, born, sex, relation
    ("1-1", "Маматов", "Бакыт", "Асанович", "21503198499001", date(1984, 3, 15), "m", Relation.HEAD),
    ("1-1", "Маматова", "Айгүл", "Токтогуловна", "10207198699002", date(1986, 7, 2), "f", Relation.WIFE),
    ("1-2", "Асан кызы", "Жаңыл", "", "11212195099004", date(1950, 12, 12), "f", Relation.HEAD),
    ("1-3", "Өмүров", "Жеңиш", "Маратович", "20101197099005", date(1970, 1, 1), "m", Relation.HEAD),
    ("1-4", "Осмонов", "Нурлан", "", "20202198099006", date(1980, 2, 2), "m", Relation.HEAD),
)
ADDRESSES = {"1-1": ("010", "Манас", "12"), "1-2": ("020", "Токтогул", "5/1"), "1-3": ("010", "Манас", "14"),
             "1-4": ("010", "Ленин", "3")}  # fmt: skip


def settle() -> None:
    """Write the village into the register whose schema is entered."""
    streets: dict[tuple[str, str], Street] = {}
    for account, (code, name, house) in ADDRESSES.items():
        village = Village.objects.get(code=code)
        if (code, name) not in streets:
            streets[code, name] = Street.objects.create(village=village, name_ky=name, name_ru=name)
        book, page = map(int, account.split("-"))
        household = Household.objects.create(book=book, page=page, account=account)
        HouseholdAddress.objects.create(household=household, street=streets[code, name], house=house)
    for account, surname, given, patronymic, pin, born, sex, relation in PEOPLE:
        resident = Resident.objects.create(
            surname=surname, given_name=given, patronymic=patronymic, pin=pin, birth_date=born, sex=sex
        )
        household = Household.objects.get(account=account)
        Membership.objects.create(resident=resident, household=household, relation=relation)


def planned(
    titles: Sequence[str], *rows: Sequence[Any], part: str, settings: dict[str, str] | None = None
) -> Plan[Any]:
    """Return what an import of these rows would do."""
    table = found(titles, *rows)
    assert table.part is PARTS[part], table.part.name
    records, skipped = tables.records(table, table.guessed)
    return table.part.plan(Source(records, table.guessed, made.TODAY, skipped, settings or {}))


def found(titles: Sequence[str], *rows: Sequence[Any]) -> tables.Table:
    """Return the table, and what it was taken to hold."""
    parts: list[Part] = list(PARTS.values())
    return tables.find([made.sheet(*rows, titles=titles)], parts)


def imported(titles: Sequence[str], *rows: Sequence[Any], name: str = "тизме.xlsx") -> ImportRun:
    """Bring a table all the way into the register."""
    return conftest.imported(*rows, titles=titles, name=name)
