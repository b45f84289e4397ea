"""What the journal's entries are called on a page. Every package names its own actions, so the journal knows none."""

from dataclasses import dataclass

from django.utils.functional import Promise

from tereze.exchange.registry import Registry


@dataclass(frozen=True)
class Word:
    """An action or a kind of subject as `record` is told it, and what people call it."""

    name: str
    label: Promise | str


registry: Registry[Word] = Registry("journal actions")
kinds: Registry[Word] = Registry("journal subjects")


def name_actions(labels: dict[str, Promise | str]) -> None:
    """Name actions; called from the `ready` of the app that records them. Raises NameTakenError."""
    for name, label in labels.items():
        registry.add(Word(name, label))


def name_kinds(labels: dict[str, Promise | str]) -> None:
    """Name what entries are about: `resident` of `resident:K7M4Q2`. Raises NameTakenError."""
    for name, label in labels.items():
        kinds.add(Word(name, label))


def label_of(action: str) -> str:
    """Return what people call `action`; its own name when nobody has named it."""
    return str(registry.get(action).label) if action in registry else action


def kind_of(subject: str) -> str:
    """Return what people call the kind of a subject; its own name when nobody has named it."""
    kind = subject.partition(":")[0]
    return str(kinds.get(kind).label) if kind in kinds else kind
