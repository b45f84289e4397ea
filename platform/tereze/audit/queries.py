"""What can be asked of the journal."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet

from tereze import clock
from tereze.audit import words
from tereze.audit.models import Entry

PAGE = 50
"""Entries on one page."""


@dataclass(frozen=True)
class Wanted:
    """Which entries are asked for; what is left out does not narrow."""

    actor: str = ""
    subject: str = ""
    action: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Page:
    """Some entries, newest first, and where the next, older ones begin (None: there are none)."""

    entries: list[Entry] = field(default_factory=list)
    before: int | None = None


def page(wanted: Wanted, *, before: int | None = None) -> Page:
    """Return the newest entries older than the sequence `before`.

    Counting from a sequence costs the same on every page, and entries that are added meanwhile shift nothing.
    """
    return _cut(Entry.objects.filter(**_conditions(wanted)), before, PAGE)


def _conditions(wanted: Wanted) -> dict[str, Any]:
    conditions: dict[str, Any] = {
        name: value for name in ("actor", "subject", "action") if (value := getattr(wanted, name))
    }
    if wanted.day:
        start = datetime.combine(wanted.day, time.min, tzinfo=clock.OFFICE_TIME)
        conditions |= {"at__gte": start, "at__lt": start + timedelta(days=1)}
    return conditions


def count() -> int:
    """Return how many entries there are."""
    return Entry.objects.count()


def looks(subject: str, *, before: int | None = None, limit: int = PAGE) -> Page:
    """Return who looked at a person, newest first. Nothing removes an entry: looks stay for longer than three years.

    Walks the index of the subject's entries, whose number is a person's own and does not grow with the register.
    """
    return _cut(Entry.objects.filter(subject=subject, action__in=words.looks()), before, limit)


def _cut(found: QuerySet[Entry], before: int | None, limit: int) -> Page:
    if before is not None:
        found = found.filter(sequence__lt=before)
    entries = list(found.order_by("-sequence")[: limit + 1])
    more = len(entries) > limit
    return Page(entries[:limit], entries[limit - 1].sequence if more else None)
