"""Small charts, reckoned here and drawn by the templates as SVG. Widths are per cent, so that text keeps its size."""

from collections.abc import Sequence
from dataclasses import dataclass

COLUMN_HEIGHT = 100
ROOM_ABOVE = 24
ROOM_BELOW = 28
COLUMN_SHARE = 0.7


@dataclass(frozen=True)
class Bar:
    """A named count and its share of the largest, in per cent."""

    label: str
    value: int
    share: float


@dataclass(frozen=True)
class Column:
    """A count at a time. Across in per cent of the drawing, down in its units."""

    label: str
    value: int
    left: float
    width: float
    top: int
    height: int
    strong: bool

    @property
    def middle(self) -> float:
        return round(self.left + self.width / 2, 2)


@dataclass(frozen=True)
class Columns:
    """Counts over time, and how high their drawing is."""

    height: int
    marks: tuple[Column, ...]


BAND_HEIGHT = 15
BAND_GAP = 2
PYRAMID_MIDDLE = 12.0
"""How much of a pyramid's width the words between its halves take, in per cent."""


@dataclass(frozen=True)
class Band:
    """A step of a pyramid: how far its halves reach from the middle. Across in per cent, down in units."""

    label: str
    left: float
    left_width: float
    right: float
    right_width: float
    top: int

    @property
    def baseline(self) -> int:
        """Where its word stands."""
        return self.top + BAND_HEIGHT - 3


@dataclass(frozen=True)
class Pyramid:
    """Two counts for each step, drawn away from the middle; the first step is at the bottom."""

    height: int
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Mark:
    """One of several columns of a group. `kind` says which, from 0."""

    value: int
    left: float
    width: float
    top: int
    height: int
    kind: int


@dataclass(frozen=True)
class Group:
    """Columns that stand together, under one word."""

    label: str
    middle: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Groups:
    """Several counts over time, side by side, and what each kind of column counts."""

    height: int
    groups: tuple[Group, ...]
    kinds: tuple[str, ...]


def bars(series: Sequence[tuple[str, int]]) -> list[Bar]:
    """Measure named counts against the largest."""
    most = _most(series)
    return [Bar(label, value, round(100 * value / most, 1)) for label, value in series]


def columns(series: Sequence[tuple[str, int]]) -> Columns:
    """Lay out counts over time side by side; the last, the present one, is the strong one."""
    most = _most(series)
    step = 100 / max(len(series), 1)
    marks = []
    for index, (label, value) in enumerate(series):
        height = max(round(COLUMN_HEIGHT * value / most), 2)
        left = round(step * (index + (1 - COLUMN_SHARE) / 2), 2)
        top = ROOM_ABOVE + COLUMN_HEIGHT - height
        marks.append(
            Column(label, value, left, round(step * COLUMN_SHARE, 2), top, height, strong=index == len(series) - 1)
        )
    return Columns(ROOM_ABOVE + COLUMN_HEIGHT + ROOM_BELOW, tuple(marks))


def pyramid(steps: Sequence[tuple[str, int, int]]) -> Pyramid:
    """Lay out a word and two counts for each step, the first step at the bottom."""
    most = max((count for _label, left, right in steps for count in (left, right)), default=0) or 1
    half = (100 - PYRAMID_MIDDLE) / 2
    bands = []
    for place, (label, left, right) in enumerate(reversed(steps)):
        reach, other = round(half * left / most, 2), round(half * right / most, 2)
        top = place * (BAND_HEIGHT + BAND_GAP)
        bands.append(Band(label, round(half - reach, 2), reach, half + PYRAMID_MIDDLE, other, top))
    return Pyramid(len(bands) * (BAND_HEIGHT + BAND_GAP), tuple(bands))


def groups(kinds: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]) -> Groups:
    """Lay out several counts for each time, side by side."""
    most = max((max(value, 0) for _label, values in series for value in values), default=0) or 1
    step = 100 / max(len(series), 1)
    width = step * COLUMN_SHARE / max(len(kinds), 1)
    found = []
    for index, (label, values) in enumerate(series):
        start = step * (index + (1 - COLUMN_SHARE) / 2)
        marks = []
        for kind, value in enumerate(values):
            height = round(COLUMN_HEIGHT * max(value, 0) / most)
            left = round(start + kind * width, 2)
            marks.append(Mark(value, left, round(width * 0.92, 2), COLUMN_HEIGHT - height, height, kind))
        found.append(Group(label, round(step * (index + 0.5), 2), tuple(marks)))
    return Groups(COLUMN_HEIGHT + ROOM_BELOW, tuple(found), tuple(kinds))


def _most(series: Sequence[tuple[str, int]]) -> int:
    return max((value for _label, value in series), default=0) or 1
