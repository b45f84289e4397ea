"""Buildings and vehicles from a table."""

from decimal import Decimal
from typing import Any

import pytest

from services.registers.imports import undo
from services.registers.models import Building, Ownership, Vehicle
from services.registers.models.imports import ImportState
from tests.services.registers.imports import village
from tests.services.registers.imports.conftest import BY
from tests.services.registers.imports.made import codes

pytestmark = pytest.mark.usefixtures("in_karool")

HOUSES = ("Үй-бүлө башчысы", "Жеке эсеп", "Айылы", "Көчөсү", "Үй №", "Имараттын түрү", "Дубалы", "Курулган жылы",
          "Имараттын аянты", "Бөлмөсү", "Жылытуу", "Суу", "Газ", "Интернет")  # fmt: skip
HOUSE = ("Маматов Бакыт Асанович", "1-1", "Кароол", "Манас", "12", "үй", "саман", "1987-ж.", "96,5", 4.0, "меш",
         "короодо", "жок", "бар")  # fmt: skip
CARS = ("Унаа ээси", "ПИН", "Унаанын түрү", "Маркасы", "Чыккан жылы", "Мотор көлөмү", "Мамлекеттик номери")
CAR = ("Маматов Бакыт", "21503198499001", "жеңил", "Хонда Фит", 2008.0, "1,3", "01 KG 123 АВС")


@pytest.fixture(autouse=True)
def _village(in_karool: object) -> None:
    village.settle()


def actions(titles: Any, *rows: Any, part: str) -> list[str]:
    return [entry.action.value for entry in village.planned(titles, *rows, part=part).entries]


def test_a_building_comes_in_with_all_that_is_said() -> None:
    run = village.imported(HOUSES, HOUSE)

    house = Building.objects.get()
    assert run.state == ImportState.DONE
    assert (house.kind, house.walls, house.year, house.area_m2, house.rooms) == (
        "house", "adobe", 1987, Decimal("96.5"), 4
    )  # fmt: skip
    assert (house.heating, house.water, house.gas, house.internet) == ("stove", "yard", False, True)
    where = Building.objects.values_list("village__code", "street__name_ky", "house")
    assert where.get() == ("010", "Манас", "12")
    assert house.ownerships.values_list("resident__given_name", flat=True).get() == "Бакыт"


def test_a_building_is_known_by_its_address() -> None:
    village.imported(HOUSES, HOUSE)
    brick = [*HOUSE[:6], "бышкан кирпич", *HOUSE[7:]]

    plan = village.planned(HOUSES, brick, part="buildings")

    assert plan.entries[0].differences == [("walls", "adobe", "brick")]


def test_the_same_buildings_again_change_nothing() -> None:
    village.imported(HOUSES, HOUSE)

    assert actions(HOUSES, HOUSE, part="buildings") == ["unchanged"]


def test_a_street_that_is_not_there_is_told_and_left_out() -> None:
    row = [*HOUSE[:3], "Манаса-2", *HOUSE[4:]]

    plan = village.planned(HOUSES, row, part="buildings")

    assert codes(plan) == ["street_unknown"]
    assert "street" not in plan.entries[0].said.values


def test_a_list_of_houses_need_not_say_that_they_are_houses() -> None:
    titles = [title for title in HOUSES if title != "Имараттын түрү"]
    row = [cell for title, cell in zip(HOUSES, HOUSE, strict=True) if title != "Имараттын түрү"]

    village.imported(titles, row)

    assert Building.objects.get().kind == "house"


def test_a_word_for_walls_that_nobody_knows_is_left_out_and_can_be_explained() -> None:
    row = [*HOUSE[:6], "таш", *HOUSE[7:]]

    plan = village.planned(HOUSES, row, part="buildings")

    assert codes(plan) == ["word_unknown"]
    assert plan.entries[0].action == "new"


def test_a_vehicle_comes_in_with_plate_and_engine() -> None:
    village.imported(CARS, CAR)

    car = Vehicle.objects.get()
    assert (car.kind, car.model, car.year, car.engine_cc, car.plate) == ("car", "Хонда Фит", 2008, 1_300, "01KG123ABC")
    assert car.ownerships.values_list("resident__pin", flat=True).get() == CAR[1]


@pytest.mark.parametrize(("model", "kind"), [("МТЗ-80", "tractor"), ("КамАЗ 5511", "truck"), ("Дэу Матиз", "car")])
def test_the_make_tells_the_kind_of_a_vehicle(model: str, kind: str) -> None:
    plan = village.planned(CARS, [*CAR[:2], "", model, *CAR[4:]], part="vehicles")

    assert plan.entries[0].said.values["kind"] == kind


def test_a_vehicle_with_another_plate_is_another_vehicle() -> None:
    village.imported(CARS, CAR)

    assert actions(CARS, CAR, [*CAR[:6], "01KG777AAA"], part="vehicles") == ["unchanged", "new"]


def test_a_vehicle_sold_within_the_village_changes_its_owner() -> None:
    village.imported(CARS, CAR)

    plan = village.planned(CARS, ["Осмонов Нурлан", "20202198099006", *CAR[2:]], part="vehicles")

    assert codes(plan) == ["owner_changes"]


def test_vehicles_and_buildings_are_taken_back() -> None:
    for titles, row in ((CARS, CAR), (HOUSES, HOUSE)):
        undo.undo(village.imported(titles, row).reference, by=BY)

    assert (Vehicle.objects.count(), Building.objects.count(), Ownership.objects.count()) == (0, 0, 0)


def test_a_vehicle_that_was_sold_since_is_not_taken_back() -> None:
    run = village.imported(CARS, CAR)
    Ownership.objects.update(until="2026-11-24")

    with pytest.raises(undo.CannotUndoError):
        undo.undo(run.reference, by=BY)

    assert Vehicle.objects.count() == 1
