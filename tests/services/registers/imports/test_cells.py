"""What single cells say, however they were typed."""

from datetime import date

import pytest

from services.registers.codes import Nationality
from services.registers.imports.cells import dates, names, pins, words
from services.registers.imports.cells.names import Name
from services.registers.imports.problems import Code, Reading
from services.registers.imports.reading import Cell
from services.registers.relations import Relation
from tereze.language.folding import fold

TODAY = date(2026, 11, 23)
BORN = date(1984, 3, 15)
VILLAGES = {fold(name) for name in ("Кароол", "Жан-Шоро", "Джан-Шоро", "Мырза-Арык", "Мырза Арык", "15 Жаш")}


@pytest.mark.parametrize(
    "cell",
    [
        BORN, "1984-03-15", "15.03.1984", "15/3/84", "15.3.84", "15-03-1984", "15,03,1984", "1984.03.15", "15 03 1984",
        "15..03.1984", "15 . 03 . 1984", 30756.0, "30756", "15031984", "19840315", 15031984.0, "150384",
        "15.03.1984-ж.", "15.03.1984 г.", "15.03.1984г", "15.03.1984-жылы", "15.03.1984 0:00", "1984-03-15T00:00:00",
        "15 март 1984", "15-марта 1984 года", "1984-ж. 15-марты", "1984-жылдын 15-марты", "15.мар.84", "15 March 1984",
        "15.О3.1984", "  15.03.1984 ", "'15.03.1984",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_form(cell: Cell) -> None:
    assert dates.read(cell, today=TODAY) == Reading(BORN)


@pytest.mark.parametrize("cell", ["1984", "1984-ж.", "1984 г.", 1984.0, "1984-жылы", "00.00.1984"])
def test_a_year_alone_is_told_as_such(cell: Cell) -> None:
    read = dates.read(cell, today=TODAY)

    assert (read.value, read.code, read.about) == (None, Code.DATE_ONLY_YEAR, {"year": "1984"})


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31.02.1984", Code.DATE_IMPOSSIBLE), ("45.13.1984", Code.DATE_IMPOSSIBLE), ("15.03.2027", Code.DATE_FUTURE),
        ("15.03.1884", Code.DATE_TOO_OLD), ("март 1984", Code.DATE_UNREADABLE), ("туулган", Code.DATE_UNREADABLE),
        ("45", Code.DATE_UNREADABLE), ("1984²", Code.DATE_UNREADABLE), (date(2027, 1, 1), Code.DATE_FUTURE),
    ],
)  # fmt: skip
def test_what_is_no_day_of_birth_is_told(cell: Cell, code: Code) -> None:
    assert dates.read(cell, today=TODAY).code is code


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "жок", "нет", "н/д", "___"])
def test_a_cell_that_says_nothing_is_no_mistake(cell: Cell) -> None:
    assert dates.read(cell, today=TODAY) == Reading()
    assert pins.read(cell, today=TODAY) == Reading()


def test_month_and_day_of_an_american_table_are_swapped_back_with_a_word() -> None:
    read = dates.read("03/15/1984", today=TODAY)

    assert (read.value, read.code) == (BORN, Code.DATE_SWAPPED)


@pytest.mark.parametrize(("year", "whole"), [("26", 2026), ("27", 1927), ("00", 2000), ("84", 1984)])
def test_two_digits_mean_the_last_such_year_that_has_been(year: str, whole: int) -> None:
    assert dates.read(f"01.02.{year}", today=TODAY).value == date(whole, 2, 1)


@pytest.mark.parametrize(
    "cell",
    [
        "21503198499001", 21503198499001.0, "2.1503198499001E+13", "2,1503198499001E+13", "2 15031984 99001",
        "2-15031984-99001", "'21503198499001", "ПИН: 21503198499001", "2150319849900l", "2\u00a01503198499001",
        "215О3198499001",
    ],
)  # fmt: skip
def test_a_pin_is_read_through_what_spreadsheets_do_to_it(cell: Cell) -> None:
    assert pins.read(cell, today=TODAY) == Reading("21503198499001")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2,15032E+13", Code.PIN_SHORTENED), ("215031984990", Code.PIN_LENGTH), ("215031984990011", Code.PIN_LENGTH),
        ("31503198499001", Code.PIN_FIRST_DIGIT), ("23102198499001", Code.PIN_DATE), ("21503188499001", Code.PIN_DATE),
        ("2150319849900x", Code.PIN_DIGITS), ("21503202799001", Code.PIN_DATE),
    ],
)  # fmt: skip
def test_what_is_no_pin_is_told(cell: str, code: Code) -> None:
    assert pins.read(cell, today=TODAY).code is code


def test_a_lost_first_digit_is_found_by_sex_and_date_of_birth() -> None:
    read = pins.read("1503198499001", today=TODAY, birth_date=BORN, sex="m")

    assert (read.value, read.code) == ("21503198499001", Code.PIN_COMPLETED)


@pytest.mark.parametrize("born", [None, date(1985, 3, 15)])
def test_a_lost_first_digit_is_not_guessed_against_the_date(born: date | None) -> None:
    assert pins.read("1503198499001", today=TODAY, birth_date=born, sex="m").code is Code.PIN_LENGTH


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Маматов Бакыт Асанович", Name("Маматов", "Бакыт", "Асанович")),
        ("МАМАТОВ БАКЫТ АСАНОВИЧ", Name("Маматов", "Бакыт", "Асанович")),
        ("маматова айгүл", Name("Маматова", "Айгүл")),
        ("Маматов, Бакыт Асанович.", Name("Маматов", "Бакыт", "Асанович")),
        ("Асан уулу Бакыт", Name("Асан уулу", "Бакыт")),
        ("АСАН КЫЗЫ АЙГҮЛ", Name("Асан кызы", "Айгүл")),
        ("Асан-уулу Бакыт", Name("Асан уулу", "Бакыт")),
        ("Асануулу Бакыт", Name("Асан уулу", "Бакыт")),
        ("Айгүл Асан кызы", Name("Асан кызы", "Айгүл")),
        ("Маматов Бакыт Асан уулу", Name("Маматов", "Бакыт", "Асан уулу")),
        ("Маматов Асан уулу Бакыт", Name("Маматов", "Бакыт", "Асан уулу")),
        ("Нур Мухаммед уулу Асан", Name("Нур Мухаммед уулу", "Асан")),
        ("Каримов Жасур Бахтиёр угли", Name("Каримов", "Жасур", "Бахтиёр угли")),
        ("Бакыт Асанович Маматов", Name("Маматов", "Бакыт", "Асанович")),
        ("АБДЫ-КЕРИМОВ НУРБЕК", Name("Абды-Керимов", "Нурбек")),
        ("Абдыкадырова Нур Айым Асановна", Name("Абдыкадырова", "Нур Айым", "Асановна")),
        ("Абдыкадырова   Нур\u00a0Айым", Name("Абдыкадырова", "Нур", "Айым")),
        ("Мак-Дональд Жон", Name("Мак-Дональд", "Жон")),
    ],
)
def test_a_full_name_is_taken_apart(text: str, name: Name) -> None:
    read = names.full(text)

    assert (read.name, read.code) == (name, None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.NAME_MISSING), ("Айгүл", Code.NAME_HALF), ("Асан уулу", Code.NAME_HALF),
        ("Маматов Б.А.", Code.NAME_INITIALS), ("Маматов Б", Code.NAME_INITIALS), ("Маматов Бакыт 2", Code.NAME_SIGNS),
        ("Маматов/Бакыт", Code.NAME_SIGNS),
    ],
)  # fmt: skip
def test_what_is_no_whole_name_is_told(text: str, code: Code) -> None:
    assert names.full(text).code is code


def test_a_former_name_in_brackets_is_left_out_with_a_word() -> None:
    read = names.full("Маматова (Асанова) Айгүл")

    assert read == names.Read(Name("Маматова", "Айгүл"), Code.NAME_BRACKETS, "Асанова")


def test_a_name_in_columns_of_its_own_keeps_its_parts() -> None:
    assert names.columns("МАМАТОВ", "БАКЫТ", "").name == Name("Маматов", "Бакыт")
    assert names.columns("", "Бакыт", "Асан уулу").name == Name("Асан уулу", "Бакыт")
    assert names.columns("Асан уулу Бакыт", "", "").name == Name("Асан уулу", "Бакыт")
    assert names.columns("Маматов", "", "Асанович").code is Code.NAME_HALF


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        (Name("Асан уулу", "Бакыт"), "m"), (Name("Асан кызы", "Айгүл"), "f"), (Name("Маматов", "Б", "Асанович"), "m"),
        (Name("Маматова", "А", "Асановна"), "f"), (Name("Каримова", "А", "Бахтиёр қизи"), "f"),
        (Name("Маматова", "Айгүл"), ""), (Name("Маматов", "Бакыт"), ""),
    ],
)  # fmt: skip
def test_a_name_tells_the_sex_by_its_patronymic_only(name: Name, sex: str) -> None:
    assert names.sex_of(name) == sex


@pytest.mark.parametrize(
    ("text", "sex"),
    [("эркек", "m"), ("Э", "m"), ("муж.", "m"), ("М", "m"), ("мужской", "m"), ("аял", "f"), ("Ж", "f"), ("жен", "f")],
)
def test_a_word_for_the_sex_is_understood(text: str, sex: str) -> None:
    assert words.sex(text).value == sex


def test_a_number_for_the_sex_is_not_guessed() -> None:
    assert words.sex("1").code is Code.SEX_UNREADABLE


@pytest.mark.parametrize(
    ("text", "sex", "relation"),
    [
        ("Үй-бүлө башчысы", "m", Relation.HEAD), ("глава", "f", Relation.HEAD), ("Г/С", "m", Relation.HEAD),
        ("өзү", "f", Relation.HEAD), ("аялы", "f", Relation.WIFE), ("супруг(а)", "m", Relation.HUSBAND),
        ("жубайы", "f", Relation.WIFE), ("БАЛАСЫ", "f", Relation.DAUGHTER), ("сын", "m", Relation.SON),
        ("небереси", "m", Relation.GRANDSON), ("небереси", "f", Relation.GRANDDAUGHTER),
        ("кайнэне", "f", Relation.MOTHER_IN_LAW), ("тёща", "f", Relation.MOTHER_IN_LAW),
        ("келин", "f", Relation.DAUGHTER_IN_LAW),
        ("жээни", "m", Relation.SISTERS_SON), ("үкөсү", "m", Relation.YOUNGER_BROTHER),
        ("чон апасы", "f", Relation.GRANDMOTHER),
        ("wife", "f", Relation.WIFE), ("квартирант", "m", Relation.LODGER),
    ],
)  # fmt: skip
def test_a_word_for_a_relation_is_understood(text: str, sex: str, relation: Relation) -> None:
    read = words.relation(text, sex=sex, learnt={})

    assert (read.value, read.code) == (relation, None)


@pytest.mark.parametrize("relation", list(Relation))
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_our_own_words_for_relations_are_all_understood(relation: Relation, language: str) -> None:
    sex = relation.sex if relation.sex != "any" else "m"

    read = words.relation(relation.label(language), sex=sex, learnt={})  # type: ignore[arg-type]

    assert read.value is not None
    assert read.value.fits(sex)


def test_a_relation_with_a_slip_or_without_an_age_is_a_guess() -> None:
    for text, relation in (("келни", Relation.DAUGHTER_IN_LAW), ("брат", Relation.YOUNGER_BROTHER)):
        read = words.relation(text, sex="", learnt={})
        assert (read.value, read.code) == (relation, Code.RELATION_GUESSED)


def test_a_word_that_the_council_has_explained_is_understood() -> None:
    assert words.relation("Токолу", sex="f", learnt={}).code is Code.RELATION_UNREADABLE
    assert words.relation("Токолу", sex="f", learnt={fold("токолу"): "wife"}).value is Relation.WIFE


def test_ethnicities_are_understood_in_both_languages() -> None:
    assert words.nationality("өзбек").value == words.nationality("Узбечка").value == Nationality.UZBEK
    assert words.nationality("марсиан").code is Code.NATIONALITY_UNREADABLE
