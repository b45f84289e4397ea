"""Finding the register in a workbook, and people in the register."""

from collections.abc import Sequence
from typing import Any

import pytest

from services.registers.imports import tables
from services.registers.imports.fields import Field
from services.registers.imports.tables import NoTableError, SourceRow, Table
from tests.services.registers.imports import made

PEOPLE = [list(row) for row in made.VILLAGERS]


def rows_of(table: Table) -> list[SourceRow]:
    return tables.records(table, table.guessed)[0]


def names(table: Table) -> list[Any]:
    place = next(place for place, field in table.guessed.items() if field is Field.FULL_NAME)
    return [row.cells[place] for row in rows_of(table)]


def left_out(table: Table) -> list[tuple[int, str]]:
    return [(one.number, one.text) for one in tables.records(table, table.guessed)[1]]


def test_headings_are_found_below_titles_and_empty_rows() -> None:
    above: list[Sequence[Any]] = [["Кароол айыл өкмөтү"], [], ["Чарба китеби, 2026-жыл"], []]

    table = made.found(made.page("Лист1", [*above, made.TITLES, *PEOPLE]))

    assert table.sheets[0][1].below == 5
    assert [row.number for row in rows_of(table)] == [6, 7, 8, 9]


def test_headings_over_two_rows_are_read_together() -> None:
    upper = ["№", "ФАА", "Паспорт", "", "Дареги", "", "Туулган күнү"]
    lower = ["", "", "сериясы", "номери", "айылы", "үй №", ""]
    person = [1, "Маматов Бакыт", "ID", "1234567", "Кароол", "12", "15.03.1984"]

    table = made.found(made.page("Лист1", [upper, lower, person]))

    assert table.guessed == {
        1: Field.FULL_NAME,
        2: Field.DOCUMENT_SERIES,
        3: Field.DOCUMENT_NUMBER,
        4: Field.VILLAGE,
        5: Field.HOUSE,
        6: Field.BIRTH_DATE,
    }


def test_a_name_over_three_columns_is_understood_part_by_part() -> None:
    upper = ["Үй-бүлө мүчөсүнүн", "", "", "ПИН"]
    lower = ["фамилиясы", "аты", "атасынын аты", ""]

    table = made.found(made.page("Лист1", [upper, lower, ["Маматов", "Бакыт", "", "21503198499001"]]))

    assert list(table.guessed.values()) == [Field.SURNAME, Field.GIVEN_NAME, Field.PATRONYMIC, Field.PIN]


def test_the_head_of_household_repeated_in_each_row_is_not_the_person() -> None:
    titles = ["Үй-бүлө башчысынын ФАА", "ФАА", "ПИН"]

    table = made.found(made.page("Лист1", [titles, ["Асанов А.", "Маматов Бакыт", "21503198499001"]]))

    assert table.guessed == {1: Field.FULL_NAME, 2: Field.PIN}


def test_the_sheet_with_the_register_is_chosen_and_the_others_are_named() -> None:
    title = made.page("Титул", [["Кароол айыл өкмөтү"]])
    cattle = made.page("Мал", [["Жеке эсеп", "Уй", "Кой"], ["1-1", 3, 20]])

    table = made.found(title, cattle, made.sheet(*made.VILLAGERS, name="Калк"), made.page("Лист3", []))

    assert [sheet.name for sheet, _heading in table.sheets] == ["Калк"]
    assert table.left_out == ("Титул", "Мал")


def test_sheets_with_the_same_headings_are_one_register() -> None:
    table = made.found(made.sheet(made.BAKYT, name="Кароол"), made.sheet(made.JANYL, name="Жан-Шоро"))

    assert [(row.sheet, row.number) for row in rows_of(table)] == [("Кароол", 2), ("Жан-Шоро", 2)]


def test_totals_signatures_and_repeated_headings_are_no_people() -> None:
    footer = [
        ["Жыйынтыгы:", "4 адам", "", "", ""],
        [],
        ["", "Айыл өкмөтүнүн башчысы", "________", "", "", "Б. Маматов"],
    ]

    table = made.found(made.sheet(*PEOPLE[:2], list(made.TITLES), [*map(str, range(1, 12))], *PEOPLE[2:], *footer))

    assert names(table) == [row[1] for row in PEOPLE]
    assert [number for number, _text in left_out(table)] == [4, 5, 8, 10]


@pytest.mark.parametrize("word", ["Итого", "ВСЕГО:", "Бардыгы болуп", "Жалпы 120"])
def test_a_row_that_sums_up_is_known_by_its_first_word(word: str) -> None:
    table = made.found(made.sheet(*PEOPLE, [word, "4", "", "", "2", "2"], PEOPLE[0]))

    assert (6, f"{word} 4 2 2") in left_out(table)


def test_a_line_that_stands_alone_names_the_rows_below() -> None:
    table = made.found(made.sheet(["", "Кароол айылы"], PEOPLE[0], ["Жан-Шоро айылы"], PEOPLE[3]))

    assert [row.section for row in rows_of(table)] == ["Кароол айылы", "Жан-Шоро айылы"]


def test_a_cell_merged_over_a_household_stands_in_each_of_its_rows() -> None:
    rows = [made.TITLES, made.BAKYT, made.but(made.AIGUL, account=""), made.but(made.ERMEK, account="")]

    table = made.found(made.page("Лист1", rows, [((1, 0), (3, 0))]))

    assert [row.cells[0] for row in rows_of(table)] == ["1-1", "1-1", "1-1"]


def test_without_headings_a_column_of_pins_shows_where_people_begin() -> None:
    table = made.found(made.page("Лист1", [["Тизме"], ["Маматов Бакыт", "21503198499001"], ["Асанова Айгүл", ""]]))

    assert table.guessed == {1: Field.PIN}
    assert table.sheets[0][1].below == 1


def test_a_workbook_without_people_is_refused() -> None:
    with pytest.raises(NoTableError):
        made.found(made.page("Смета", [["Статья", "Сумма"], ["Канцтовары", 1200]]))


def test_a_row_with_a_name_only_stays_in_the_middle_to_be_told() -> None:
    table = made.found(made.sheet(PEOPLE[0], made.but(made.AIGUL, born="", pin="", sex=""), PEOPLE[3]))

    assert len(rows_of(table)) == 3
