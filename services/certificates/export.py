"""A list of certificates as an Excel table."""

import io
from datetime import date

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from services.certificates import shown
from services.certificates.models import Certificate

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 50_000
"""Several years of a busy council; what an old office computer still opens."""
_WIDTHS = (13, 13, 38, 38, 30, 24, 13, 16, 8)


def workbook(found: QuerySet[Certificate], *, on: date) -> tuple[bytes, int]:
    """Return the table, and how many certificates it lists. It holds no PIN, and nothing in it is a formula."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(_("Certificates"))
    day, head = book.add_format({"num_format": "dd.mm.yyyy"}), book.add_format({"bold": True, "bottom": 1})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, _titles(), head)
    count = 0
    for count, one in enumerate(found[:MOST_ROWS].iterator(), start=1):
        for column, value in enumerate(_cells(one, on)):
            if isinstance(value, date):
                sheet.write_datetime(count, column, value, day)
            else:
                sheet.write(count, column, value)
    book.close()
    return stream.getvalue(), count


def _titles() -> list[str]:
    return [
        "№",
        _("Issued"),
        _("Kind"),
        _("Resident"),
        _("For whom"),
        _("By"),
        _("Valid until"),
        _("State"),
        _("Printed again"),
    ]


def _cells(one: Certificate, on: date) -> tuple[str | int | date, ...]:
    return (
        one.number,
        one.issued_on,
        shown.kind(one),
        one.subject_name,
        one.addressee,
        one.issued_by_name,
        one.valid_until or "",
        str(one.state(on).label),
        one.times_printed,
    )
