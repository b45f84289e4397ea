"""Counts of livestock from wide and long tables."""

from datetime import date
from typing import Any

import pytest

from services.registers.imports import importing, runs, undo
from services.registers.imports.counts import dating
from services.registers.imports.planning import Plan
from services.registers.models import CountingRound, Household, HouseholdCount
from services.registers.models.imports import ImportState
from tereze import clock
from tests.services.registers.imports import made, village
from tests.services.registers.imports.conftest import BY, asked, checked
from tests.services.registers.imports.made import TODAY, codes

pytestmark = pytest.mark.usefixtures("in_karool")

WIDE = ("№", "Жеке эсеп", "Үй-бүлө башчысы", "Уй", "Бука", "Торпок", "Кой", "Эчки", "Бээ", "Тоок", "Эскертүү")
BAKYT = (1, "1-1", "Маматов Бакыт", 2.0, "", 1.0, "35 баш", "-", 1.0, 12.0, "")
JANYL = (2, "1-2", "Асан кызы Жаңыл", "", "", "", 4.0, 3.0, "жок", 0.0, "")
LONG = ("Жеке эсеп", "Үй-бүлө башчысы", "Малдын түрү", "Саны")
ON = {"as_of": "2026-01-01", "standing": "declared"}
NAME = "Мал эсеби 01.01.2026.xlsx"


@pytest.fixture(autouse=True)
def _village(in_karool: object) -> None:
    village.settle()


def planned(*rows: Any, titles: Any = WIDE) -> Plan[Any]:
    return village.planned(titles, *rows, part="livestock", settings=ON)


def actions(plan: Plan[Any]) -> list[str]:
    return [entry.action.value for entry in plan.entries]


def counted(account: str) -> dict[str, int]:
    rows = HouseholdCount.objects.filter(household__account=account, on=date(2026, 1, 1))
    return dict(rows.values_list("what", "number"))


def count(account: str, what: str, number: int, on: date = date(2025, 1, 1)) -> None:
    household = Household.objects.get(account=account)
    HouseholdCount.objects.create(household=household, what=what, number=number, on=on)


def test_a_wide_table_is_known_with_a_column_for_each_animal() -> None:
    table = village.found(WIDE, BAKYT)

    assert table.part.name == "livestock"
    assert [table.guessed[place] for place in range(3, 10)] == [
        "count:cow", "count:bull", "count:calf", "count:ewe", "count:goat", "count:mare", "count:hen",
    ]  # fmt: skip


def test_a_house_is_not_taken_for_a_cow() -> None:
    for house in ("Үй", "Уй"):
        table = village.found(("Айылы", "Көчөсү", house, "Уй", "Кой"), ("Кароол", "Манас", "12", 2.0, 3.0))

        assert [table.guessed[place] for place in (2, 3)] == ["house", "count:cow"]


def test_a_wide_table_comes_in_with_the_day_of_its_file_name() -> None:
    run = village.imported(WIDE, BAKYT, JANYL, name=NAME)

    assert (run.state, run.settings) == (ImportState.DONE, ON)
    assert counted("1-1") == {"cow": 2, "calf": 1, "ewe": 35, "mare": 1, "hen": 12}
    assert counted("1-2") == {"ewe": 4, "goat": 3}
    assert set(HouseholdCount.objects.values_list("counted_by", flat=True)) == {"platform:tests"}


def test_a_long_table_comes_in_row_by_row() -> None:
    rows = [("1-1", "", "уй", 2.0), ("1-1", "", "кой", "35"), ("1-2", "", "эчки", 3.0)]

    village.imported(LONG, *rows, name=NAME)

    assert (counted("1-1"), counted("1-2")) == ({"cow": 2, "ewe": 35}, {"goat": 3})


def test_no_animals_where_there_were_some_is_a_count_of_none() -> None:
    count("1-2", "hen", 7)

    village.imported(WIDE, JANYL, name=NAME)

    assert counted("1-2") == {"hen": 0, "ewe": 4, "goat": 3}


def test_the_same_table_again_changes_nothing_and_another_number_is_a_change() -> None:
    village.imported(WIDE, BAKYT, JANYL, name=NAME)

    plan = planned(BAKYT, [*JANYL[:6], 5.0, *JANYL[7:]])

    assert actions(plan) == ["unchanged", "changed"]
    assert plan.entries[1].differences == [("count:ewe", "4", "5")]


def test_a_jump_since_the_last_count_asks_for_a_second_look() -> None:
    count("1-1", "ewe", 3)

    plan = planned(BAKYT)

    assert codes(plan) == ["count_jumps"]
    assert plan.problems[0][1].about == {"before": "3", "now": "35"}


def test_one_household_twice_is_refused_the_second_time() -> None:
    assert codes(planned(BAKYT, BAKYT)) == ["counted_twice"]


@pytest.mark.parametrize(
    ("titles", "row", "code"),
    [
        (WIDE, (1, "9-9", "", 2.0, "", "", "", "", "", "", ""), "household_unknown"),
        (WIDE, (1, "", "Токтосунов Азамат", 2.0, "", "", "", "", "", "", ""), "owner_unknown"),
        (WIDE, (1, "1-1", "", "эки", "", "", "", "", "", "", ""), "number_unreadable"),
        (LONG, ("1-1", "", "пил", 2.0), "counted_unknown"),
        (LONG, ("1-1", "", "уй", ""), "number_missing"),
    ],
)
def test_what_is_wrong_is_told(titles: Any, row: Any, code: str) -> None:
    last = JANYL if titles is WIDE else ("1-2", "", "уй", 2.0)

    assert codes(planned(row, last, titles=titles), 2) == [code]


def test_a_household_is_known_by_its_head_where_there_is_no_account() -> None:
    titles = ("Үй-бүлө башчысы", "Уй", "Кой")

    plan = planned(("Өмүров Жеңиш", 1.0, 2.0), titles=titles)

    assert plan.entries[0].household.account == "1-3"


def test_households_with_animals_that_the_table_lacks_are_listed() -> None:
    count("1-3", "cow", 2)
    count("1-4", "cow", 0)

    assert [(one.name, one.about) for one in planned(BAKYT).absent] == [("Өмүров Жеңиш Маратович", "1-3")]


def test_the_counts_of_a_closed_round_stay_as_they_are() -> None:
    CountingRound.objects.create(
        on=date(2026, 1, 1), opened_at=clock.now(), opened_by="user:x", closed_at=clock.now(), closed_by="user:x"
    )

    run = checked(made.xlsx(BAKYT, titles=WIDE), name=NAME)

    assert (run.state, run.message) == (ImportState.FAILED, "round_closed")


def test_a_count_on_the_day_of_an_open_round_belongs_to_it() -> None:
    opened = CountingRound.objects.create(on=date(2026, 1, 1), opened_at=clock.now(), opened_by="user:x")

    village.imported(WIDE, BAKYT, name=NAME)

    assert set(HouseholdCount.objects.values_list("round", flat=True)) == {opened.pk}


def test_a_count_without_a_day_is_asked_for_it() -> None:
    run = runs.upload(content=made.xlsx(BAKYT, titles=WIDE), name="мал.xlsx", by=BY, on=TODAY)

    with pytest.raises(runs.ColumnsMissingError):
        runs.map_columns(run.reference, mapped=run.mapped, by=BY)


def test_a_count_is_taken_back_and_not_if_it_was_corrected_since() -> None:
    first = village.imported(WIDE, BAKYT, name=NAME)
    second = village.imported(WIDE, [*BAKYT[:3], 3.0, *BAKYT[4:]], name=NAME)

    undo.undo(second.reference, by=BY)
    assert counted("1-1")["cow"] == 2
    HouseholdCount.objects.filter(what="cow").update(number=9)
    with pytest.raises(undo.CannotUndoError):
        undo.undo(first.reference, by=BY)

    assert counted("1-1")["cow"] == 9


def test_a_count_checked_twice_at_once_makes_the_same_plan() -> None:
    run = checked(made.xlsx(BAKYT, titles=WIDE), name=NAME)
    runs.check_again(run.reference, by=BY)
    again = importing.check(run.reference)

    assert again is not None
    assert again.plan_digest == run.plan_digest
    assert asked(again).state == ImportState.IMPORTING


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Мал эсеби 01.01.2026", date(2026, 1, 1)),
        ("скот_на_1_июня", None),
        ("Скот на 1 июня 2026 года", date(2026, 6, 1)),
        ("2026-жылдын 1-июнуна карата мал саны", date(2026, 6, 1)),
        ("мал 2026", date(2026, 1, 1)),
        ("мал 2031", None),
        ("livestock_2026-06-01", date(2026, 6, 1)),
        ("мал", None),
    ],
)
def test_the_day_of_a_count_is_found_in_its_name(text: str, day: date | None) -> None:
    assert dating.day_of([text], today=TODAY) == day
