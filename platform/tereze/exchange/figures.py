"""Figures: what can be counted in one council on one day, for those who look across councils.

Services register what they count; whoever keeps the figures (tenants.oversight) registers where they are written.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from tereze import clock
from tereze.exchange import events
from tereze.exchange.registry import Registry

Keep = Callable[[date, Mapping[str, int | None]], None]


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


def keep_with(keeper: Keep) -> None:
    """Name the function that keeps figures: it gets the day and the figures by name."""
    _keepers.append(keeper)


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
