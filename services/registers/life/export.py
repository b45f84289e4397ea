"""The list of events as an Excel table."""

import io
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from services.registers.life.list_views import Line

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS: Final = 20_000
"""Ten years of a large council."""
_WIDTHS: Final = (12, 26, 60, 18, 28, 12, 14, 40)


def workbook(lines: "Iterable[Line]") -> bytes:
    """Return the table. It holds no PIN, and nothing in it is a formula."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(_("Events"))
    day, head = book.add_format({"num_format": "dd.mm.yyyy"}), book.add_format({"bold": True, "bottom": 1})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, _titles(), head)
    for row, line in enumerate(lines, start=1):
        for column, value in enumerate(_cells(line)):
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, day)
            else:
                sheet.write_string(row, column, value)
    book.close()
    return stream.getvalue()


def _titles() -> list[str]:
    return [
        _("Day"),
        _("What happened"),
        _("Whom it concerns"),
        _("Households"),
        _("Recorded by"),
        _("Recorded on"),
        _("State"),
        _("Note"),
    ]


def _cells(line: "Line") -> tuple[str | date, ...]:
    return (
        line.event.on,
        line.label,
        ", ".join(str(one) for one in line.people),
        ", ".join(one.account for one in line.homes),
        line.by,
        timezone.localtime(line.event.recorded_at).date(),
        _("taken back") if line.event.undone_at else "",
        line.event.note,
    )
