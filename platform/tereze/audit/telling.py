"""Telling entries of the journal as a given reader may read them: names instead of references, links that open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _

from tereze.accounts.models import User
from tereze.accounts.permissions import Actor, Permission
from tereze.audit import words
from tereze.audit.models import Entry

NOTHING: Final = "ZZZZZZZZZZ"
"""A reference that nothing has: with it the page of a kind is found before anything of the kind is looked at."""


@dataclass(frozen=True)
class Named:
    """A thing in words, with its page where there is one that the reader may open."""

    text: str
    page: str = ""


@dataclass(frozen=True)
class Said:
    """A detail in words."""

    label: str
    values: tuple[Named, ...]


@dataclass(frozen=True)
class Line:
    """An entry as a page shows it. `actor` and `subject` are as they stand in the journal."""

    at: datetime
    sequence: int
    who: str
    actor: str
    what: str
    subject: str
    about: Named
    details: tuple[Said, ...]


class Reader:
    """Somebody who reads entries: what he may know by name, and which pages he may open."""

    def __init__(self, reader: Actor, entries: Iterable[Entry]) -> None:
        self._reader = reader
        self._may_open: dict[str, bool] = {}
        self._people: dict[str, str] = {}
        self._names: dict[str, Mapping[str, str]] = {}
        self._entries = list(entries)
        self._learn(self._entries)

    def lines(self) -> list[Line]:
        """Return all the entries as the reader may read them."""
        return [self.line(entry) for entry in self._entries]

    def line(self, entry: Entry) -> Line:
        """Return the entry as the reader may read it."""
        return Line(
            at=entry.at,
            sequence=entry.sequence,
            who=self.who(entry.actor),
            actor=entry.actor,
            what=words.label_of(entry.action),
            subject=entry.subject,
            about=self.about(entry.subject),
            details=tuple(self._details(entry)),
        )

    def who(self, actor: str) -> str:
        """Return what people call an actor: a colleague by name, a key or the platform as what it is."""
        if actor in self._people:
            return self._people[actor]
        kind, name = actor.partition(":")[::2]
        known = {"platform": _("Platform"), "key": _("Key"), "user": _("Account")}
        return f"{known[kind]}: {words.part_of_platform(name)}" if kind in known else actor

    def about(self, subject: str) -> Named:
        """Return what an entry is about: by its name, or else by its kind and reference."""
        kind, reference = subject.partition(":")[::2]
        if not subject:
            return Named("")
        name = self._name(kind, reference) or f"{words.kind_of(subject)} {reference}".strip()
        return Named(name, self._page(kind, reference))

    def detail(self, entry: Entry, name: str) -> Said:
        """Return one detail in words."""
        worded, value = words.detail_of(entry.action, name), entry.details[name]
        values = value if isinstance(value, list) else [value]
        return Said(str(worded.label), tuple(self._value(entry, worded, one) for one in values) or (Named("—"),))

    def _details(self, entry: Entry) -> Iterator[Said]:
        named = {words.detail_of(entry.action, name).beside for name in entry.details}
        for name, value in entry.details.items():
            if value not in ([], "") and name not in named and not words.detail_of(entry.action, name).kept_back:
                yield self.detail(entry, name)

    def _value(self, entry: Entry, worded: words.Detail, value: Any) -> Named:
        if worded.is_subject:
            return self.about(str(value))
        if worded.about:
            return Named(self._name(worded.about, value) or worded.say(value), self._page(worded.about, value))
        if worded.beside in entry.details:
            thing = words.detail_of(entry.action, worded.beside).about
            return Named(worded.say(value), self._page(thing, entry.details[worded.beside]))
        return Named(worded.say(value))

    def _name(self, kind: str, reference: Any) -> str:
        return self._names.get(kind, {}).get(str(reference), "")

    def _page(self, kind: str, reference: Any) -> str:
        """Return the page of a thing, if the reader may open it."""
        page = words.kinds.get(kind).page if kind in words.kinds else ""
        if not page or not self._opens(page):
            return ""
        try:
            return reverse(page, args=[reference])
        except NoReverseMatch:
            return ""

    def _opens(self, page: str) -> bool:
        if page not in self._may_open:
            self._may_open[page] = self._may(page)
        return self._may_open[page]

    def _may(self, page: str) -> bool:
        try:
            view = resolve(reverse(page, args=[NOTHING])).func
        except NoReverseMatch:
            return False
        permission = getattr(view, "permission", None)
        return isinstance(permission, Permission) and self._reader.may(permission)

    def _learn(self, entries: list[Entry]) -> None:
        """Ask for all names at once, once for each kind: a page costs the same, however many entries it has."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            for kind, reference in _meant(entry):
                wanted[kind].add(reference)
        for kind, references in wanted.items():
            if kind not in words.namers:
                continue
            namer = words.namers.get(kind)
            if namer.permission is None or self._reader.may(namer.permission):
                self._names[kind] = namer.names(references)
        names = {entry.actor.removeprefix("user:") for entry in entries}
        self._people = {user.audit_name: user.full_name for user in User.objects.filter(username__in=names)}


def _meant(entry: Entry) -> Iterator[tuple[str, str]]:
    """Return everything that an entry names by reference."""
    subjects = [entry.subject]
    for name, value in entry.details.items():
        worded = words.detail_of(entry.action, name)
        if worded.is_subject:
            subjects.append(str(value))
        elif worded.about:
            yield from ((worded.about, str(one)) for one in (value if isinstance(value, list) else [value]))
    for kind, colon, reference in (subject.partition(":") for subject in subjects):
        if colon:
            yield kind, reference
