"""The kinds of events there are."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.functional import Promise

from services.registers.life.forms import LifeForm
from services.registers.life.pen import Pen
from services.registers.models import Household, Resident
from tereze.accounts.permissions import Permission
from tereze.exchange.registry import Registry


class RefusedError(Exception):
    """What was said cannot be true. `message` says why and what to do; `field` is the form's, if it is about one."""

    def __init__(self, message: Promise | str, *, field: str | None = None) -> None:
        self.message, self.field = message, field
        super().__init__(str(message))


@dataclass(frozen=True)
class LifeKind:
    """One kind of event.

    It begins at the page of a resident or a household (`about`). `form` asks and returns what is said (`said` is its
    type); `apply` writes all of it with the pen and raises RefusedError when it cannot be. `possible` tells whether the
    page offers it today.
    """

    name: str
    label: Promise | str
    hint: Promise | str
    about: Literal["resident", "household"]
    order: int
    said: type[Any]
    form: type[LifeForm]
    apply: Callable[[Pen, Any], None]
    possible: Callable[[Any], bool] = field(default=lambda _subject: True)
    permission: Permission = Permission.RESIDENT_EDIT


registry: Registry[LifeKind] = Registry("life events")


def offered(subject: Resident | Household, *, about: Literal["resident", "household"]) -> list[LifeKind]:
    """Return the kinds that can happen to the subject now, in the order of the page."""
    kinds = [kind for kind in registry if kind.about == about and kind.possible(subject)]
    return sorted(kinds, key=lambda kind: kind.order)
