"""Figures: what can be counted in one council on one day, for those who look across councils.

Services register what they count; whoever keeps the figures (tenants.oversight) registers where they are written and
how they are read back.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from tereze import clock
from tereze.exchange import events
from tereze.exchange.registry import Registry

Keep = Callable[[date, Mapping[str, int | None]], None]


@dataclass(frozen=True)
class Reading:
    """The newest value of one figure of one tenant: of which day it is, and when it was counted."""

    value: int | None
    day: date
    counted_at: datetime


Readings = Mapping[str, Mapping[str, Reading]]
"""By schema, then by figure."""


@dataclass(frozen=True)
class Figure:
    """Something countable: a whole number for a day, or None where there is nothing to count.

    `count` answers for one day in the council whose schema is entered. Events named in `urgent_on` have the present
    day counted anew at once.
    """

    name: str
    label: Promise | str
    count: Callable[[date], int | None]
    urgent_on: tuple[str, ...] = ()


registry: Registry[Figure] = Registry("figures")
_keepers: list[Keep] = []
_readers: list[Callable[[Iterable[str]], Readings]] = []


def keep_with(keeper: Keep) -> None:
    """Name the function that keeps figures: it gets the day and the figures by name."""
    _keepers.append(keeper)


def read_with(reader: Callable[[Iterable[str]], Readings]) -> None:
    """Name the function that reads kept figures back."""
    _readers.append(reader)


def latest(names: Iterable[str]) -> Readings:
    """Return the newest reading of the figures `names` of every tenant that the entered tenant may look at."""
    chosen = [registry.get(name).name for name in names]
    found: dict[str, Mapping[str, Reading]] = {}
    for reader in _readers:
        found.update(reader(chosen))
    return found


def figure(new: Figure) -> Figure:
    """Register a figure and listen to what makes it urgent."""
    registry.add(new)
    for event in new.urgent_on:
        events.listen(event, name=f"figure {new.name}", hear=lambda _payload, name=new.name: write([name]))  # type: ignore[misc]
    return new


def write(names: Iterable[str] | None = None, *, on: date | None = None) -> None:
    """Count the figures `names` (all, if None) for a day (today, if None) and hand them to their keeper."""
    day = on or clock.today()
    chosen = [registry.get(name) for name in names] if names is not None else list(registry)
    counted = {one.name: one.count(day) for one in chosen}
    for keeper in _keepers:
        keeper(day, counted)
