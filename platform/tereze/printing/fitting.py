"""How densely to set a document, so that it stands on one page and is no denser than needed.

The height is reckoned beforehand from the widths of letters: exact enough to choose right at the first attempt nearly
always, at a fraction of what trying every density in Typst costs. If the reckoning was wrong, the next one is tried.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from tereze.printing import fonts
from tereze.printing.document import Document, Part, Table

# The paper and the fixed measures of the layout, in millimetres; the heights of letters and leadings are in ems.
PAGE_WIDTH_MM = 168.0
PAGE_HEIGHT_MM = 272.0
_MM_PER_PT = 25.4 / 72
_CAPITALS_EM = 0.67
_TABLE_LEADING_EM = 0.45
_INDENT_MM = 10.0
_CELL_PADDING_MM = 3.6
_NUMBERS_MM = 8.0
_LARGEST_REFERENCE_MM = 4.06
# Justified lines end a little before the margin, where the next word would not fit.
_FILLED = 0.985
# How wrong the reckoning may be before the densest setting is not even tried.
_DOUBT_MM = 8.0


@dataclass(frozen=True, slots=True)
class Density:
    """Sizes that change together: text and its leading, `gap` the unit of all other space, `row` inside table rows."""

    size_pt: float
    leading_em: float
    gap_mm: float
    row_mm: float
    sign_mm: float
    emblem_mm: float

    @property
    def em_mm(self) -> float:
        return self.size_pt * _MM_PER_PT

    @property
    def leading_mm(self) -> float:
        return self.leading_em * self.em_mm

    @property
    def letter_mm(self) -> float:
        return _CAPITALS_EM * self.em_mm


DENSITIES = (
    Density(12.5, 0.88, 8.0, 2.3, 17.0, 24.0),
    Density(12.5, 0.80, 6.6, 2.1, 14.0, 24.0),
    Density(12.5, 0.72, 5.2, 1.8, 12.0, 23.0),
    Density(12.0, 0.68, 4.5, 1.6, 11.0, 22.0),
    Density(11.5, 0.65, 4.0, 1.4, 10.0, 21.0),
    Density(11.0, 0.62, 3.5, 1.25, 9.0, 20.0),
    Density(10.5, 0.60, 3.1, 1.15, 8.5, 19.0),
    Density(10.5, 0.55, 2.8, 1.0, 8.0, 19.0),
    Density(10.0, 0.54, 2.6, 0.95, 7.5, 18.0),
    Density(10.0, 0.51, 2.3, 0.85, 7.0, 18.0),
    Density(9.5, 0.51, 2.2, 0.8, 7.0, 17.0),
    Density(9.5, 0.49, 2.0, 0.7, 6.5, 17.0),
    Density(9.5, 0.48, 1.8, 0.6, 6.0, 16.0),
)
# A document that needs several pages anyway gets room, or less of it if that saves a page.
FOR_SEVERAL_PAGES = (DENSITIES[3], DENSITIES[5], DENSITIES[8])


def for_one_page(document: Document) -> Iterator[Density]:
    """Yield the densities to try, likeliest first; none if the document is by far too long for one page."""
    parts = [_PartWidths.of(part) for part in document.parts]
    for density in DENSITIES:
        doubt = _DOUBT_MM if density is DENSITIES[-1] else 0.0
        if _height(document, parts, density) <= PAGE_HEIGHT_MM + doubt:
            yield density


def height(document: Document, density: Density) -> float:
    """Return about how much of the page's height `document` takes, in millimetres."""
    return _height(document, [_PartWidths.of(part) for part in document.parts], density)


@dataclass(frozen=True, slots=True)
class _TableWidths:
    """A table as widths in ems, titles first; `shares` are the columns' own widths, 0 for as wide as what they say."""

    numbered: bool
    shares: list[float]
    rows: list[list[float]]

    @classmethod
    def of(cls, table: Table) -> "_TableWidths":
        shares = [column.width for column in table.columns]
        rows = [tuple(column.title for column in table.columns), *table.rows]
        return cls(table.numbered, shares, [[fonts.width(cell) for cell in row] for row in rows])

    def height(self, density: Density) -> float:
        em = 0.9 * density.em_mm
        natural = sum(max(cells) * em for cells, share in zip(self._columns(), self.shares, strict=True) if not share)
        free = PAGE_WIDTH_MM - natural - len(self.shares) * _CELL_PADDING_MM - self.numbered * _NUMBERS_MM
        unit = max(free / sum(self.shares), 1.0) / em
        line, leading = em * (_CAPITALS_EM + _TABLE_LEADING_EM), em * _TABLE_LEADING_EM
        return sum(2 * density.row_mm + self._lines(row, unit) * line - leading for row in self.rows)

    def _columns(self) -> list[list[float]]:
        return [list(column) for column in zip(*self.rows, strict=True)]

    def _lines(self, row: list[float], unit: float) -> int:
        return max(ceil(cell / (unit * share)) or 1 for cell, share in zip(row, self.shares, strict=True) if share)


@dataclass(frozen=True, slots=True)
class _PartWidths:
    """A part of a document as widths in ems: of each paragraph, each closing line, each cell."""

    subtitle: bool
    paragraphs: list[float]
    closing: list[float]
    table: _TableWidths | None

    @classmethod
    def of(cls, part: Part) -> "_PartWidths":
        return cls(
            subtitle=bool(part.subtitle),
            paragraphs=[sum(fonts.width(run.text) for run in paragraph) for paragraph in part.paragraphs],
            closing=[fonts.width(line) for line in (part.basis, part.addressee_line, part.validity) if line],
            table=_TableWidths.of(part.table) if part.table else None,
        )

    def height(self, density: Density) -> float:
        title = 1.4 * density.letter_mm + density.gap_mm
        subtitle = (0.75 + _CAPITALS_EM) * density.em_mm if self.subtitle else 0.0
        paragraphs = sum(
            _lines(width, density) + density.leading_mm + 0.25 * density.gap_mm for width in self.paragraphs
        )
        closing = sum(_lines(width, density) + 1.15 * density.leading_mm for width in self.closing)
        table = self.table.height(density) + density.leading_mm + 0.5 * density.gap_mm if self.table else 0.0
        return title + subtitle + paragraphs + table + closing


def _height(document: Document, parts: list[_PartWidths], density: Density) -> float:
    dividers = 2.4 * density.gap_mm * (len(parts) - 1)
    body = sum(part.height(density) for part in parts) + dividers
    return _head(document, density) + body + _signatures(document, density) + _foot(document)


def _lines(width: float, density: Density) -> float:
    count = ceil((width * density.em_mm + _INDENT_MM) / (PAGE_WIDTH_MM * _FILLED))
    return count * (density.letter_mm + density.leading_mm) - density.leading_mm


def _head(document: Document, density: Density) -> float:
    lines = max(len(document.letterhead.left), len(document.letterhead.right))
    names = 4.5 * max(lines - 1, 0) + 5.8
    contacts = 3.7 if document.letterhead.contacts else 0.0
    below = min(density.gap_mm, 3.4) + 1.3 + contacts
    reference_em = min(density.em_mm, _LARGEST_REFERENCE_MM)
    reference = reference_em * (3 * _CAPITALS_EM + 2 * min(density.leading_em, 0.6))
    return max(names, density.emblem_mm) + below + reference + max(density.gap_mm, 3.2) + max(1.5 * density.gap_mm, 5)


def _signatures(document: Document, density: Density) -> float:
    lines = 2 if document.language == "both" else 1
    each = density.sign_mm + lines * density.letter_mm + (lines - 1) * 0.45 * density.em_mm
    seal = 0.9 * density.gap_mm + density.letter_mm if document.seal else 0.0
    return each * len(document.signatures) + seal


def _foot(document: Document) -> float:
    executor = 4.4 if document.executor else 0.0
    return 5.0 + executor + (30.8 if document.verification else 0.0)
