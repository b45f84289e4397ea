"""A month of one council as thirty small bars, drawn on the server."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

HEIGHT: Final = 26
STEP: Final = 5
"""From one bar's left edge to the next; a bar is one narrower."""


@dataclass(frozen=True)
class Bar:
    """One day: where the bar stands and how high it is. `soft` marks a day without a certificate."""

    x: int
    y: int
    height: int
    soft: bool


def bars(days: Sequence[int | None]) -> list[Bar]:
    """Return a bar for each day, as high as its share of the busiest; a day with none keeps a line of one pixel.

    Each council is drawn to its own measure: the drawing shows its rhythm, the numbers beside it compare.
    """
    most = max((value or 0 for value in days), default=0)
    drawn = []
    for place, value in enumerate(days):
        height = max(round((value or 0) / most * HEIGHT), 1) if most else 1
        drawn.append(Bar(x=place * STEP, y=HEIGHT - height, height=height, soft=not value))
    return drawn
