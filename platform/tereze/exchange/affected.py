"""Affected: what stops being true when something happens to residents and households: a certificate, a bill."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from tereze.exchange.registry import Registry


@dataclass(frozen=True)
class Effect:
    """One thing that is not true, or has to be thought of, in the language of the page, and its page."""

    what: str
    url: str = ""


@dataclass(frozen=True)
class Affected:
    """A service whose papers or bills speak of residents and households.

    `find` takes the references of residents and of households and the day of an event, and returns which papers are
    not true as things stand in the database. It is asked with the event written and without: the difference is its
    doing.
    """

    name: str
    find: Callable[[Collection[str], Collection[str], date], list[Effect]]


registry: Registry[Affected] = Registry("affected")


def of(*, residents: Collection[str], households: Collection[str], on: date) -> list[Effect]:
    """Return everything of any service about them that is not true as things stand."""
    return [effect for one in registry for effect in one.find(residents, households, on)]
