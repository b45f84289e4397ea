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


def _most(series: Sequence[tuple[str, int]]) -> int:
    return max((value for _label, value in series), default=0) or 1
