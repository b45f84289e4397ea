"""What cells say of addresses, accounts, telephones and documents, however they were typed."""

from datetime import date

import pytest

from services.registers.codes import DocumentType
from services.registers.imports.cells import accounts, addresses, contacts
from services.registers.imports.problems import Code, Reading
from services.registers.imports.reading import Cell
from tereze.language.folding import fold

TODAY = date(2026, 11, 23)
VILLAGES = {fold(name) for name in ("Кароол", "Жан-Шоро", "Джан-Шоро", "Мырза-Арык", "Мырза Арык", "15 Жаш")}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Кароол айылы, Ленин көч., 12-үй, 3-батир", ("Кароол", "Ленин", "12", "3")),
        ("с. Кароол, ул. Ленина, д. 12, кв. 3", ("Кароол", "Ленина", "12", "3")),
        ("Кароол а. Ленин 12", ("Кароол", "Ленин", "12", "")),
        ("Кароол айылы Ленин көчөсү 12", ("Кароол", "Ленин", "12", "")),
        ("Кароол айылы Манас көчөсү №7", ("Кароол", "Манас", "7", "")),
        ("ул.Ленина 12/3", ("", "Ленина", "12/3", "")),
        ("Ленина 12-3", ("", "Ленина", "12", "3")),
        ("с.Джан-Шоро ул.Советская 7а", ("Джан-Шоро", "Советская", "7а", "")),
        ("Ош облусу, Өзгөн району, Жан-Шоро айылы, Ак-Терек көчөсү, 5 үй", ("Жан-Шоро", "Ак-Терек", "5", "")),
        ("Кароол көчөсү 5", ("", "Кароол", "5", "")),
        ("ул. Кароол 5", ("", "Кароол", "5", "")),
        ("Мырза Арык, №14", ("Мырза Арык", "", "14", "")),
        ("Чоң-Арык, Манас 3", ("Чоң-Арык", "Манас", "3", "")),
        ("Кароол айылы, 40 лет Победы көчөсү, 12", ("Кароол", "40 лет Победы", "12", "")),
        ("15 Жаш айылы, Манас көчөсү, 8", ("15 Жаш", "Манас", "8", "")),
        ("Жеңиш көчөсү", ("", "Жеңиш", "", "")),
        ("МАНАС КӨЧӨСҮ 12 А", ("", "Манас", "12А", "")),
        ("", ("", "", "", "")),
    ],
)
def test_an_address_is_taken_apart(text: str, parts: tuple[str, str, str, str]) -> None:
    assert addresses.split(text, is_village=lambda name: fold(name) in VILLAGES) == parts


@pytest.mark.parametrize(
    ("cell", "number"), [("12-үй", "12"), ("№ 12а", "12а"), (12.0, "12"), ("д.5", "5"), ("12/1", "12/1"), ("-", None)]
)
def test_a_house_number_is_read(cell: Cell, number: str | None) -> None:
    assert accounts.house(cell) == Reading(number)


def test_a_house_number_that_excel_made_a_date_of_is_made_a_number_again() -> None:
    read = accounts.house(date(2026, 1, 12))

    assert (read.value, read.code) == ("12/1", Code.HOUSE_WAS_DATE)


@pytest.mark.parametrize(("cell", "number"), [("№ 3 - 45", "3-45"), ("12 – 3", "12-3"), (145.0, "145"), ("жок", None)])
def test_an_account_number_is_written_alike(cell: Cell, number: str | None) -> None:
    assert accounts.account(cell) == Reading(number)


def test_an_account_number_that_excel_made_a_date_of_is_not_guessed() -> None:
    assert accounts.account(date(2026, 12, 3)).code is Code.ACCOUNT_WAS_DATE
    assert accounts.account("б/н").code is Code.ACCOUNT_UNREADABLE


@pytest.mark.parametrize(
    "text", ["0770 12 34 56", "770123456", "+996 (770) 12-34-56", "996770123456", "тел: 0770-123-456", "0770123456"]
)
def test_a_telephone_number_becomes_international(text: str) -> None:
    assert contacts.phone(text) == Reading("+996770123456")


def test_of_two_telephone_numbers_the_first_is_taken_with_a_word() -> None:
    read = contacts.phone("0770123456, 0555 12 34 56")

    assert (read.value, read.code, read.about) == ("+996770123456", Code.PHONE_SECOND, {"dropped": "0555 12 34 56"})
    assert contacts.phone("12345").code is Code.PHONE_UNREADABLE


@pytest.mark.parametrize(
    ("text", "kind", "series", "number"),
    [
        ("ID 1234567", DocumentType.ID_CARD, "ID", "1234567"), ("ИД1234567", DocumentType.ID_CARD, "ID", "1234567"),
        ("АН1234567", DocumentType.ID_CARD, "AN", "1234567"),
        ("паспорт AN № 0123456", DocumentType.ID_CARD, "AN", "0123456"),
        ("АС 0123456", DocumentType.PASSPORT, "AC", "0123456"),
        ("КР-Х № 123456", DocumentType.BIRTH_CERTIFICATE, "KR-X", "123456"),
        ("1234567", DocumentType.OTHER, "", "1234567"),
    ],
)  # fmt: skip
def test_a_document_is_read(text: str, kind: DocumentType, series: str, number: str) -> None:
    assert contacts.document(text).value == contacts.Document(kind, series, number)


def test_what_is_no_document_is_told() -> None:
    assert contacts.document("жоголгон").code is Code.DOCUMENT_UNREADABLE
