"""Workbooks that we give to the office: what is wrong with its rows, and what a register should look like."""

import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override

from services.registers.imports.fields import LABELS, Field, label
from services.registers.imports.problems import advice, says
from services.registers.models.imports import ImportProblem, ImportRun
from services.registers.relations import Relation

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_SAMPLE: Final[tuple[tuple[Field, int, tuple[str, ...]], ...]] = (
    (Field.ACCOUNT, 12, ("1-1", "1-1", "1-1", "1-2")),
    (Field.SURNAME, 18, ("Маматов", "Маматова", "Бакыт уулу", "Асан кызы")),
    (Field.GIVEN_NAME, 14, ("Бакыт", "Айгүл", "Эрмек", "Жаңыл")),
    (Field.PATRONYMIC, 16, ("Асанович", "Токтогуловна", "", "")),
    (Field.PIN, 17, ("21503198499001", "10207198699002", "20109201099003", "11212195099004")),
    (Field.BIRTH_DATE, 14, ("15.03.1984", "02.07.1986", "01.09.2010", "12.12.1950")),
    (Field.SEX, 10, ("эркек", "аял", "эркек", "аял")),
    (Field.VILLAGE, 16, ()),
    (Field.STREET, 18, ("Манас", "Манас", "Манас", "Токтогул")),
    (Field.HOUSE, 8, ("12", "12", "12", "5/1")),
    (Field.PHONE, 16, ("0770 12 34 56", "", "", "")),
    (Field.DOCUMENT, 14, ("ID0000001", "ID0000002", "", "AN0000003")),
)
_RELATIONS: Final = (Relation.HEAD, Relation.WIFE, Relation.SON, Relation.HEAD)
_SEXES: Final = {"ru": ("мужской", "женский", "мужской", "женский")}


def problems(run: ImportRun) -> bytes:
    """Return every problem of a check as a workbook in the language of the page: row, column, value, what to do."""
    titles = [
        (_("Sheet"), 16), (_("Row"), 8), (_("Name"), 32), (_("Column"), 22), (_("What stands there"), 28),
        (_("How grave"), 14), (_("Problem"), 60), (_("What to do"), 60),
    ]  # fmt: skip
    return _workbook(_("Problems"), titles, map(_line, run.problems.order_by("sheet", "row", "id").iterator(2_000)))


def _line(problem: ImportProblem) -> Sequence[Any]:
    return (
        problem.sheet, problem.row, problem.name, label(problem.field) if problem.field else "",
        problem.value, _("error") if problem.is_error else _("warning"), says(problem.code, problem.about),
        advice(problem.code),
    )  # fmt: skip


def sample(language: str, villages: Sequence[tuple[str, str]]) -> bytes:
    """Return an example of a register that imports without a question, with made-up people.

    `villages` are the council's, in Kyrgyz and Russian.
    """
    russian = language == "ru"
    names = [pair[russian] for pair in villages] or ["Кароол"]
    with override(language):
        places = {Field.VILLAGE: tuple(names[number % len(names)] for number in (0, 0, 0, 1))}
        sexes = {Field.SEX: _SEXES[language]} if language in _SEXES else {}
        filled = {**{field: cells for field, _width, cells in _SAMPLE}, **places, **sexes}
        titles = [(str(LABELS[field]), width) for field, width, _cells in _SAMPLE]
        titles.insert(7, (str(LABELS[Field.RELATION]), 24))
        rows = []
        for number, relation in enumerate(_RELATIONS):
            row = [filled[field][number] for field, _width, _cells in _SAMPLE]
            row.insert(7, relation.label("ru" if russian else "ky"))
            rows.append(row)
        return _workbook(_("Register"), titles, rows)


def _workbook(name: str, titles: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "constant_memory": False})
    sheet = book.add_worksheet(name[:31])
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
    for place, (title, width) in enumerate(titles):
        sheet.set_column(place, place, width, text)
        sheet.write_string(0, place, title, bold)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(last, place, cell)
            elif cell:
                sheet.write_string(last, place, cell, text)  # never a formula, whatever the cell begins with
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(titles) - 1)
    book.close()
    return buffer.getvalue()
