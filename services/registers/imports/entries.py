"""What a row says, and what is decided about it, whatever the table holds."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import Generic, NamedTuple, TypeVar

from services.registers.imports.fields import Meaning
from services.registers.imports.problems import Code, Problem


class Action(StrEnum):
    """What an import does with a row."""

    NEW = auto()
    CHANGED = auto()
    UNCHANGED = auto()
    REPEATED = auto()
    ERROR = auto()


class Difference(NamedTuple):
    """What the register says and what the row says instead, as codes and plain values. `what` is a meaning."""

    what: Meaning
    old: str
    new: str


@dataclass(frozen=True)
class Absent:
    """A record of the register that the file does not have. `reference` leads to its page."""

    name: str
    about: str = ""
    reference: str = ""


@dataclass(slots=True)
class Said:
    """One row as understood, with everything that is wrong with it. Empty values mean that the row does not say it.

    `accepted` are codes of problems that somebody found to be none, `mended` counts the cells repaired by themselves.
    """

    sheet: str
    row: int
    section: str = ""
    accepted: frozenset[str] = frozenset()
    mended: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        return any(problem.is_error for problem in self.problems)


SaidT = TypeVar("SaidT", bound=Said)


@dataclass(slots=True, eq=False)
class Entry(ABC, Generic[SaidT]):
    """A row and what is decided about it."""

    said: SaidT
    action: Action = Action.NEW

    @property
    def is_kept(self) -> bool:
        """Whether the row makes it into the register."""
        return self.action not in {Action.ERROR, Action.REPEATED}

    @property
    @abstractmethod
    def name(self) -> str:
        """How people call what the row is about."""

    @property
    def reference(self) -> str:
        """The reference of the resident or household whose page shows it; empty where there is none."""
        return ""

    @property
    @abstractmethod
    def differences(self) -> list[Difference]:
        """What the row changes in the register."""

    def tell(self, code: Code, meaning: Meaning | None, value: str = "", **about: object) -> None:
        """Note a problem; an error keeps the row out."""
        problem = Problem(code, meaning, value[:200], {name: str(said) for name, said in about.items()})
        self.said.problems.append(problem)
        if problem.is_error:
            self.action = Action.ERROR


def text(value: object) -> str:
    """Return a value as a difference keeps it."""
    return "" if value is None else str(value)
