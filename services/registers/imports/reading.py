"""An office's file as sheets of cells: xlsx, xls, ods, csv. What cannot be read is refused, saying what to do."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.registers.imports import delimited, workbook_process

Cell = str | float | bool | date | None
Row = list[Cell]

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_ROWS: Final = 200_000

_SECONDS: Final = 2 * workbook_process.SECONDS
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OLE = "EncryptedPackage".encode("utf-16-le")
_NOT_TABLES: Final = {b"%PDF": "PDF", b"\xff\xd8\xff": "JPEG", b"\x89PNG": "PNG", b"Rar!": "RAR", b"7z\xbc\xaf": "7z"}

REFUSALS: Final[Mapping[str, Promise]] = {
    "empty": _("The file is empty. Choose the file with the register."),
    "too_large": _("The file is larger than 20 MB. Remove pictures and sheets that are not needed, or split it."),
    "too_many_rows": _("A sheet has more than 200,000 rows. Delete the empty rows below the table, or split the file."),
    "too_many_columns": _("A sheet has too many columns. Delete stray cells to the right of the table and save again."),
    "protected": _("The file is protected by a password. Open it, remove the password, and save it again."),
    "damaged": _("The file cannot be opened as a table. Open it in Excel, save it as .xlsx, and try again."),
    "not_a_table": _("This is not a table. Choose an Excel (.xlsx, .xls), OpenDocument (.ods) or CSV file."),
    "web_page": _("This is a web page with the ending .xls. Open it in Excel, save it as .xlsx, and try again."),
    "no_table": _(
        "No row of headings was found. Above the rows there has to be one that names the columns; for people it needs "
        "the full name (or surname and given name) and the PIN or the date of birth."
    ),
    "stray_cells": _(
        "The table cannot be held in memory: it has a stray cell far away, or is damaged. "
        "Copy the table into a new workbook and try again."
    ),
}  # fmt: skip


class UnreadableFileError(Exception):
    """The file holds no table that can be read; `code` is a key of REFUSALS, which tells the clerk what to do."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(str(REFUSALS[code]))


@dataclass(frozen=True, slots=True)
class Sheet:
    """All cells of one sheet; the first row of `rows` is row 1 of the sheet, even if it is empty.

    `merged` are the merged ranges as ((top, left), (bottom, right)), counted from 0.
    """

    name: str
    rows: list[Row]
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)


def read(content: bytes, *, name: str) -> list[Sheet]:
    """Return the visible sheets of a file; `name` is what the office called it. Raises UnreadableFileError."""
    if not content.strip():
        raise UnreadableFileError("empty")
    if len(content) > MOST_BYTES:
        raise UnreadableFileError("too_large")
    if content.startswith((_ZIP, _OLE)):
        return _workbook(content)
    return [_delimited(content, PurePath(name).stem)]


def _workbook(content: bytes) -> list[Sheet]:
    if content.startswith(_OLE) and _ENCRYPTED_OLE in content:
        raise UnreadableFileError("protected")
    answer = _in_own_process(content)
    if "refused" in answer:
        raise UnreadableFileError(answer["refused"])
    found = [Sheet(name=one["name"], rows=_with_days(one["rows"]), merged=one["merged"]) for one in answer["sheets"]]
    if not any(sheet.rows for sheet in found):
        raise UnreadableFileError("empty")
    return found


def _in_own_process(content: bytes) -> dict[str, Any]:
    program = [sys.executable, "-P", workbook_process.__file__, str(MOST_ROWS)]
    known = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}  # and no secrets
    try:
        done = subprocess.run(
            program, input=content, capture_output=True, check=False, timeout=_SECONDS, cwd="/", env=known
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFileError("stray_cells") from None
    if done.returncode in {-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV, -signal.SIGXCPU} or not done.stdout:
        raise UnreadableFileError("stray_cells")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _with_days(rows: list[list[Any]]) -> list[Row]:
    for row in rows:
        for place, cell in enumerate(row):
            if cell.__class__ is list:
                row[place] = date.fromisoformat(cell[0])
    return rows


def _delimited(content: bytes, name: str) -> Sheet:
    start = content[:400].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    if any(content.startswith(mark) for mark in _NOT_TABLES):
        raise UnreadableFileError("not_a_table")
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"mime-version")):
        raise UnreadableFileError("web_page")
    try:
        rows = delimited.rows(content, most=MOST_ROWS)
    except delimited.TooManyRowsError:
        raise UnreadableFileError("too_many_rows") from None
    except delimited.NotTextError:
        raise UnreadableFileError("not_a_table") from None
    return Sheet(name=name, rows=[list[Cell](row) for row in rows])
