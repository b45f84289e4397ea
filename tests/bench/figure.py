"""What a line of a bench says."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One measured figure. `goal` is what it should not exceed; `ratio` is to what `against` names.

    `most` is the largest ratio aimed at (or, with `at_least`, the smallest), None where there is none.
    """

    bench: str
    what: str
    value: float
    unit: str
    goal: float | None
    ratio: float | None = None
    against: str = ""
    most: float | None = None
    at_least: float | None = None

    @property
    def ok(self) -> bool:
        """Whether every goal is met."""
        within = self.goal is None or self.value <= self.goal
        not_above = self.most is None or (self.ratio is not None and self.ratio <= self.most)
        not_below = self.at_least is None or (self.ratio is not None and self.ratio >= self.at_least)
        return within and not_above and not_below

    def line(self) -> str:
        """Return the figure as one JSON line."""
        data = asdict(self) | {"ok": self.ok}
        return json.dumps({key: round(one, 3) if isinstance(one, float) else one for key, one in data.items()})

    def row(self) -> str:
        """Return the figure for people."""
        goal = "" if self.goal is None else f"goal ≤ {self.goal:g} {self.unit}"
        begin = f"{'ok  ' if self.ok else 'MISS'}  {self.bench:<8} {self.what:<46} {self.value:>10.2f} {self.unit:<5}"
        return f"{begin} {goal:<18} {self._compared()}".rstrip()

    def _compared(self) -> str:
        if self.ratio is None:
            return ""
        wanted = ""
        if self.most is not None:
            wanted = f", aimed at ≤ {self.most:g}"
        if self.at_least is not None:
            wanted = f", aimed at ≥ {self.at_least:g}"
        return f"{self.ratio:.2f} × {self.against}{wanted}"


def timed(act: Callable[[], object], *, times: int, warm: int = 3) -> list[float]:
    """Return the milliseconds of each of `times` calls, after a few that do not count."""
    for _ in range(warm):
        act()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 do not exceed."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]
