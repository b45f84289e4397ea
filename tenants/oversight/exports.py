"""The district's table as a file."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

import xlsxwriter
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tenants.oversight.queries import DAYS, CouncilFigures

Cell = str | int | Decimal | date | None


def rows(councils: Sequence[CouncilFigures], *, on: date) -> Iterator[list[Cell]]:
    """Yield the heading, then a row for each council: what the page shows, and the thirty days by themselves."""
    days = [on - timedelta(days=ago) for ago in range(DAYS - 1, -1, -1)]
    yield [
        _("Council"),
        _("Certificates today"),
        _("Certificates this month"),
        _("Median minutes"),
        _("Residents"),
        _("Last certificate"),
        _("Counted"),
        *(f"{day:%d.%m.%Y}" for day in days),
    ]
    for council in councils:
        counted = localtime(council.counted_at).replace(tzinfo=None) if council.counted_at else None
        yield [
            council.name,
            council.today,
            council.month,
            council.median_minutes,
            council.residents,
            council.last_issued_on,
            counted,
            *council.days,
        ]


def as_csv(councils: Sequence[CouncilFigures], *, on: date) -> bytes:
    """Return a CSV file. Semicolons and the mark at its beginning make an office's Excel read it without questions."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for row in rows(councils, on=on):
        writer.writerow([_plain(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(councils: Sequence[CouncilFigures], *, on: date) -> bytes:
    """Return an Excel workbook of one sheet, with real dates and numbers."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet(f"{on:%d.%m.%Y}")
        bold, number = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "#,##0"})
        formats = {date: book.add_format({"num_format": "dd.mm.yyyy"}), int: number}
        formats[datetime] = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        for line, row in enumerate(rows(councils, on=on)):
            for column, cell in enumerate(row):
                sheet.write(line, column, cell, bold if line == 0 else formats.get(type(cell)))
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 6, 16)
        sheet.freeze_panes(1, 1)
    return file.getvalue()


def _plain(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return str(cell).replace(".", ",")  # an office's Excel takes 2.5 for the second of May
    if isinstance(cell, datetime):
        return f"{cell:%d.%m.%Y %H:%M}"
    return f"{cell:%d.%m.%Y}" if isinstance(cell, date) else cell
