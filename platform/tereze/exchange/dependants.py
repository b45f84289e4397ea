"""Dependants: who would be left hanging if something were taken out of a register again."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tereze.exchange.registry import Registry

About = Literal["resident", "household"]


@dataclass(frozen=True)
class Dependence:
    """One thing that stands on a resident or household: `what` says it in the language of the page."""

    reference: str
    what: str


@dataclass(frozen=True)
class Dependant:
    """A service that makes things about residents or households.

    `find` takes references and a moment, and returns what was made about them since then.
    """

    name: str
    about: About
    find: Callable[[Collection[str], datetime], list[Dependence]]


registry: Registry[Dependant] = Registry("dependants")


def of(about: About, references: Collection[str], *, since: datetime) -> list[Dependence]:
    """Return everything that any service made about `references` since that moment."""
    return [found for one in registry if one.about == about for found in one.find(references, since)]
