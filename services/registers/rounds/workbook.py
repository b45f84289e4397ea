"""The sums of a round as a workbook for the office and the statistics committee."""

import io
from typing import Final

import xlsxwriter
from django.utils.translation import gettext as _

from services.registers.rounds import wording
from services.registers.rounds.totals import Sum, Table

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def totals(table: Table) -> bytes:
    """Return the sums by village, with those of the round before beside them, as xlsx."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet(_("Totals")[:31])
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1})
    name, number = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "# ##0"})
    title = book.add_format({"bold": True, "font_size": 14})
    sheet.write_string(0, 0, wording.round_title(table.round), title)
    if table.before:
        sheet.write_string(1, 0, _("Beside: %(round)s") % {"round": wording.round_title(table.before)})
    sheet.merge_range(3, 0, 4, 0, _("What was counted"), bold)
    places = [*map(wording.village, table.villages), _("All together")]
    for place, said in enumerate(places):
        first = 1 + 3 * place
        sheet.merge_range(3, first, 3, first + 2, said, bold)
        for step, head in enumerate((_("Now"), _("Seen"), _("Before"))):
            sheet.write_string(4, first + step, head, bold)
    for row, line in enumerate(table.lines, start=5):
        sheet.write_string(row, 0, wording.counted(line.what), name)
        for place, one in enumerate(line.sums):
            _write(sheet, row, 1 + 3 * place, one, number)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 3 * len(places), 9)
    sheet.freeze_panes(5, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return buffer.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, one: Sum, number: object) -> None:
    sheet.write_number(row, column, one.number, number)
    sheet.write_number(row, column + 1, one.verified, number)
    if one.before is None:
        sheet.write_blank(row, column + 2, None, number)
    else:
        sheet.write_number(row, column + 2, one.before, number)
