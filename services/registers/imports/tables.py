"""Finding the register in a workbook: which sheet, which row holds the headings, which rows are people."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final

from services.registers.imports import columns
from services.registers.imports.cells.blanks import is_blank
from services.registers.imports.columns import Mapped, Title, as_text
from services.registers.imports.fields import Field, missing
from services.registers.imports.reading import Cell, Row, Sheet

_LOOK_AT_ROWS: Final = 40
_DEEPEST_HEADING: Final = 3
_LONGEST_TITLE: Final = 90
_SAMPLE: Final = 200
_LIKELY_FIELDS: Final = 3
_FEW_CELLS: Final = 3


class NoTableError(Exception):
    """No sheet has a row of headings that names people."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of the office's table. `number` is the row's number as Excel shows it.

    `section` is the last line above that stood alone in its row, often a village or a street.
    """

    sheet: str
    number: int
    cells: Row
    section: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row below the headings that is no person: a total, a signature, the headings again."""

    sheet: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the headings stand (rows counted from 0; `below` is the first row under them), and how sure that is."""

    top: int
    below: int
    titles: tuple[Title, ...]
    score: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Table:
    """The register as found: its headings and the sheets that have them, the surest first."""

    titles: tuple[Title, ...]
    sheets: tuple[tuple[Sheet, Heading], ...]
    left_out: tuple[str, ...] = ()
    guessed: dict[int, Field] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        return columns.fingerprint(self.titles)

    @property
    def labels(self) -> list[str]:
        """The headings as one line each."""
        return [" / ".join(part for part in title if part) for title in self.titles]


def find(sheets: Sequence[Sheet]) -> Table:
    """Return the register of a workbook. Sheets with the very same headings belong to it: offices keep one for each
    village. Raises NoTableError."""
    found = [(sheet, heading) for sheet in sheets if (heading := _heading(sheet)) is not None]
    if not found:
        raise NoTableError
    best_sheet, best = max(found, key=lambda pair: (pair[1].score, len(pair[0].rows)))
    print_of_best = columns.fingerprint(best.titles)
    same = tuple(pair for pair in found if columns.fingerprint(pair[1].titles) == print_of_best)
    others = tuple(sheet.name for sheet in sheets if sheet.rows and all(sheet is not one for one, _ in same))
    sample = best_sheet.rows[best.below : best.below + _SAMPLE]
    return Table(best.titles, same, others, columns.guess(best.titles, sample))


def _heading(sheet: Sheet) -> Heading | None:
    candidates = [
        found
        for top in range(min(_LOOK_AT_ROWS, len(sheet.rows)))
        for depth in range(1, _DEEPEST_HEADING + 1)
        if (found := _judged(sheet, top, depth)) is not None
    ]
    best = max(candidates, key=lambda one: (one.score, -(one.below - one.top), -one.top), default=None)
    return best or _above_pins(sheet)


def _judged(sheet: Sheet, top: int, depth: int) -> Heading | None:
    rows = sheet.rows[top : top + depth]
    if len(rows) < depth or not _may_be_headings(rows):
        return None
    titles = _titles(rows)
    said = [found for title in titles if any(title) and (found := columns.recognise(title)) is not None]
    strengths: dict[Field, int] = {}
    for found in said:
        if found.field is not None:
            strengths[found.field] = max(found.strength, strengths.get(found.field, 0))
    complete = not missing(strengths)
    if not complete and len(strengths) < _LIKELY_FIELDS:
        return None
    known = sum(found.strength for found in said if found.field is None)
    return Heading(top, top + depth, titles, (int(complete), 10 * sum(strengths.values()) + known))


def _may_be_headings(rows: Sequence[Row]) -> bool:
    """A title that stands alone in its row is no heading; nor is a row with dates or long numbers."""
    if any(_filled(row) < 2 for row in rows[:1]) or not _filled(rows[-1]):
        return False
    cells = [cell for row in rows for cell in row]
    return not any(
        isinstance(cell, date | bool)
        or (isinstance(cell, float) and cell > _DEEPEST_NUMBERING)
        or (isinstance(cell, str) and len(cell) > _LONGEST_TITLE)
        for cell in cells
    )


_DEEPEST_NUMBERING: Final = 300


def _titles(rows: Sequence[Row]) -> tuple[Title, ...]:
    width = max(map(len, rows))
    lines = [[as_text(row[place]) if place < len(row) else "" for place in range(width)] for row in rows]
    for upper, lower in pairwise(lines):
        _spread(upper, lower)
    while width and not any(line[width - 1] for line in lines):
        width -= 1
    return tuple(tuple(line[place] for line in lines if line[place]) or ("",) for place in range(width))


def _spread(upper: list[str], lower: list[str]) -> None:
    """Let a heading that was merged over several columns stand above each of them."""
    for place in range(1, len(upper)):
        if not upper[place] and lower[place] and lower[place - 1]:
            upper[place] = upper[place - 1]


def _above_pins(sheet: Sheet) -> Heading | None:
    """Where no heading is understood, a column of PINs still shows where people begin."""
    for top, row in enumerate(sheet.rows[:_LOOK_AT_ROWS]):
        if any(columns.by_content([cell]) is Field.PIN for cell in row if cell not in ("", None)):
            above = sheet.rows[top - 1] if top and _filled(sheet.rows[top - 1]) > 1 else list[Cell]([""] * len(row))
            titles = _titles([above]) or ()
            titles += (("",),) * (len(row) - len(titles))
            return Heading(max(top - 1, 0), top, titles)
    return None


def _filled(row: Row) -> int:
    return sum(cell not in ("", None) for cell in row)


def people(table: Table, mapped: Mapped) -> tuple[list[SourceRow], list[Skipped]]:
    """Return the rows of people, and the rows that are none and are left out."""
    kept: list[SourceRow] = []
    skipped: list[Skipped] = []
    for sheet, heading in table.sheets:
        rows = list(_rows_below(sheet, heading, mapped, skipped))
        while rows and not _like_a_person(rows[-1].cells, mapped):
            last = rows.pop()
            skipped.append(Skipped(last.sheet, last.number, _line(last.cells)))
        kept += rows
    return kept, sorted(skipped, key=lambda one: (one.sheet, one.number))


def _rows_below(sheet: Sheet, heading: Heading, mapped: Mapped, skipped: list[Skipped]) -> Iterator[SourceRow]:
    section = ""
    titles = {place: title[-1] for place, title in enumerate(heading.titles) if title[-1]}
    rows = _with_merged_filled(sheet, heading)
    for number, cells in enumerate(rows, start=heading.below + 1):
        filled = _filled(cells)
        if not filled:
            continue
        if filled == 1 or _repeats(cells, titles) or is_numbering(cells) or _is_total(cells, mapped):
            skipped.append(Skipped(sheet.name, number, _line(cells)))
            section = _line(cells) if filled == 1 else section
            continue
        yield SourceRow(sheet.name, number, cells, section)


def _with_merged_filled(sheet: Sheet, heading: Heading) -> list[Row]:
    """Return the rows below the headings; a cell merged over several rows stands in each of them."""
    rows = sheet.rows
    for (top, left), (bottom, right) in sheet.merged:
        if left == right and top >= heading.below:
            value = rows[top][left]
            for row in rows[top + 1 : bottom + 1]:
                row[left] = value
    return rows[heading.below :]


def _repeats(cells: Row, titles: dict[int, str]) -> bool:
    """A list printed page by page repeats its headings."""
    width = len(cells)
    same = sum(cells[place] == title for place, title in titles.items() if place < width)
    return same >= min(2, len(titles))


def is_numbering(cells: Row) -> bool:
    """Forms number their columns below the headings: 1, 2, 3 …"""
    numbers = [as_text(cell) for cell in cells if cell not in ("", None)]
    return len(numbers) > 2 and numbers == [str(1 + step) for step in range(len(numbers))]


def _is_total(cells: Row, mapped: Mapped) -> bool:
    if any(_cell(cells, place) for place, one in mapped.items() if one in {Field.PIN, Field.BIRTH_DATE}):
        return False
    first = next((cell for cell in cells if isinstance(cell, str) and cell.strip()), "")
    return columns.is_total(str(first))


def _like_a_person(cells: Row, mapped: Mapped) -> bool:
    """Signatures below a table fill few cells; a person has a name, and a PIN, a day of birth or much else."""
    said = {one: text for place, one in mapped.items() if not is_blank(text := as_text(_cell(cells, place)))}
    named = Field.FULL_NAME in said or Field.SURNAME in said
    told = any(any(map(str.isdigit, said.get(one, ""))) for one in (Field.PIN, Field.BIRTH_DATE))
    return named and (told or len(said) > _FEW_CELLS)


def _cell(cells: Row, place: int) -> Cell:
    return cells[place] if place < len(cells) else None


def _line(cells: Iterable[Cell]) -> str:
    return " ".join(text for cell in cells if (text := as_text(cell)))[:200]
