"""What areas, shares, years, engines, plates and counts say, however they were typed."""

from datetime import date
from decimal import Decimal

import pytest

from services.registers import codelists
from services.registers.imports.cells import codes, measures
from services.registers.imports.cells.measures import Share
from services.registers.imports.problems import Code
from services.registers.imports.reading import Cell

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("cell", "unit", "area"),
    [
        (0.12, measures.HECTARE, 1_200),
        ("0,12", measures.HECTARE, 1_200),
        ("1,5 га", None, 15_000),
        ("12 сот.", None, 1_200),
        ("12 соток", measures.HECTARE, 1_200),
        (12.0, measures.SOTKA, 1_200),
        ("1 200 м²", None, 1_200),
        ("1 200,5 кв.м", None, 1_201),
        ("1200 чарчы метр", None, 1_200),
        (900.0, measures.SQUARE_METRE, 900),
    ],
)
def test_an_area_is_read_in_the_unit_of_its_cell_or_heading(cell: Cell, unit: Decimal | None, area: int) -> None:
    assert measures.area(cell, unit=unit).value == area


@pytest.mark.parametrize(
    ("cell", "code"),
    [(0.5, Code.AREA_WITHOUT_UNIT), ("көп", Code.AREA_UNREADABLE), ("-3 га", Code.AREA_UNREADABLE),
     (date(2026, 1, 5), Code.AREA_UNREADABLE), ("0,0 га", Code.AREA_UNREADABLE), ("", None), ("жок", None)],
)  # fmt: skip
def test_an_area_that_cannot_be_known_is_told(cell: Cell, code: Code | None) -> None:
    reading = measures.area(cell, unit=None)

    assert (reading.value, reading.code) == (None, code)


@pytest.mark.parametrize(
    ("cell", "share"),
    [("1/3", (1, 3)), ("50 %", (1, 2)), ("33,3%", (1, 3)), (0.25, (1, 4)), (1.0, (1, 1)), ("бүт", (1, 1)),
     (date(2026, 3, 1), (1, 3)), ("0,5", (1, 2)), (0.37, (3_700, 10_000))],
)  # fmt: skip
def test_a_share_is_a_fraction_a_percentage_or_a_date_that_excel_made_of_it(cell: Cell, share: Share) -> None:
    assert measures.share(cell).value == share


@pytest.mark.parametrize("cell", ["3/2", "0/4", "150 %", "бир аз", 2.0])
def test_a_share_of_more_than_the_whole_is_refused(cell: Cell) -> None:
    assert measures.share(cell).code is Code.SHARE_UNREADABLE


@pytest.mark.parametrize(
    ("cell", "plate"),
    [("01 KG 123 ABC", "01KG123ABC"), ("01kg123авс", "01KG123ABC"), ("О 1234 У", "O1234Y"), ("в-12-34-ке", "B1234KE")],
)
def test_plates_are_latin_capitals_without_spaces(cell: Cell, plate: str) -> None:
    assert measures.plate(cell).value == plate


def test_what_has_no_digit_is_no_plate() -> None:
    assert measures.plate("номери жоктой").code is Code.PLATE_UNREADABLE


@pytest.mark.parametrize(
    ("cell", "cubic"), [("1,6", 1_600), (1.6, 1_600), ("1600 см3", 1_600), ("2.0 л", 2_000), (4_750.0, 4_750)]
)
def test_an_engine_is_read_in_litres_and_cubic_centimetres(cell: Cell, cubic: int) -> None:
    assert measures.engine(cell).value == cubic


@pytest.mark.parametrize(
    ("cell", "year"), [(1987.0, 1987), ("1987-ж.", 1987), ("1987 г.", 1987), (date(1987, 1, 1), 1987)]
)
def test_a_year_is_read(cell: Cell, year: int) -> None:
    assert measures.year(cell, today=TODAY).value == year


@pytest.mark.parametrize("cell", ["2031", "эски", 87.0])
def test_a_year_to_come_or_none_at_all_is_told(cell: Cell) -> None:
    assert measures.year(cell, today=TODAY).code is Code.YEAR_UNREADABLE


@pytest.mark.parametrize(
    ("cell", "number"),
    [(5.0, 5), ("5 баш", 5), ("12 голов", 12), ("жок", 0), ("0", 0), (0.0, 0), ("", None), ("-", None), (None, None)],
)
def test_a_count_tells_none_from_nothing_said(cell: Cell, number: int | None) -> None:
    assert measures.count(cell).value == number


@pytest.mark.parametrize("cell", ["беш", "5 же 6", date(2026, 1, 2), "2000000"])
def test_what_is_no_count_is_told(cell: Cell) -> None:
    assert measures.count(cell).code is Code.NUMBER_UNREADABLE


@pytest.mark.parametrize(
    ("text", "code"),
    [("Атайын орто", "secondary_vocational"), ("ср/спец", "secondary_vocational"), ("ВЫСШЕЕ", "higher"),
     ("11 класс", "secondary"), ("жогорку", "higher"), ("башталгычь", "primary")],
)  # fmt: skip
def test_words_of_a_list_are_known_in_the_spellings_of_offices(text: str, code: str) -> None:
    assert codes.read(codelists.EDUCATION, text, {}).value == code


def test_a_word_that_the_council_explained_is_known() -> None:
    assert codes.read(codelists.LAND_KIND, "Кыр", {}).code is Code.WORD_UNKNOWN
    assert codes.read(codelists.LAND_KIND, "Кыр", {"кыр": "share_land"}).value == "share_land"


@pytest.mark.parametrize(("text", "said"), [("бар", True), ("+", True), ("жок", False), ("-", False), ("", None)])
def test_yes_and_no_are_read(text: str, said: bool | None) -> None:
    assert codes.yes_or_no(text).value is said
