"""Facts: what a service can state about a resident, a household or the council on a given day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.functional import Promise

from tereze.exchange.registry import Registry, UnknownNameError
from tereze.exchange.values import Stated, Subject

Answer = Callable[[Subject, date], Stated | None]


@dataclass(frozen=True)
class Fact:
    """A named, typed thing that can be said. `answer` returns None where there is nothing to say."""

    name: str
    type: type
    label: Promise | str
    about: Literal["resident", "household", "council"]
    answer: Answer


class MissingFactsError(Exception):
    """Facts that were needed and that nobody can state. `names` are their names, `labels` what people call them."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(", ".join(self.names))

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(str(find(name).label) for name in self.names)


@dataclass(frozen=True)
class Family:
    """Facts that exist in one council and not in the next, such as its own fields.

    `name` is what the names of its facts begin with, before the first full stop; `facts` returns those of the council
    whose schema is entered.
    """

    name: str
    facts: Callable[[], Sequence[Fact]]


registry: Registry[Fact] = Registry("facts")
families: Registry[Family] = Registry("families of facts")


def find(name: str) -> Fact:
    """Return the fact called `name`, of all councils or of this one's own. Raises UnknownNameError."""
    first = name.partition(".")[0]
    if name in registry or first not in families:
        return registry.get(name)
    for one in families.get(first).facts():
        if one.name == name:
            return one
    raise UnknownNameError(name)


def is_known(name: str) -> bool:
    """Return whether there is a fact of that name here."""
    try:
        find(name)
    except UnknownNameError:
        return False
    return True


def every() -> list[Fact]:
    """Return all facts that can be stated in the council whose schema is entered."""
    return [*registry, *(one for family in families for one in family.facts())]


def fact(
    name: str,
    *,
    type: type,  # noqa: A002  # the word says what it is
    label: Promise | str,
    about: Literal["resident", "household", "council"],
) -> Callable[[Answer], Answer]:
    """Register the decorated function as the fact `name`."""

    def decorate(answer: Answer) -> Answer:
        registry.add(Fact(name=name, type=type, label=label, about=about, answer=answer))
        return answer

    return decorate


def collect(names: Iterable[str], *, subject: Subject, on: date, optional: Iterable[str] = ()) -> Mapping[str, Stated]:
    """Return what is stated about `subject` on the day `on`, by fact name.

    Council facts are asked about the council whose schema is entered. Raises MissingFactsError when one of `names` has
    no answer, UnknownNameError when a name is nobody's.
    """
    council = Subject("council", "")
    found: dict[str, Stated] = {}
    missing: list[str] = []
    optional = frozenset(optional)
    for name in dict.fromkeys([*names, *optional]):
        known = find(name)
        stated = known.answer(council if known.about == "council" else subject, on)
        if stated is not None:
            found[name] = stated
        elif name not in optional:
            missing.append(name)
    if missing:
        raise MissingFactsError(missing)
    return found
