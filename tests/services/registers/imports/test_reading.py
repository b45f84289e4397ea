"""Which files can be read, and in which words the others are refused."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
import xlsxwriter

from services.registers.imports import reading
from services.registers.imports.reading import Sheet, UnreadableFileError, read
from tests.services.registers.imports import made

NOON = time(12)
WORDS = ("Фамилиясы", "Аты", "Өмүрбек", "Жаңыл")


def only(sheets: list[Sheet]) -> Sheet:
    assert len(sheets) == 1
    return sheets[0]


def test_a_workbook_gives_its_cells_with_days_and_numbers() -> None:
    content = made.xlsx(
        (1, datetime.combine(date(1984, 3, 15), NOON), 21503198499001), titles=("№", "Туулган күнү", "ПИН")
    )

    rows = only(read(content, name="тизме.xlsx")).rows

    assert rows == [["№", "Туулган күнү", "ПИН"], [1.0, date(1984, 3, 15), 21503198499001.0]]


def test_row_numbers_are_those_of_the_sheet_though_it_begins_with_empty_rows() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    book.add_worksheet().write(4, 2, "ФАА")
    book.close()

    rows = only(read(buffer.getvalue(), name="a.xlsx")).rows

    assert (len(rows), rows[4][2]) == (5, "ФАА")


def test_an_old_excel_file_is_read() -> None:
    rows = only(read(made.xls(WORDS, ("Маматов", 30756.0)), name="old.xls")).rows

    assert rows[0] == list(WORDS)
    assert rows[1][:2] == ["Маматов", 30756.0]


def test_an_opendocument_file_is_read() -> None:
    assert only(read(made.ods(WORDS, ("а", "б", "в", "г")), name="a.ods")).rows == [list(WORDS), ["а", "б", "в", "г"]]


def test_hidden_sheets_are_left_alone() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    book.add_worksheet("Тизме").write(0, 0, "ФАА")
    hidden = book.add_worksheet("Эски")
    hidden.write(0, 0, "ФАА")
    hidden.hide()
    book.close()

    assert [sheet.name for sheet in read(buffer.getvalue(), name="a.xlsx")] == ["Тизме"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_a_text_table_is_read_in_unicode_with_any_delimiter(encoding: str, delimiter: str) -> None:
    content = made.text_table(*made.VILLAGERS, delimiter=delimiter, encoding=encoding)

    rows = only(read(content, name="тизме.csv")).rows

    assert rows == [list(made.TITLES), *map(list, made.VILLAGERS)]


@pytest.mark.parametrize("encoding", ["cp1251", "cp866"])
def test_a_text_table_of_windows_or_dos_is_read(encoding: str) -> None:
    rows = [["Фамилия", "Имя", "Дата рождения"], ["Маматов", "Бакыт", "15.03.1984"], ["Асанова", "Нурзат", "1990"]]
    content = "\n".join(";".join(row) for row in rows).encode(encoding)

    assert only(read(content, name="a.csv")).rows == rows


def test_the_windows_encoding_with_kyrgyz_letters_is_told_from_the_russian_one() -> None:
    content = "Фамилия;Имя\nҮсөнова;Жаңыл\nӨмүров;Бакыт".encode("kz1048")

    assert only(read(content, name="a.csv")).rows[1:] == [["Үсөнова", "Жаңыл"], ["Өмүров", "Бакыт"]]


def test_a_delimiter_that_excel_announces_is_believed_and_rows_keep_their_numbers() -> None:
    rows = only(read(b"sep=;\r\na,b;c\r\n1;2\r\n", name="a.csv")).rows

    assert rows == [[], ["a,b", "c"], ["1", "2"]]


def test_commas_inside_quotes_and_a_comma_in_every_name_do_not_mislead() -> None:
    content = 'ФАА;Дарек\n"Маматов, Бакыт";"Кароол, Манас, 12"\n"Асанов, Таалай";"Кароол, Манас, 14"'.encode()

    assert only(read(content, name="a.csv")).rows[2] == ["Асанов, Таалай", "Кароол, Манас, 14"]


def refused(content: bytes, name: str = "тизме.xlsx") -> str:
    with pytest.raises(UnreadableFileError) as refusal:
        read(content, name=name)
    return refusal.value.code


def test_an_empty_file_is_refused() -> None:
    assert refused(b"") == "empty"
    assert refused(b" \r\n ") == "empty"
    assert refused(made.xlsx(titles=())) == "empty"


def test_a_file_of_more_than_twenty_megabytes_is_refused_before_it_is_opened() -> None:
    assert refused(b"PK\x03\x04" + b"\0" * reading.MOST_BYTES) == "too_large"


@pytest.mark.parametrize("content", [b"%PDF-1.7 ...", b"\xff\xd8\xff photo", b"\x89PNG\r\n", b"\x01\x02 binary"])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    assert refused(content) == "not_a_table"


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", made.compound({"WordDocument": b"x" * 5000})])
def test_a_damaged_workbook_is_refused(content: bytes) -> None:
    assert refused(content) == "damaged"


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("letter.txt", "Саламатсызбы")

    assert refused(buffer.getvalue()) == "damaged"


def test_a_workbook_with_a_password_is_refused_with_what_to_do() -> None:
    content = made.compound({"EncryptedPackage": b"x" * 6000, "EncryptionInfo": b"y" * 5000})

    assert refused(content) == "protected"


def test_a_web_page_that_calls_itself_excel_is_refused() -> None:
    assert refused(b"<html><body><table><tr><td>1</td></tr></table>", "отчет.xls") == "web_page"


def test_one_stray_cell_in_the_last_corner_ends_no_process_but_is_told() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    page.write(0, 0, "ФАА")
    page.write(1_048_575, 16_383, "x")
    book.close()

    assert refused(buffer.getvalue()) == "stray_cells"


def test_more_than_two_hundred_thousand_rows_are_refused() -> None:
    assert refused(b"a;b\n" * (reading.MOST_ROWS + 1), "a.csv") == "too_many_rows"


def test_a_column_far_to_the_right_is_refused_with_what_to_do() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    page.write(0, 0, "ФАА")
    page.write(0, 400, "x")
    book.close()

    assert refused(buffer.getvalue()) == "too_many_columns"


def test_seventeen_thousand_rows_of_twenty_cells_are_read() -> None:
    row = [*made.BAKYT, *range(9)]
    content = made.xlsx(*[row] * 17_000, titles=[f"Мамыча {place}" for place in range(20)])

    rows = only(read(content, name="a.xlsx")).rows

    assert len(rows) == 17_001
