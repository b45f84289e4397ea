"""A page of statistics as an Excel workbook: one sheet for each table, numbers as numbers."""

import io
import re
from collections.abc import Sequence
from typing import Any, Final

import xlsxwriter

from services.registers.statistics.sections import Row, Table

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME: Final = 31


def of(tables: Sequence[Table], *, heading: str) -> bytes:
    """Return the workbook. `heading` says what is counted, where, and on which day."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "foot": book.add_format({"bold": True, "top": 1, "num_format": "#,##0.##"}),
        "number": book.add_format({"num_format": "#,##0.##"}),
    }
    taken: set[str] = set()
    for table in tables:
        _sheet(book.add_worksheet(_name(table.title, taken)), table, heading, formats)
    book.close()
    return stream.getvalue()


def _name(title: str, taken: set[str]) -> str:
    """Return a name that Excel takes for a sheet, and that no other sheet has."""
    plain = _FORBIDDEN.sub(" ", title)[:_LONGEST_NAME].strip() or "1"
    name, number = plain, 1
    while name.lower() in taken:
        number += 1
        name = f"{plain[: _LONGEST_NAME - 3]} {number}"
    taken.add(name.lower())
    return name


def _sheet(sheet: Any, table: Table, heading: str, formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, len(table.columns) + 1, 14)
    sheet.write_string(0, 0, table.title, formats["title"])
    sheet.write_string(1, 0, heading)
    sheet.write_row(3, 0, [table.head, *table.columns, table.total], formats["head"])
    for place, row in enumerate(table.rows, start=4):
        _line(sheet, place, row, formats["number"])
    last = 4 + len(table.rows)
    if table.foot:
        _line(sheet, last, table.foot, formats["foot"])
    if table.note:
        sheet.write_string(last + 2, 0, table.note)
    sheet.freeze_panes(4, 1)


def _line(sheet: Any, place: int, row: Row, form: Any) -> None:
    sheet.write_string(place, 0, row.label, form)
    for column, cell in enumerate([*row.cells, row.total], start=1):
        sheet.write_number(place, column, cell.number, form)
