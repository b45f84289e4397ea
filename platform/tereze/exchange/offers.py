"""Offers: what can be started, by name: from a card, a process, a menu."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise

from tereze.accounts.permissions import Actor, Permission
from tereze.exchange.registry import Registry
from tereze.exchange.values import Subject


@dataclass(frozen=True)
class Door:
    """A page where an offer is started, and what its button says."""

    label: str
    url: str


@dataclass(frozen=True)
class Offer:
    """Something that can be started for somebody. `doors` are the ways to start it, one for each kind of thing.

    «Issue a certificate» has a door for every template, the likeliest first; pages show the first `few` at once.
    """

    name: str
    label: Promise | str
    about: Literal["resident", "household", "council"]
    permission: Permission
    doors: Callable[[Subject], list[Door]]
    few: int = 9


@dataclass(frozen=True)
class Group:
    """The doors of one offer, for a page to show: a few at once, the others behind one more step."""

    label: str
    doors: list[Door]
    others: list[Door] = field(default_factory=list)


registry: Registry[Offer] = Registry("offers")


def for_subject(subject: Subject, *, by: Actor) -> list[Group]:
    """Return what `by` may start for the subject, with its doors; offers without a door are left out."""
    chosen = [offer for offer in registry if offer.about == subject.kind and by.may(offer.permission)]
    groups = [_group(offer, offer.doors(subject)) for offer in chosen]
    return [group for group in groups if group.doors]


def _group(offer: Offer, doors: list[Door]) -> Group:
    """Part the doors; one that would stand behind the step alone stands with the few."""
    few = len(doors) if len(doors) <= offer.few + 1 else offer.few
    return Group(label=str(offer.label), doors=doors[:few], others=doors[few:])
