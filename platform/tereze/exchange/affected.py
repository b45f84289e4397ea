"""Affected: what stops being true when something happens to residents and households: a certificate, a bill."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from tereze.exchange.registry import Registry


@dataclass(frozen=True)
class Effect:
    """One thing that would no longer be true, in the language of the page, and its page."""

    what: str
    url: str = ""


@dataclass(frozen=True)
class Affected:
    """A service whose papers or bills speak of residents and households.

    `find` takes the references of residents and of households and the day of the event.
    """

    name: str
    find: Callable[[Collection[str], Collection[str], date], list[Effect]]


registry: Registry[Affected] = Registry("affected")


def of(*, residents: Collection[str], households: Collection[str], on: date) -> list[Effect]:
    """Return everything of any service that would stop being true."""
    return [effect for one in registry for effect in one.find(residents, households, on)]
