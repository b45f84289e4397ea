"""Facts: what a service can state about a resident, a household or the council on a given day."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.functional import Promise

from tereze.exchange.registry import Registry
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
        return tuple(str(registry.get(name).label) for name in self.names)


registry: Registry[Fact] = Registry("facts")


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
        known = registry.get(name)
        stated = known.answer(council if known.about == "council" else subject, on)
        if stated is not None:
            found[name] = stated
        elif name not in optional:
            missing.append(name)
    if missing:
        raise MissingFactsError(missing)
    return found
