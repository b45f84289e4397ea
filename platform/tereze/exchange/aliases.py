"""Aliases: under which other references a resident was known, after two entries turned out to be one person."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tereze.exchange.registry import Registry


@dataclass(frozen=True)
class Alias:
    """A register that merges entries. `find` returns the references that now lead to the one given."""

    name: str
    about: Literal["resident", "household"]
    find: Callable[[str], list[str]]


registry: Registry[Alias] = Registry("aliases")


def of(about: Literal["resident", "household"], reference: str) -> list[str]:
    """Return the reference, and every other one that leads to it: what was made under them belongs to the same one."""
    return [reference, *(other for one in registry if one.about == about for other in one.find(reference))]
