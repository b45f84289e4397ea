"""Finding the table in a workbook: what it holds, which sheet, which row has the headings, which rows are records."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Final

from services.registers.imports import columns
from services.registers.imports.cells.blanks import is_blank
from services.registers.imports.columns import Title, as_text
from services.registers.imports.fields import Field, Meaning
from services.registers.imports.part import Mapped, Part
from services.registers.imports.reading import Cell, Row, Sheet

_LOOK_AT_ROWS: Final = 40
_DEEPEST_HEADING: Final = 3
_LONGEST_TITLE: Final = 90
_SAMPLE: Final = 200
_LIKELY_FIELDS: Final = 3
_NOTHING: Final[Mapping[Meaning, str]] = {}


class NoTableError(Exception):
    """No sheet has a row of headings that is understood."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of the office's table. `number` is the row's number as Excel shows it.

    `section` is the last line above that stood alone in its row, often a village or a street. `mended` is what was
    put right in the browser, by meaning; `accepted` are the codes of problems that somebody found to be none.
    """

    sheet: str
    number: int
    cells: Row
    section: str = ""
    mended: Mapping[Meaning, str] = field(default_factory=lambda: _NOTHING)
    accepted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row below the headings that is no record: a total, a signature, the headings again."""

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
    """The table as found: what it holds, its headings and the sheets that have them, the surest first."""

    part: Part
    titles: tuple[Title, ...]
    sheets: tuple[tuple[Sheet, Heading], ...]
    left_out: tuple[str, ...] = ()
    guessed: dict[int, Meaning] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        return columns.fingerprint(self.titles)

    @property
    def labels(self) -> list[str]:
        """The headings as one line each."""
        return [" / ".join(part for part in title if part) for title in self.titles]


def find(sheets: Sequence[Sheet], parts: Sequence[Part], *, chosen: Part | None = None) -> Table:
    """Return the table of a workbook, and which of the `parts` of the register it holds; `chosen` is one somebody said.

    Sheets with the very same headings belong to it: offices keep one for each village. Raises NoTableError.
    """
    if chosen is not None:
        try:
            return _find(sheets, chosen)
        except NoTableError:  # it was taken for something else, and was found so
            table = find(sheets, parts)
            sample = _sample(*table.sheets[0])
            return replace(table, part=chosen, guessed=columns.guess(table.titles, sample, chosen))
    found = [one for part in parts if (one := _found(sheets, part)) is not None]
    if not found:
        raise NoTableError
    return max(found, key=lambda one: one.sheets[0][1].score)


def _found(sheets: Sequence[Sheet], part: Part) -> Table | None:
    try:
        return _find(sheets, part)
    except NoTableError:
        return None


def _find(sheets: Sequence[Sheet], part: Part) -> Table:
    found = [(sheet, heading) for sheet in sheets if (heading := _heading(sheet, part)) is not None]
    if not found:
        raise NoTableError
    best_sheet, best = max(found, key=lambda pair: (pair[1].score, len(pair[0].rows)))
    print_of_best = columns.fingerprint(best.titles)
    same = tuple(pair for pair in found if columns.fingerprint(pair[1].titles) == print_of_best)
    others = tuple(sheet.name for sheet in sheets if sheet.rows and all(sheet is not one for one, _ in same))
    return Table(part, best.titles, same, others, columns.guess(best.titles, _sample(best_sheet, best), part))


def _sample(sheet: Sheet, heading: Heading) -> list[Row]:
    return sheet.rows[heading.below : heading.below + _SAMPLE]


def _heading(sheet: Sheet, part: Part) -> Heading | None:
    candidates = [
        found
        for top in range(min(_LOOK_AT_ROWS, len(sheet.rows)))
        for depth in range(1, _DEEPEST_HEADING + 1)
        if (found := _judged(sheet.rows[top : top + depth], top, depth, part)) is not None
    ]
    best = max(candidates, key=lambda one: (one.score, -(one.below - one.top), -one.top), default=None)
    return best or (_above_pins(sheet) if Field.BIRTH_DATE in part.meanings else None)


def _judged(rows: Sequence[Row], top: int, depth: int, part: Part) -> Heading | None:
    if len(rows) < depth or not _may_be_headings(rows):
        return None
    titles = _titles(rows)
    said = [found for title in titles if any(title) and (found := columns.recognise(title, part)) is not None]
    strengths: dict[Meaning, int] = {}
    for found in said:
        if found.field is not None:
            strengths[found.field] = max(found.strength, strengths.get(found.field, 0))
    complete = not part.needed(strengths)
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


def records(table: Table, mapped: Mapped) -> tuple[list[SourceRow], list[Skipped]]:
    """Return the rows of records, and the rows that are none and are left out."""
    kept: list[SourceRow] = []
    skipped: list[Skipped] = []
    for sheet, heading in table.sheets:
        own = [place for place, meaning in mapped.items() if meaning in table.part.own]
        rows = list(_rows_below(sheet, heading, own, skipped))
        while rows and not table.part.like_a_record(_said(rows[-1].cells, mapped)):
            last = rows.pop()
            skipped.append(Skipped(last.sheet, last.number, _line(last.cells)))
        kept += rows
    return kept, sorted(skipped, key=lambda one: (one.sheet, one.number))


def _rows_below(sheet: Sheet, heading: Heading, own: Sequence[int], skipped: list[Skipped]) -> Iterator[SourceRow]:
    section = ""
    titles = {place: title[-1] for place, title in enumerate(heading.titles) if title[-1]}
    rows = _with_merged_filled(sheet, heading)
    for number, cells in enumerate(rows, start=heading.below + 1):
        filled = _filled(cells)
        if not filled:
            continue
        if filled == 1 or _repeats(cells, titles) or is_numbering(cells) or _is_total(cells, own):
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


def _is_total(cells: Row, own: Sequence[int]) -> bool:
    if any(_cell(cells, place) for place in own):
        return False
    first = next((cell for cell in cells if isinstance(cell, str) and cell.strip()), "")
    return columns.is_total(str(first))


def _said(cells: Row, mapped: Mapped) -> dict[Meaning, str]:
    return {one: text for place, one in mapped.items() if not is_blank(text := as_text(_cell(cells, place)))}


def _cell(cells: Row, place: int) -> Cell:
    return cells[place] if place < len(cells) else None


def _line(cells: Iterable[Cell]) -> str:
    return " ".join(text for cell in cells if (text := as_text(cell)))[:200]
