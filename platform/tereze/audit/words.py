"""What the journal's entries are called on a page. Every package names its own, so the journal itself knows none."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from tereze.accounts.permissions import Permission
from tereze.audit.saying import plain
from tereze.exchange.registry import Registry

Label = Promise | str
EVERYWHERE = ""
"""The group of details that mean the same in all entries."""


@dataclass(frozen=True)
class Word:
    """An action or a kind of subject as `record` is told it, and what people call it.

    `reveals` says of a look what it shows of a person; what is no look reveals nothing. `page` is the name of the page
    of a kind of subject, where it is not the kind's own.
    """

    name: str
    label: Label
    reveals: Label = ""
    page: str = ""


@dataclass(frozen=True)
class Detail:
    """How one detail reads: what it is called, and how a value, or each of several, is put into words.

    `about`: the value is the reference of a thing of that kind. `is_subject`: it is `kind:reference`. `beside`: it is
    what people call the thing whose reference is the detail of that name. `kept_back`: it is kept for checks by
    machine, and tells people nothing.
    """

    label: Label
    say: Callable[[Any], str] = plain
    about: str = ""
    is_subject: bool = False
    beside: str = ""
    kept_back: bool = False


@dataclass(frozen=True)
class Namer:
    """How things of one kind are called: `names` takes references, and returns names of those it knows.

    Who lacks `permission` reads the reference instead.
    """

    name: str
    names: Callable[[Collection[str]], Mapping[str, str]]
    permission: Permission | None


@dataclass(frozen=True)
class NamedDetail:
    """A detail of the actions of one group, registered."""

    name: str
    detail: Detail


registry: Registry[Word] = Registry("journal actions")
parts: Registry[Word] = Registry("parts of the platform that act by themselves")
kinds: Registry[Word] = Registry("journal subjects")
namers: Registry[Namer] = Registry("names of journal subjects")
details: Registry[NamedDetail] = Registry("journal details")


def name_actions(labels: Mapping[str, Label]) -> None:
    """Name actions; called from the `ready` of the app that records them. Raises NameTakenError."""
    for name, label in labels.items():
        registry.add(Word(name, label))


def name_looks(labels: Mapping[str, tuple[Label, Label]]) -> None:
    """Name actions that are looks at a person, each with what it reveals. Raises NameTakenError."""
    for name, (label, reveals) in labels.items():
        registry.add(Word(name, label, reveals))


def name_kinds(labels: Mapping[str, Label], *, pages: Mapping[str, str] | None = None) -> None:
    """Name what entries are about: `resident` of `resident:K7M4Q2`. Raises NameTakenError.

    The page of a kind has the kind's own name, unless `pages` says another.
    """
    for name, label in labels.items():
        kinds.add(Word(name, label, page=(pages or {}).get(name, name)))


def name_subjects(
    kind: str, names: Callable[[Collection[str]], Mapping[str, str]], *, permission: Permission | None
) -> None:
    """Say how things of a kind are called, for those who hold `permission` (None: for all). Raises NameTakenError."""
    namers.add(Namer(kind, names, permission))


def name_details(group: str, worded: Mapping[str, Detail]) -> None:
    """Name details of the actions that begin with `group` and a dot, or of one action. Raises NameTakenError."""
    for name, detail in worded.items():
        details.add(NamedDetail(f"{group}:{name}", detail))


def name_parts(labels: Mapping[str, Label]) -> None:
    """Name what acts by itself: `onboarding` of `Platform("onboarding")`. Raises NameTakenError."""
    for name, label in labels.items():
        parts.add(Word(name, label))


def part_of_platform(name: str) -> str:
    """Return what people call a part of the platform; its own name when nobody has named it."""
    return str(parts.get(name).label) if name in parts else name


def label_of(action: str) -> str:
    """Return what people call `action`; its own name when nobody has named it."""
    return str(registry.get(action).label) if action in registry else action


def kind_of(subject: str) -> str:
    """Return what people call the kind of a subject; its own name when nobody has named it."""
    kind = subject.partition(":")[0]
    return str(kinds.get(kind).label) if kind in kinds else kind


def detail_of(action: str, name: str) -> Detail:
    """Return how a detail of an action reads; under its own name when nobody has named it."""
    for group in (action, action.partition(".")[0], EVERYWHERE):
        if (key := f"{group}:{name}") in details:
            return details.get(key).detail
    return Detail(name)


def is_named(action: str, name: str) -> bool:
    """Return whether somebody has said how a detail of an action reads."""
    return any(f"{group}:{name}" in details for group in (action, action.partition(".")[0], EVERYWHERE))


def looks() -> list[str]:
    """Return the actions that are looks at a person."""
    return [word.name for word in registry if word.reveals]
