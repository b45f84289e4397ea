"""Writing an export: a workbook with a sheet for each part, or a zip of CSV files, row by row.

Nothing in it is a formula: a workbook gets texts as texts, and in CSV, which has no types, a cell that a spreadsheet
would take for a formula begins with an apostrophe.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from services.registers.exports.columns import Part, Value

CONTENT_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "application/zip",
}
SUFFIXES: Final = {"xlsx": ".xlsx", "csv": ".zip"}
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_SAY_EVERY: Final = 2_000
Tell = Callable[[Part, int], None]
"""Told how many rows of a part are written."""


def write(path: Path, parts: Sequence[Part], *, form: str, tell: Tell) -> dict[str, int]:
    """Write the parts to `path`; return how many rows each has. The memory taken does not grow with the register."""
    return (_workbook if form == "xlsx" else _archive)(path, parts, tell)


def _workbook(path: Path, parts: Sequence[Part], tell: Tell) -> dict[str, int]:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(path), options)
    head = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    counts = {}
    for part in parts:
        sheet = book.add_worksheet(str(part.title)[:31])
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(part.columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, str(column.title), head)
        counts[part.name] = _rows(sheet, part, day, tell)
    book.close()
    return counts


def _rows(sheet: Any, part: Part, day: Any, tell: Tell) -> int:
    number = 0
    for number, line in enumerate(part.lines(), start=1):
        for place, value in enumerate(line):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                sheet.write_string(number, place, value)
            elif isinstance(value, date):
                sheet.write_datetime(number, place, value, day)
            else:
                sheet.write_number(number, place, value)
        if number % _SAY_EVERY == 0:
            tell(part, number)
    return number


def _archive(path: Path, parts: Sequence[Part], tell: Tell) -> dict[str, int]:
    counts = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            with (
                archive.open(f"{part.name}.csv", "w") as raw,
                io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text,
            ):
                counts[part.name] = _lines(csv.writer(text, delimiter=";"), part, tell)
    return counts


def _lines(out: Any, part: Part, tell: Tell) -> int:
    out.writerow([str(column.title) for column in part.columns])
    number = 0
    for number, line in enumerate(part.lines(), start=1):
        out.writerow([cell(value) for value in line])
        if number % _SAY_EVERY == 0:
            tell(part, number)
    return number


def cell(value: Value) -> str:
    """Return a value as CSV has it: days as 31.12.2026, numbers with a point, and nothing that is a formula."""
    if isinstance(value, date):
        return f"{value:%d.%m}.{value.year:04d}"
    if not isinstance(value, str):
        return "" if value is None else str(value)
    return f"'{value}" if value.startswith(_FORMULA) else value
