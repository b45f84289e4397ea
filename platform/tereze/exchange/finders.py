"""Finders: where the one search box looks. Each service finds its own things."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from tereze.accounts.permissions import Actor, Permission
from tereze.exchange.registry import Registry


@dataclass(frozen=True)
class Hit:
    """Something found: what it is called, what tells it from others, and its page.

    `note` is short and stands at the right; `approximate` marks what was found despite a typing error.
    """

    title: str
    detail: str
    url: str
    note: str = ""
    approximate: bool = False


@dataclass(frozen=True)
class Finder:
    """One place to look. `find` takes what was typed and the most hits wanted, best first."""

    name: str
    label: Promise | str
    order: int
    permission: Permission
    find: Callable[[str, int], list[Hit]]


@dataclass(frozen=True)
class Group:
    """The hits of one finder."""

    label: str
    hits: list[Hit]


registry: Registry[Finder] = Registry("finders")


def find(query: str, *, by: Actor, limit: int = 12) -> list[Group]:
    """Look everywhere `by` may look; return what was found, by finder, leaving out finders with nothing."""
    if not query.strip():
        return []
    asked = (finder for finder in sorted(registry, key=lambda one: one.order) if by.may(finder.permission))
    groups = (Group(label=str(finder.label), hits=finder.find(query, limit)) for finder in asked)
    return [group for group in groups if group.hits]
