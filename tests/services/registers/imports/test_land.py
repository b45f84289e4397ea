"""Land parcels from a table: whose, which, how large, and what the register had before."""

from datetime import date
from typing import Any

import pytest

from services.registers.imports import importing, undo
from services.registers.imports.planning import Plan
from services.registers.models import LandParcel, Ownership, Resident
from services.registers.models.imports import ImportedRecord, ImportState
from tests.services.registers.imports import made, village
from tests.services.registers.imports.conftest import BY, asked, checked
from tests.services.registers.imports.made import TODAY, codes

pytestmark = pytest.mark.usefixtures("in_karool")

TITLES = ("№", "Жер ээсинин ФАА", "ПИН", "Жеке эсеп", "Жердин түрү", "Аянты, га", "Сугат/кайрак", "ЕНИ коду",
          "Мамакт №", "Берилген күнү", "Үлүшү")  # fmt: skip
BAKYT = (1, "Маматов Бакыт Асанович", "21503198499001", "1-1", "үлүш жер", 1.2, "сугат", "7-01-01-0001",
         "Г 001234", "05.03.2001", "")  # fmt: skip
JANYL = (2, "Асан кызы Жаңыл", "", "1-2", "үлүш жер", "0,85", "кайрак", "7-01-01-0002", "", "", "")


@pytest.fixture(autouse=True)
def _village(in_karool: object) -> None:
    village.settle()


def but(row: tuple[Any, ...], **changes: Any) -> list[Any]:
    names = ("number", "name", "pin", "account", "kind", "area", "water", "eni", "title", "dated", "share")
    return [changes.get(name, cell) for name, cell in zip(names, row, strict=True)]


def planned(*rows: Any) -> Plan[Any]:
    return village.planned(TITLES, *rows, part="land")


def actions(plan: Plan[Any]) -> list[str]:
    return [entry.action.value for entry in plan.entries]


def owners(parcel: LandParcel) -> list[tuple[Any, ...]]:
    held = parcel.ownerships.order_by("since", "pk")
    return list(held.values_list("resident__given_name", "numerator", "denominator", "since", "until"))


def test_a_table_of_land_is_known_as_one() -> None:
    table = village.found(TITLES, BAKYT)

    assert table.part.name == "land"
    assert set(table.guessed.values()) == {
        "full_name", "pin", "account", "land_kind", "area_ha", "land_water", "eni", "title_number", "title_date",
        "share",
    }  # fmt: skip


def test_parcels_come_in_with_owners_and_square_metres() -> None:
    run = village.imported(TITLES, BAKYT, JANYL)

    assert run.state == ImportState.DONE
    parcel = LandParcel.objects.get(eni="7-01-01-0001")
    assert (parcel.kind, parcel.area_m2, parcel.water) == ("share_land", 12_000, "irrigated")
    assert (parcel.title_number, parcel.title_date) == ("Г 001234", date(2001, 3, 5))
    assert owners(parcel) == [("Бакыт", 1, 1, None, None)]
    assert LandParcel.objects.get(eni="7-01-01-0002").area_m2 == 8_500


def test_several_owners_of_one_code_share_one_parcel() -> None:
    second = but(BAKYT, name="Маматова Айгүл Токтогуловна", pin="10207198699002", share="1/2")

    village.imported(TITLES, but(BAKYT, share="50%"), second)

    assert owners(LandParcel.objects.get()) == [("Бакыт", 1, 2, None, None), ("Айгүл", 1, 2, None, None)]


def test_owners_without_shares_share_alike() -> None:
    plan = planned(BAKYT, but(BAKYT, name="Маматова Айгүл", pin="10207198699002"))

    assert [entry.share for entry in plan.entries] == [(1, 2), (1, 2)]


def test_shares_of_more_than_the_whole_are_refused() -> None:
    plan = planned(but(BAKYT, share="2/3"), but(BAKYT, name="Маматова Айгүл", pin="10207198699002", share="1/2"))

    assert codes(plan) == ["shares_over", "shares_over"]


def test_one_parcel_said_in_two_sizes_is_refused() -> None:
    plan = planned(BAKYT, but(BAKYT, name="Маматова Айгүл", pin="10207198699002", area=3))

    assert codes(plan, 3) == ["thing_differs"]


def test_the_same_row_twice_is_left_out_the_second_time() -> None:
    assert actions(planned(BAKYT, BAKYT)) == ["new", "repeated"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "Токтосунов Азамат", "pin": "", "account": ""}, "owner_unknown"),
        ({"pin": "20909199099999"}, "owner_unknown"),
        ({"name": "", "pin": "", "account": ""}, "owner_missing"),
        ({"name": "", "pin": "", "account": "77-7"}, "household_unknown"),
        ({"name": "Осмонов Нурлан"}, "pin_others"),
        ({"kind": ""}, "kind_missing"),
        ({"kind": "айлык жер"}, "kind_unknown"),
        ({"area": ""}, "area_missing"),
        ({"area": "көп"}, "area_unreadable"),
        ({"share": "5/3"}, "share_unreadable"),
    ],
)
def test_what_is_wrong_is_told_in_its_row(changes: dict[str, Any], code: str) -> None:
    plan = planned(but(BAKYT, **changes), JANYL)

    wrong = [problem.code.value for entry, problem in plan.problems if problem.is_error and entry.said.row == 2]
    assert wrong == [code]
    assert actions(plan)[-1] == "new"


def test_a_name_with_initials_is_known_within_its_household() -> None:
    plan = planned(but(BAKYT, name="Маматов Б.А.", pin=""))

    assert plan.entries[0].owner.resident.given_name == "Бакыт"
    assert codes(plan) == ["owner_by_initials"]


def test_a_slip_in_the_name_is_forgiven_within_its_household() -> None:
    plan = planned(but(BAKYT, name="Маматов Бакит", pin=""))

    assert codes(plan) == ["owner_alike"]


def test_namesakes_are_not_guessed() -> None:
    Resident.objects.create(surname="Маматов", given_name="Бакыт", sex="m", birth_date=date(1990, 1, 1))

    plan = planned(but(BAKYT, pin="", account=""))
    with_patronymic = planned(but(BAKYT, name="Маматов Бакыт", pin="", account=""))

    assert codes(plan) == ["owner_namesakes"]
    assert codes(with_patronymic) == ["owner_namesakes"]


def test_a_household_is_the_owner_where_nobody_is_named() -> None:
    plan = planned(but(BAKYT, name="", pin=""))

    assert plan.entries[0].owner.household.account == "1-1"


def test_the_same_table_again_changes_nothing() -> None:
    village.imported(TITLES, BAKYT, JANYL)

    again = village.imported(TITLES, BAKYT, JANYL)

    assert (again.state, again.counts["unchanged"]) == (ImportState.NOTHING, 2)


def test_a_changed_size_is_told_with_the_old_one() -> None:
    village.imported(TITLES, BAKYT)

    plan = planned(but(BAKYT, area="1,5"))

    assert plan.entries[0].differences == [("area_m2", "12000", "15000")]


def test_parcels_without_a_code_are_known_by_owner_kind_and_size() -> None:
    bare = {"eni": "", "title": "", "dated": ""}
    village.imported(TITLES, but(BAKYT, **bare), but(BAKYT, **bare, area=3))

    plan = planned(but(BAKYT, **bare, area=3), but(BAKYT, **bare), but(BAKYT, **bare, area=7))

    assert actions(plan) == ["unchanged", "unchanged", "new"]


def test_what_belongs_to_the_household_belongs_to_its_member_in_a_list() -> None:
    village.imported(TITLES, but(BAKYT, name="", pin=""))

    assert actions(planned(BAKYT)) == ["unchanged"]


def test_a_new_owner_takes_over_from_today_and_the_old_one_is_told() -> None:
    village.imported(TITLES, BAKYT)
    row = but(BAKYT, name="Өмүров Жеңиш Маратович", pin="20101197099005", account="1-3")

    plan = planned(row)
    village.imported(TITLES, row)

    assert codes(plan) == ["owner_changes"]
    assert plan.entries[0].differences == [("owner", "Маматов Бакыт Асанович", "Өмүров Жеңиш Маратович")]
    assert owners(LandParcel.objects.get()) == [("Жеңиш", 1, 1, TODAY, None), ("Бакыт", 1, 1, None, TODAY)]


def test_an_owner_of_today_is_not_replaced_today() -> None:
    village.imported(TITLES, BAKYT)
    Ownership.objects.update(since=TODAY)

    assert codes(planned(but(BAKYT, name="", pin="20101197099005", account=""))) == ["owner_since_today"]


def test_an_owner_of_a_part_leaves_room_for_others() -> None:
    village.imported(TITLES, but(BAKYT, share="1/3"))

    village.imported(TITLES, but(BAKYT, name="Өмүров Жеңиш", pin="20101197099005", account="", share="1/3"))

    assert [one[:3] for one in owners(LandParcel.objects.get())] == [("Бакыт", 1, 3), ("Жеңиш", 1, 3)]


def test_a_plot_larger_than_a_hectare_asks_for_a_second_look() -> None:
    assert codes(planned(but(BAKYT, kind="короо жай", area=12))) == ["area_large"]


def test_parcels_that_the_table_lacks_are_listed_and_stay() -> None:
    village.imported(TITLES, BAKYT, but(BAKYT, eni="7-01-01-0009", title="", area=2))

    plan = planned(BAKYT)

    assert [(one.name, one.about) for one in plan.absent] == [("Маматов Бакыт Асанович", "7-01-01-0009 · 20000 m²")]
    assert LandParcel.objects.count() == 2


def test_land_of_other_villages_is_not_missing() -> None:
    village.imported(TITLES, BAKYT, JANYL)

    assert list(planned(BAKYT).absent) == []


def test_an_import_of_land_is_taken_back() -> None:
    village.imported(TITLES, BAKYT)
    before = [list(model.objects.order_by("pk").values()) for model in (LandParcel, Ownership)]
    run = village.imported(TITLES, but(BAKYT, pin="20101197099005", name="", account="", area=9), JANYL)

    undo.undo(run.reference, by=BY)

    assert [list(model.objects.order_by("pk").values()) for model in (LandParcel, Ownership)] == before
    assert ImportedRecord.objects.filter(run=run).count() == 0


def test_land_that_was_edited_or_sold_since_is_not_taken_back() -> None:
    run = village.imported(TITLES, BAKYT, JANYL)
    LandParcel.objects.filter(eni="7-01-01-0001").update(crop="буудай")
    Ownership.objects.create(
        parcel=LandParcel.objects.get(eni="7-01-01-0002"), resident=Resident.objects.get(pin=BAKYT[2]),
        since=date(2026, 1, 1),
    )  # fmt: skip

    with pytest.raises(undo.CannotUndoError) as refusal:
        undo.undo(run.reference, by=BY)

    assert [reason.about for reason in refusal.value.reasons] == ["Маматов Бакыт Асанович", "Маматов Бакыт Асанович"]
    assert LandParcel.objects.count() == 2


def test_a_register_that_changed_since_the_check_is_looked_at_again() -> None:
    run = asked(checked(made.xlsx(BAKYT, titles=TITLES)))
    LandParcel.objects.create(kind="share_land", area_m2=5, eni="7-01-01-0001")

    done = importing.carry_out(run.reference)

    assert done is not None
    assert (done.state, done.message) == (ImportState.CHECKED, "changed")


def test_who_owned_it_before_owns_it_again_from_then_on() -> None:
    village.imported(TITLES, BAKYT)
    Ownership.objects.update(until=date(2020, 1, 1))

    village.imported(TITLES, BAKYT)

    assert [one[3:] for one in owners(LandParcel.objects.get())] == [
        (date(2020, 1, 1), None), (None, date(2020, 1, 1))
    ]  # fmt: skip


def test_a_parcel_that_has_ended_does_not_come_back_by_a_table() -> None:
    LandParcel.objects.create(kind="share_land", area_m2=5, eni="7-01-01-0001", until=date(2020, 1, 1))

    assert codes(planned(BAKYT)) == ["thing_ended"]
