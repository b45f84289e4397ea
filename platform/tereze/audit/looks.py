"""Who looked at a person, as it is told to that person: name and post, when, what for, and what they saw.

The law on personal data gives everybody the right to know who was given their data and why. The journal keeps looks
for good, which is longer than the three years for which a resident may ask.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tereze import clock
from tereze.accounts.models import RoleGrant
from tereze.accounts.permissions import Actor
from tereze.audit import words
from tereze.audit.models import Entry
from tereze.audit.telling import Reader, Said


@dataclass(frozen=True)
class Look:
    """One look. `why` is empty where the entry is older than purposes are."""

    at: datetime
    who: str
    posts: tuple[str, ...]
    what: str
    saw: str
    why: tuple[Said, ...]


def tell(entries: Iterable[Entry], *, reader: Actor) -> list[Look]:
    """Return looks in words, each with the posts that the one who looked held on that day."""
    found = list(entries)
    telling, posts = Reader(reader, found), _Posts(found)
    return [_look(entry, telling, posts) for entry in found]


def _look(entry: Entry, telling: Reader, posts: "_Posts") -> Look:
    word = words.registry.get(entry.action)
    return Look(
        at=entry.at,
        who=telling.who(entry.actor),
        posts=posts.of(entry.actor, entry.at.astimezone(clock.OFFICE_TIME).date()),
        what=str(word.label),
        saw=", ".join((str(word.reveals), *_besides(entry, telling))),
        why=tuple(telling.detail(entry, name) for name in ("why", "served") if name in entry.details),
    )


def _besides(entry: Entry, telling: Reader) -> list[str]:
    """Return what was seen beyond what every such look shows: the detail `also`."""
    return [value.text for value in telling.detail(entry, "also").values] if "also" in entry.details else []


class _Posts:
    """Who held which post on which day, asked for once for all."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        names = {entry.actor.removeprefix("user:") for entry in entries}
        held: dict[str, list[RoleGrant]] = defaultdict(list)
        for grant in RoleGrant.objects.filter(user__username__in=names).select_related("user"):
            held[grant.user.audit_name].append(grant)
        self._held: Mapping[str, list[RoleGrant]] = held

    def of(self, actor: str, day: date) -> tuple[str, ...]:
        """Return the posts of an actor on a day."""
        return tuple(
            grant.role_name
            for grant in self._held.get(actor, ())
            if grant.given_on <= day and (grant.ended_on is None or grant.ended_on > day)
        )
