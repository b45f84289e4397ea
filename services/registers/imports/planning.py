"""The dry run: what an import of a file's rows would do to the register as it is now. Nothing is written."""

import hashlib
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

from services.registers.imports.columns import legacy_places
from services.registers.imports.entries import Absent, Action, Entry
from services.registers.imports.existing import Register
from services.registers.imports.part import Source, Tell
from services.registers.imports.places import PlannedStreet, Streets, Villages
from services.registers.imports.problems import Problem
from services.registers.imports.rows import Manner

OFTEN: Final = 500
"""After how many rows progress is told again."""

EntryT = TypeVar("EntryT", bound=Entry[Any])


@dataclass
class Plan(ABC, Generic[EntryT]):
    """What would happen to every row. Each part of the register says how it is written, and what it counts beside."""

    source: Source
    entries: list[EntryT]
    existing: Register
    villages: Villages
    streets: list[PlannedStreet] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Rows by what happens to them, and what is made beside them."""
        rows = Counter(entry.action.value for entry in self.entries)
        return {
            "rows": len(self.entries),
            **{action.value: rows.get(action.value, 0) for action in Action},
            "warnings": sum(not problem.is_error for _entry, problem in self.problems),
            "mended": sum(entry.said.mended for entry in self.entries),
            **self.beside,
            "absent": len(self.absent),
            "skipped": len(self.source.skipped),
        }

    @property
    def beside(self) -> dict[str, int]:
        """What is made beside the rows' own records."""
        return {}

    @property
    def has_work(self) -> bool:
        """Whether anything would be made or changed."""
        return any(entry.action in {Action.NEW, Action.CHANGED} for entry in self.entries)

    @property
    def problems(self) -> list[tuple[EntryT, Problem]]:
        """All problems that nobody has accepted, in the order of the rows, each with its row."""
        return [
            (entry, problem)
            for entry in self.entries
            for problem in entry.said.problems
            if problem.code not in entry.said.accepted
        ]

    @property
    def absent(self) -> Sequence[Absent]:
        """What the register has and the file has not, where the file speaks of it at all. It is never removed."""
        return ()

    @property
    def digest(self) -> str:
        """A key of all decisions: if the register has changed in a way that matters, it is another one."""
        return hashlib.sha256("\n".join(self._decisions()).encode()).hexdigest()

    @abstractmethod
    def _decisions(self) -> Iterable[str]:
        """Every decision as a line."""

    @abstractmethod
    def write(self, *, run: int, tell: Tell) -> None:
        """Write it into the register for a run, noting everything made and changed. The caller holds the locks."""


@dataclass
class Ground:
    """What every plan stands on: the register as it is, the villages and streets, and how rows are to be read."""

    register: Register
    villages: Villages
    streets: Streets
    manner: Manner

    @classmethod
    def of(cls, source: Source) -> "Ground":
        """Read the register of the council whose schema is entered."""
        source.tell("reading", 0, len(source.rows))
        register = Register.read()
        villages = Villages(register.villages, register.learnt["village"])
        width = max((len(row.cells) for row in source.rows), default=0)
        manner = Manner(
            mapped=source.mapped,
            today=source.on,
            is_village=villages.knows,
            legacy=legacy_places([row.cells for row in source.rows], width),
            learnt=register.learnt,
        )
        return cls(register, villages, Streets(register.streets, register.villages), manner)
