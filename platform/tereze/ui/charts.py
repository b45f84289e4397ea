"""Small charts, reckoned here and drawn by the templates as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

BAR_STEP = 30
COLUMN_STEP = 44
COLUMN_HEIGHT = 96
WIDTH = 640
NAMES = 190
ROOM_FOR_VALUE = 60


@dataclass(frozen=True)
class Mark:
    """One bar: where it begins, how large it is, what it is called and what it shows. All in SVG units."""

    x: int
    y: int
    width: int
    height: int
    label: str
    value: int
    strong: bool = True


@dataclass(frozen=True)
class Chart:
    """A drawing of so many units with its marks."""

    width: int
    height: int
    marks: tuple[Mark, ...]


def bars(series: Sequence[tuple[str, int]]) -> Chart:
    """Lay out named counts one below the other; the longest fills the width."""
    most = max((value for _, value in series), default=0) or 1
    room = WIDTH - NAMES - ROOM_FOR_VALUE
    marks = tuple(
        Mark(NAMES, index * BAR_STEP, max(round(room * value / most), 1 if value else 0), BAR_STEP - 10, label, value)
        for index, (label, value) in enumerate(series)
    )
    return Chart(WIDTH, BAR_STEP * len(series), marks)


def columns(series: Sequence[tuple[str, int]]) -> Chart:
    """Lay out counts over time side by side; the last, today's, is the strong one."""
    most = max((value for _, value in series), default=0) or 1
    marks = []
    for index, (label, value) in enumerate(series):
        height = max(round(COLUMN_HEIGHT * value / most), 2)
        last = index == len(series) - 1
        top = 20 + COLUMN_HEIGHT - height
        marks.append(Mark(index * COLUMN_STEP + 6, top, COLUMN_STEP - 12, height, label, value, strong=last))
    return Chart(COLUMN_STEP * len(series), COLUMN_HEIGHT + 44, tuple(marks))
