"""Tables of land, buildings, livestock and vehicles as offices keep them, in every format."""

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from services.registers.imports import importing
from services.registers.models import Building, HouseholdCount, LandParcel, Vehicle
from services.registers.models.imports import ImportRun, ImportState
from tests.services.registers.imports import messy_parts, village
from tests.services.registers.imports.conftest import asked, checked
from tests.services.registers.imports.messy_parts import Messy, Villager

pytestmark = pytest.mark.usefixtures("in_karool")

FORMATS = ("a.xlsx", "a.xls", "a.ods", "utf-8.csv", "cp1251.csv")
PARTS = {
    "land": messy_parts.land,
    "buildings": messy_parts.buildings,
    "livestock": messy_parts.livestock,
    "vehicles": messy_parts.vehicles,
}
DAY = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def _village(in_karool: object) -> None:
    village.settle()


def heads() -> list[Villager]:
    """The heads of the village's households."""
    people = {account: Villager(" ".join(filter(None, names)), pin, account)
              for account, *names, pin, _born, _sex, relation in village.PEOPLE if relation == "head"}  # fmt: skip
    return list(people.values())


def name(file: str) -> str:
    stem, _point, ending = file.partition(".")
    return f"мал 01.01.2026 {stem}.{ending}"


def came_in(part: str) -> set[tuple[object, ...]]:
    """What the register has, in the words of the generator."""
    questions: dict[str, Callable[[], Iterable[tuple[object, ...]]]] = {
        "land": lambda: LandParcel.objects.values_list("eni", "kind", "area_m2", "water", "ownerships__resident__pin"),
        "buildings": lambda: Building.objects.values_list(
            "ownerships__resident__pin", "walls", "year", "area_m2", "gas"
        ),
        "livestock": lambda: HouseholdCount.objects.filter(on=DAY).values_list("household__account", "what", "number"),
        "vehicles": lambda: Vehicle.objects.values_list(
            "plate", "kind", "model", "year", "engine_cc", "ownerships__resident__pin"
        ),
    }
    return set(questions[part]())


def check(messy: Messy, file: str) -> ImportRun:
    return checked(messy.formats[file](), name=name(file))


@pytest.mark.parametrize("file", FORMATS)
@pytest.mark.parametrize("part", PARTS)
def test_what_stands_in_the_table_comes_in_and_mistakes_are_told(part: str, file: str) -> None:
    messy = PARTS[part](heads())
    run = check(messy, file)
    assert run.part == part
    errors = run.problems.filter(is_error=True).order_by("row").values_list("row", "code")
    assert list(errors) == messy.errors

    done = importing.carry_out(asked(run, leave_out_errors=True).reference)

    assert done is not None
    assert done.state == ImportState.DONE
    assert came_in(part) == set(messy.wanted)


@pytest.mark.parametrize("part", PARTS)
def test_the_same_table_in_another_format_changes_nothing(part: str) -> None:
    messy = PARTS[part](heads())
    importing.carry_out(asked(check(messy, "a.xlsx"), leave_out_errors=True).reference)

    again = check(messy, "a.ods")

    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, len(heads()))


def test_the_same_seed_makes_the_same_table() -> None:
    assert messy_parts.land(heads(), 3).rows == messy_parts.land(heads(), 3).rows
