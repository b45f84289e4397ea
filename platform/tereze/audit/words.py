"""What the journal's entries are called on a page. Every package names its own actions, so the journal knows none."""

from dataclasses import dataclass

from django.utils.functional import Promise

from tereze.exchange.registry import Registry


@dataclass(frozen=True)
class Word:
    """An action as `record` is told it, for example `certificate.issued`, and what people call it."""

    name: str
    label: Promise | str


registry: Registry[Word] = Registry("journal actions")


def name_actions(labels: dict[str, Promise | str]) -> None:
    """Name actions; called from the `ready` of the app that records them. Raises NameTakenError."""
    for name, label in labels.items():
        registry.add(Word(name, label))


def label_of(action: str) -> str:
    """Return what people call `action`; its own name when nobody has named it."""
    return str(registry.get(action).label) if action in registry else action
