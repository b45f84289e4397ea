"""A registry of named things. The same name twice is an error at start, not a surprise later."""

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar


class NamedThing(Protocol):
    """Something that has a name."""

    @property
    def name(self) -> str: ...


Thing = TypeVar("Thing", bound=NamedThing)


class NameTakenError(Exception):
    """Two things of one kind have the same name."""


class UnknownNameError(LookupError):
    """Nothing of this kind has that name."""


class Registry(Generic[Thing]):
    """All things of one kind, by name, in the order in which they were added."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._things: dict[str, Thing] = {}

    def add(self, thing: Thing) -> Thing:
        """Add `thing`. Raises NameTakenError."""
        if thing.name in self._things:
            raise NameTakenError(f"There are two {self.kind} called {thing.name}.")
        self._things[thing.name] = thing
        return thing

    def get(self, name: str) -> Thing:
        """Return the thing called `name`. Raises UnknownNameError."""
        try:
            return self._things[name]
        except KeyError:
            raise UnknownNameError(f"There are no {self.kind} called {name}.") from None

    def __contains__(self, name: object) -> bool:
        return name in self._things

    def __iter__(self) -> Iterator[Thing]:
        return iter(self._things.values())
