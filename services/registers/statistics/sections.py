"""Sections of a page: what is asked, and the table that comes of it, every number with the way to its rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from services.registers.statistics.bases import Base
from services.registers.statistics.counting import Chosen, Counted, Tally
from services.registers.statistics.dimensions import Dimension, Label
from tereze.accounts.permissions import Actor, Permission

Number = int | Decimal
_MOST_KINDS: Final = 4
"""So many kinds of columns can be told apart."""


@dataclass(frozen=True)
class Unit:
    """What the numbers of a section are. `of` takes the number from a tally."""

    of: Callable[[Tally], Number]
    places: int = 0


def hectares(tally: Tally) -> Decimal:
    """Return the area in hectares."""
    return (Decimal(tally.sum) / 10_000).quantize(Decimal("0.01"))


ROWS: Final = Unit(lambda tally: tally.rows)
SUM: Final = Unit(lambda tally: tally.sum)
HECTARES: Final = Unit(hectares, places=2)


@dataclass(frozen=True)
class Section:
    """What is asked: a base, the dimension of the rows and, if any, that of the columns.

    `only` are texts of dimensions to which the section keeps. `whole` shows rows of nothing too. Rows of the shape
    "unlike" are of different units: they are neither summed up nor drawn against each other.
    """

    name: str
    title: Label
    base: Base
    rows: str
    columns: str = "village"
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unit: Unit = ROWS
    whole: bool = False
    shape: str = "table"
    note: Label = ""

    def grouping(self, columns: str) -> tuple[str, ...]:
        """Return the dimensions by which the base has to be counted."""
        return tuple(dict.fromkeys(name for name in (self.rows, columns, *self.only) if name))


@dataclass(frozen=True)
class Cell:
    """A number, and where its rows are listed; no address for those who may not see them."""

    number: Number
    url: str = ""


@dataclass(frozen=True)
class Row:
    """A line of a table: its word, its cells, their sum, and the sum's share of the largest, in per cent."""

    label: str
    cells: Sequence[Cell]
    total: Cell
    share: float = 0.0


@dataclass(frozen=True)
class Table:
    """A section as it is shown and written into a workbook. Without columns it has totals only.

    `drawn_columns` are those that a drawing over years shows, `marks` what stands under a drawing over rounds.
    """

    name: str
    title: str
    head: str
    columns: Sequence[str]
    rows: Sequence[Row]
    foot: Row | None
    shape: str = "table"
    note: str = ""
    total: str = ""
    drawn_columns: Sequence[int] = ()
    marks: Sequence[str] = ()

    @property
    def drawn(self) -> bool:
        """Whether a bar stands in each line."""
        return self.shape == "table" and len(self.rows) > 1

    @property
    def steps(self) -> list[tuple[str, int, int]]:
        """The steps of a pyramid: the first two columns of every line."""
        return [(row.label, int(row.cells[0].number), int(row.cells[1].number)) for row in self.rows if row.label]

    @property
    def kinds(self) -> list[str]:
        """What is drawn side by side: columns of years, or the largest lines over rounds."""
        if self.shape == "years":
            return [self.columns[place] for place in self.drawn_columns]
        return [row.label for row in self._largest]

    @property
    def series(self) -> list[tuple[str, list[int]]]:
        """What is drawn over time."""
        if self.shape == "years":
            return [(row.label, [int(row.cells[place].number) for place in self.drawn_columns]) for row in self.rows]
        return [(mark, [int(row.cells[at].number) for row in self._largest]) for at, mark in enumerate(self.marks)]

    @property
    def _largest(self) -> list[Row]:
        drawn = sorted(self.rows, key=lambda row: -max(cell.number for cell in row.cells))[:_MOST_KINDS]
        return [row for row in self.rows if row in drawn]


def may_see(actor: Actor, base: Base, known: Mapping[str, Dimension], only: Chosen) -> bool:
    """Return whether somebody may see the rows that are chosen so."""
    needed = {Permission.RESIDENT_SEARCH, base.needs, *(known[name].needs for name in only)}
    return all(actor.may(permission) for permission in needed if permission)


class Asked:
    """What a page was asked: the day, the village, and by whom."""

    def __init__(self, *, on: date, chosen: Chosen, by: Actor) -> None:
        self.on = on
        self.chosen = dict(chosen)
        self.by = by

    @property
    def village(self) -> str:
        """The code of the village that was chosen, or nothing."""
        return next(iter(self.chosen.get("village", ())), "")

    def link(self, base: Base, known: Mapping[str, Dimension], only: Chosen, *, on: date | None = None) -> str:
        """Return where the rows are listed; nothing for those who may not see them."""
        if not may_see(self.by, base, known, only):
            return ""
        query = {"on": [(on or self.on).isoformat()], **{name: list(texts) for name, texts in self.chosen.items()}}
        query |= {name: list(texts) for name, texts in only.items()}
        return f"{reverse('statistics_rows', args=[base.name])}?{urlencode(query, doseq=True)}"


def table(section: Section, counted: Counted, known: Mapping[str, Dimension], asked: Asked) -> Table:
    """Return the table of a section."""
    columns = "" if section.columns in asked.chosen else section.columns
    tallies = _kept(section, counted[section.grouping(columns)], columns)
    across = _texts(known[columns], (pair[1] for pair in tallies), whole=section.whole) if columns else []
    down = _texts(known[section.rows], (pair[0] for pair in tallies), whole=section.whole)

    def cell(row: str | None, column: str | None) -> Cell:
        found = [one for pair, one in tallies.items() if row in {None, pair[0]} and column in {None, pair[1]}]
        only = dict(section.only)
        only |= {section.rows: (row,)} if row is not None else {}
        only |= {columns: (column,)} if columns and column is not None else {}
        total = sum(found, Tally())
        return Cell(section.unit.of(total), asked.link(section.base, known, only) if total.rows else "")

    def line(row: str | None, label: str) -> Row:
        return Row(label, [cell(row, one) for one in across], cell(row, None))

    rows = [line(text, known[section.rows].word(text)) for text in down]
    return Table(
        name=section.name,
        title=str(section.title),
        head=str(known[section.rows].label),
        columns=[known[columns].word(one) for one in across] if columns else [],
        rows=with_shares(rows),
        foot=line(None, gettext("Total")) if len(rows) > 1 and section.shape != "unlike" else None,
        shape=section.shape,
        note=str(section.note),
        total=gettext("Total"),
    )


def with_shares(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, each measured against the largest."""
    most = max((row.total.number for row in rows), default=0) or 1
    return [Row(row.label, row.cells, row.total, round(float(100 * row.total.number / most), 1)) for row in rows]


def _kept(section: Section, tallies: Mapping[tuple[str, ...], Tally], columns: str) -> dict[tuple[str, str], Tally]:
    """Return tallies by row and column of what the section keeps to."""
    names = section.grouping(columns)
    kept: dict[tuple[str, str], Tally] = {}
    for texts, one in tallies.items():
        said = dict(zip(names, texts, strict=True))
        if all(said[name] in wanted for name, wanted in section.only.items()):
            pair = said[section.rows], said[columns] if columns else ""
            kept[pair] = kept.get(pair, Tally()) + one
    return kept


def _texts(dimension: Dimension, found: Iterable[str], *, whole: bool) -> list[str]:
    """Return the texts in the order of their words; what no list knows comes after, what nobody wrote down last."""
    there = set(found)
    listed = [text for text, _word in dimension.words() if whole or text in there]
    strange = sorted(there - set(listed) - {""})
    return [*listed, *strange, *([""] if "" in there else [])]
