"""Rows as people: what one cell says about another."""

from datetime import date

import pytest

from services.registers.imports import tables
from services.registers.imports.people.parsing import Person, people
from services.registers.imports.rows import Manner
from tests.services.registers.imports import made
from tests.services.registers.imports.made import BAKYT, TODAY, but


def read(*row: object, titles: made.Cells = made.TITLES, legacy: frozenset[int] = frozenset()) -> Person:
    table = made.found(made.sheet(row, titles=titles))
    rows, _skipped = tables.records(table, table.guessed)
    manner = Manner(mapped=table.guessed, today=TODAY, is_village=lambda name: name == "Кароол", legacy=legacy)
    return next(people(rows, manner))


def codes(person: Person) -> list[str]:
    return [problem.code.value for problem in person.problems]


def test_a_clean_row_becomes_a_person_without_a_word() -> None:
    person = read(*BAKYT)

    assert (person.surname, person.given_name, person.patronymic) == ("Маматов", "Бакыт", "Асанович")
    assert (person.pin, person.birth_date, person.sex) == ("21503198499001", date(1984, 3, 15), "m")
    assert (person.account, person.phone) == ("1-1", "+996770123456")
    assert tuple(vars_of(person)) == ("Кароол", "Манас", "12", "")
    assert codes(person) == []


def vars_of(person: Person) -> list[str]:
    return [person.place.village, person.place.street, person.place.house, person.place.flat]


def test_only_a_year_is_completed_by_the_pin() -> None:
    person = read(*but(BAKYT, born="1984-ж."))

    assert (person.birth_date, codes(person)) == (date(1984, 3, 15), ["date_from_pin"])


def test_only_a_year_that_contradicts_the_pin_is_an_error() -> None:
    assert codes(read(*but(BAKYT, born="1985"))) == ["date_only_year"]


def test_only_a_year_without_a_pin_is_an_error() -> None:
    assert codes(read(*but(BAKYT, born="1984", pin=""))) == ["date_only_year"]


def test_a_pin_without_a_date_tells_the_date() -> None:
    assert read(*but(BAKYT, born="")).birth_date == date(1984, 3, 15)


def test_neither_pin_nor_date_is_an_error() -> None:
    assert codes(read(*but(BAKYT, born="", pin=""))) == ["identity_missing"]


def test_a_pin_of_another_day_or_sex_is_a_warning() -> None:
    assert codes(read(*but(BAKYT, born="16.03.1984"))) == ["pin_other_date"]
    assert codes(read(*but(BAKYT, sex="аял"))) == ["pin_other_sex"]


def test_two_digits_of_another_century_follow_the_pin() -> None:
    person = read(*but(BAKYT, born="15.03.24", pin="21503192499001"))

    assert (person.birth_date, codes(person)) == (date(1924, 3, 15), [])


@pytest.mark.parametrize(
    ("changes", "sex", "told"),
    [
        ({"sex": ""}, "m", []),
        ({"sex": "", "pin": "", "relation": "уулу"}, "m", []),
        ({"sex": "", "pin": "", "relation": "башчы"}, "m", ["sex_from_name"]),
        ({"sex": "", "pin": "", "relation": "башчы", "name": "Маматов Бакыт"}, "", ["sex_missing"]),
        ({"sex": "?7", "pin": ""}, "m", ["sex_unreadable", "sex_from_name"]),
    ],
)
def test_the_sex_follows_from_pin_relation_and_patronymic(changes: dict[str, str], sex: str, told: list[str]) -> None:
    person = read(*but(BAKYT, **changes))

    assert (person.sex, codes(person)) == (sex, told)


def test_a_relation_that_does_not_fit_the_sex_is_a_warning() -> None:
    assert codes(read(*but(BAKYT, relation="кызы"))) == ["relation_sex"]


def test_look_alike_latin_letters_are_mended() -> None:
    person = read(*but(BAKYT, name="Мaмaтoв Бaкыт Acaнoвич"))

    assert (person.full_name, person.mended, codes(person)) == ("Маматов Бакыт Асанович", 1, [])


def test_an_old_font_is_mended_in_its_column_only() -> None:
    person = read(*but(BAKYT, name="Ъмъров Бакыт", street="Объездная"), legacy=frozenset({1}))

    assert (person.surname, person.place.street) == ("Өмөров", "Объездная")


def test_an_address_in_one_cell_is_taken_apart() -> None:
    person = read("Маматов Бакыт", "21503198499001", "Кароол айылы, Манас көч., 12-үй", titles=("ФАА", "ПИН", "Дареги"))

    assert vars_of(person) == ["Кароол", "Манас", "12", ""]


def test_a_street_that_stands_above_a_block_belongs_to_its_rows() -> None:
    table = made.found(made.page("Кароол", [("ФАА", "ПИН", "Үй"), ("Манас көчөсү",), ("Маматов Бакыт", BAKYT[3], "5")]))
    rows, _skipped = tables.records(table, table.guessed)
    manner = Manner(mapped=table.guessed, today=TODAY, is_village=lambda name: False)

    assert next(people(rows, manner)).place.street == "Манас"


def test_a_document_in_two_columns_is_put_together() -> None:
    titles = ("ФАА", "ПИН", "Сериясы", "Номери", "Ким берген", "Берилген күнү")

    person = read("Маматов Бакыт", BAKYT[3], "ID", 1234567.0, "МКК 50-11", "01.02.2018", titles=titles)

    assert person.document is not None
    assert (person.document.series, person.document.number) == ("ID", "1234567")
    assert (person.document.issued_on, person.document.authority) == (date(2018, 2, 1), "МКК 50-11")


def test_a_phone_or_document_that_cannot_be_read_keeps_nobody_out() -> None:
    person = read(*but(BAKYT, phone="12", document="жоголгон"))

    assert (person.is_wrong, codes(person)) == (False, ["phone_unreadable", "document_unreadable"])


def test_a_text_that_is_too_long_is_told() -> None:
    assert "too_long" in codes(read(*but(BAKYT, name=f"{'Ма' * 50} Бакыт")))
    assert "too_long" in codes(read(*but(BAKYT, house="1" * 30)))
