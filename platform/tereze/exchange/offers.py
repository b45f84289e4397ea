"""Offers: what can be started, by name: from a card, a process, a menu."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

from tereze.accounts.permissions import Actor, Permission
from tereze.exchange.registry import Registry
from tereze.exchange.values import Subject


@dataclass(frozen=True)
class Offer:
    """Something that can be started for somebody. `address` is the page where a member of staff starts it.

    `shortcut` is the key that starts it from a card, or empty.
    """

    name: str
    label: Promise | str
    about: Literal["resident", "household", "council"]
    permission: Permission
    address: Callable[[Subject], str]
    shortcut: str = ""


registry: Registry[Offer] = Registry("offers")


def for_subject(subject: Subject, *, by: Actor) -> list[Offer]:
    """Return the offers about `subject` that `by` may start."""
    return [offer for offer in registry if offer.about == subject.kind and by.may(offer.permission)]
