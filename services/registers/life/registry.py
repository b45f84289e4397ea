"""The kinds of events there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.registers.life import subjects
from services.registers.life.forms import LifeForm
from services.registers.life.pen import Pen
from services.registers.life.subjects import Subject
from tereze.accounts.permissions import Actor, Permission
from tereze.exchange.affected import Effect
from tereze.exchange.registry import Registry

About = Literal["resident", "household", "either", "council", "parcel", "building", "vehicle"]


class Group(Enum):
    """Where the menu of a page shows a kind of event, in this order."""

    FAMILY = _("Family")
    MOVING = _("Coming and going")
    HOUSEHOLD = pgettext_lazy("events", "Household")
    PROPERTY = _("Property")
    PAPERS = _("Papers and details")

    @property
    def label(self) -> str:
        return str(self.value)


class RefusedError(Exception):
    """What was said cannot be true. `message` says why and what to do; `field` is the form's, if it is about one."""

    def __init__(self, message: Promise | str, *, field: str | None = None) -> None:
        self.message, self.field = message, field
        super().__init__(str(message))


def _always(_subject: Any) -> bool:
    return True


def _nothing(_said: Any) -> Sequence[Effect]:
    return ()


@dataclass(frozen=True)
class LifeKind:
    """One kind of event.

    It begins at the page of a resident, a household, either, or a thing, or at the register's start page (`about`).
    `form` asks and returns what is said (`said` is its type); `apply` writes all of it with the pen and raises
    RefusedError when it cannot be. `possible` tells whether the page offers it today. `notes` says what somebody has to
    think of besides, before and after it is recorded: land that needs an heir. `permission` is for recording and taking
    back, `seen_with` for reading what was said and changed. `reveals` says that the form shows PIN, phone and document
    in full. `again` words the invitation to record another one like it.
    """

    name: str
    label: Promise | str
    hint: Promise | str
    about: About
    order: int
    said: type[Any]
    form: type[LifeForm]
    apply: Callable[[Pen, Any], None]
    possible: Callable[[Any], bool] = _always
    permission: Permission = Permission.RESIDENT_EDIT
    reveals: bool = False
    group: Group | None = None
    notes: Callable[[Any], Sequence[Effect]] = _nothing
    seen_with: Permission = Permission.RESIDENT_VIEW
    again: Promise | str = ""

    @property
    def shown_in(self) -> Group:
        """The group of the menu; unless it says so, that of what it is about."""
        return self.group or (Group.FAMILY if self.about in {"resident", "either"} else Group.HOUSEHOLD)

    def may_record(self, actor: Actor) -> bool:
        """Return whether `actor` may record such an event: that takes what reading it takes, too, if it takes more."""
        reads = self.seen_with == Permission.RESIDENT_VIEW or actor.may(self.seen_with)  # the pages ask for the first
        return actor.may(self.permission) and reads

    def begins_at(self, subject: Subject | None) -> bool:
        """Return whether it begins at the page of such a subject."""
        if subject is None:
            return self.about == "council"
        kind = subjects.kind_of(subject)
        return self.about == kind or (self.about == "either" and kind in {"resident", "household"})


registry: Registry[LifeKind] = Registry("life events")


def offered(subject: Subject, *, by: Actor) -> list[LifeKind]:
    """Return the kinds that can happen to the subject now and that `by` may record, in the order of the menu."""
    kinds = [kind for kind in registry if kind.begins_at(subject) and kind.may_record(by) and kind.possible(subject)]
    places = list(Group)
    return sorted(kinds, key=lambda kind: (places.index(kind.shown_in), kind.order))


def seen_by(reader: Actor) -> list[str]:
    """Return the names of the kinds whose events the reader may look at."""
    return [kind.name for kind in registry if reader.may(kind.seen_with)]
