"""Read a workbook in a process of its own: `python workbook_process.py < file > rows.json`.

The reader trusts what a file says of its size: a file of 5 kB with one cell in the last corner of a sheet makes it ask
for 500 GB and end the process. So it must not be the process that serves pages. This file is run as a program and
imports nothing of ours.
"""

import io
import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

MEMORY = 3 << 30
SECONDS = 60
MOST_COLUMNS = 300


def plain(cell: Any) -> Any:
    """Return what JSON does not know: a day as a list of one text; times of day and durations as text."""
    if isinstance(cell, datetime):
        return [cell.date().isoformat()]
    if isinstance(cell, date):
        return [cell.isoformat()]
    if isinstance(cell, time | timedelta):
        return str(cell)
    raise TypeError(type(cell).__name__)


def sheets(content: bytes, *, most_rows: int) -> dict[str, Any]:
    """Return all visible sheets as {"sheets": [{"name", "rows", "merged"}]}, or {"refused": why}."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = []
        for about in workbook.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet or about.visible != SheetVisibleEnum.Visible:
                continue
            sheet = workbook.get_sheet_by_name(about.name)
            if sheet.total_height > most_rows:
                return {"refused": "too_many_rows", "sheet": about.name}
            if sheet.total_width > MOST_COLUMNS:
                return {"refused": "too_many_columns", "sheet": about.name}
            rows = sheet.to_python(skip_empty_area=False)
            found.append({"name": about.name, "rows": rows, "merged": sheet.merged_cell_ranges or []})
    except PasswordError:
        return {"refused": "protected"}
    except CalamineError:
        return {"refused": "damaged"}
    return {"sheets": found}


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer = sheets(sys.stdin.buffer.read(), most_rows=int(sys.argv[1]))
    sys.stdout.write(json.dumps(answer, default=plain, ensure_ascii=True, separators=(",", ":")))


if __name__ == "__main__":
    main()
