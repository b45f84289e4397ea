"""Small tables and files for the tests of the import."""

import csv
import io
import struct
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from services.registers.imports import tables
from services.registers.imports.part import Source
from services.registers.imports.people.part import PEOPLE
from services.registers.imports.people.planning import PeoplePlan, plan
from services.registers.imports.planning import Plan
from services.registers.imports.reading import Sheet
from services.registers.imports.tables import Table
from services.registers.models import Household, HouseholdAddress, Membership, Resident, Street, Village
from services.registers.relations import Relation

TODAY = date(2026, 11, 23)
TITLES = (
    "Жеке эсеп", "ФАА", "Туулган күнү", "ПИН", "Жынысы", "Тууганчылыгы", "Айылы", "Көчөсү", "Үй №", "Телефону",
    "Паспорт",
)  # fmt: skip
BAKYT = ("1-1", "Маматов Бакыт Асанович", "15.03.1984", "21503198499001", "эркек", "үй-бүлө башчысы", "Кароол", "Манас",
         "12", "0770 12 34 56", "ID0000001")  # fmt: skip
AIGUL = ("1-1", "Маматова Айгүл Токтогуловна", "02.07.1986", "10207198699002", "аял", "аялы", "Кароол", "Манас", "12",
         "", "ID0000002")  # fmt: skip
ERMEK = ("1-1", "Бакыт уулу Эрмек", "01.09.2010", "20109201099003", "эркек", "уулу", "Кароол", "Манас", "12", "",
         "")  # fmt: skip
JANYL = ("1-2", "Асан кызы Жаңыл", "12.12.1950", "11212195099004", "аял", "үй-бүлө башчысы", "Жан-Шоро", "Токтогул",
         "5/1", "", "AN0000003")  # fmt: skip
VILLAGERS = (BAKYT, AIGUL, ERMEK, JANYL)

Cells = Sequence[Any]


def but(row: Cells, **changes: Any) -> list[Any]:
    """Return a row of TITLES with some cells changed."""
    names = ("account", "name", "born", "pin", "sex", "relation", "village", "street", "house", "phone", "document")
    return [changes.get(name, cell) for name, cell in zip(names, row, strict=True)]


def sheet(*rows: Cells, name: str = "Тизме", titles: Cells = TITLES) -> Sheet:
    """Return a sheet with headings in its first row."""
    return Sheet(name, [list(titles), *map(list, rows)])


def page(name: str, rows: Sequence[Cells], merged: Sequence[Any] = ()) -> Sheet:
    """Return a sheet of any rows."""
    return Sheet(name, [list(row) for row in rows], list(merged))


def found(*sheets: Sheet) -> Table:
    """Return the table of people in a workbook."""
    return tables.find(sheets, [PEOPLE])


def planned(*rows: Cells, titles: Cells = TITLES, name: str = "Тизме", on: date = TODAY) -> PeoplePlan:
    """Return what an import of these rows would do to the council whose schema is entered."""
    table = found(sheet(*rows, name=name, titles=titles))
    people, skipped = tables.records(table, table.guessed)
    return plan(Source(people, table.guessed, on, skipped))


def codes(plan: Plan[Any], row: int | None = None) -> list[str]:
    """Return the problems of a plan, or of one row as Excel counts it."""
    return [problem.code.value for entry, problem in plan.problems if row in {None, entry.said.row}]


def actions(plan: Plan[Any]) -> list[str]:
    """Return what happens to each row."""
    return [entry.action.value for entry in plan.entries]


def known(*, pin: str = "21503198499001", **changes: object) -> Resident:
    """Write Bakyt into the register, at home at Манас 12 as the head of account 1-1."""
    values: dict[str, object] = {
        "surname": "Маматов", "given_name": "Бакыт", "patronymic": "Асанович", "pin": pin, "sex": "m",
        "birth_date": date(1984, 3, 15), "phone": "+996770123456",
    }  # fmt: skip
    resident = Resident.objects.create(**(values | changes))
    household = Household.objects.create(book=1, page=1, account="1-1")
    street = Street.objects.create(village=Village.objects.get(code="010"), name_ky="Манас", name_ru="Манас")
    HouseholdAddress.objects.create(household=household, street=street, house="12")
    Membership.objects.create(resident=resident, household=household, relation=Relation.HEAD)
    return resident


def xlsx(*rows: Cells, titles: Cells = TITLES, sheets: dict[str, Sequence[Cells]] | None = None) -> bytes:
    """Return a workbook; `sheets` gives other sheets with their rows."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    for name, lines in ({"Тизме": [titles, *rows]} | (sheets or {})).items():
        page = book.add_worksheet(name)
        for number, cells in enumerate(lines):
            for place, cell in enumerate(cells):
                if isinstance(cell, datetime):
                    page.write_datetime(number, place, cell, day)
                else:
                    page.write(number, place, cell)
    book.close()
    return buffer.getvalue()


def text_table(*rows: Cells, delimiter: str = ";", encoding: str = "utf-8", titles: Cells = TITLES) -> bytes:
    """Return a table as text."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n").writerows([titles, *rows])
    return buffer.getvalue().encode(encoding)


_ODS = "urn:oasis:names:tc:opendocument:xmlns:"


def ods(*rows: Cells) -> bytes:
    """Return an OpenDocument spreadsheet of texts."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = ("".join(cell.format(text) for text in row) for row in rows)
    body = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    spaces = f'xmlns:office="{_ODS}office:1.0" xmlns:table="{_ODS}table:1.0" xmlns:text="{_ODS}text:1.0"'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Тизме">{body}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{_ODS}manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        )
        archive.writestr("content.xml", content)
    return buffer.getvalue()


def xls(*rows: Cells) -> bytes:
    """Return a workbook of Excel 97: the smallest BIFF8 stream that says these texts and numbers."""

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    def text(value: str) -> bytes:
        return struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")

    beginning = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    cells = b"".join(
        record(0x203, struct.pack("<HHHd", line, place, 0, cell))
        if isinstance(cell, float)
        else record(0x204, struct.pack("<HHH", line, place, 0) + text(str(cell)))
        for line, row in enumerate(rows)
        for place, cell in enumerate(row)
    )
    page = beginning + cells + record(0x0A, b"")
    name = "Тизме"
    start = record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0))
    end = record(0x0A, b"")
    about = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    offset = len(start) + 4 + 6 + len(about) + len(end)
    globals_ = start + record(0x85, struct.pack("<IBB", offset, 0, 0) + about) + end
    return compound({"Workbook": globals_ + page})


def compound(streams: dict[str, bytes]) -> bytes:
    """Return an OLE2 file: what old Excel files and protected new ones are kept in."""
    sector, end, free, table_mark = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    bodies, starts, chain = b"", {}, [table_mark]
    for name, content in streams.items():
        padded = content.ljust(max(len(content), 4096), b"\0")
        padded += b"\0" * (-len(padded) % sector)
        count = len(padded) // sector
        starts[name] = len(chain)
        chain += [*range(len(chain) + 1, len(chain) + count), end]
        bodies += padded
    directory_at = len(chain)
    chain.append(end)
    fat = b"".join(struct.pack("<I", one) for one in chain).ljust(sector, b"\xff")
    entries = _entry("Root Entry", 5, 1 if streams else free, end, 0)
    for number, (name, content) in enumerate(streams.items(), start=1):
        right = number + 1 if number < len(streams) else free
        entries += _entry(name, 2, free, starts[name], max(len(content), 4096), right=right)
    header = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += b"\0" * 6 + struct.pack("<IIIIIIIII", 0, 1, directory_at, 0, 4096, end, 0, end, 0)
    header += struct.pack("<I", 0) + b"\xff" * (4 * 108)
    return header + fat + bodies + entries.ljust(sector, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int, *, right: int = 0xFFFFFFFF) -> bytes:
    label = name.encode("utf-16-le") + b"\0\0"
    return (
        label.ljust(64, b"\0")
        + struct.pack("<HBB", len(label), kind, 1)
        + struct.pack("<III", 0xFFFFFFFF, right, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )
