"""What is decided about each row, and about each household that rows make up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import Any

from services.registers.imports.cells.contacts import Document
from services.registers.imports.existing import KnownHousehold, KnownResident, KnownVillage
from services.registers.imports.fields import Field
from services.registers.imports.people.parsing import Person
from services.registers.imports.places import PlannedStreet
from services.registers.imports.problems import Code, Problem
from services.registers.relations import Relation


class Action(StrEnum):
    """What an import does with a row."""

    NEW = auto()
    CHANGED = auto()
    UNCHANGED = auto()
    REPEATED = auto()
    ERROR = auto()


class Stay(StrEnum):
    """What an import does with a resident's membership."""

    SAME = auto()
    JOINS = auto()
    MOVES = auto()
    NEW_HEAD = auto()
    CORRECTED = auto()


@dataclass(slots=True, eq=False)
class Home:
    """A household of the file. `existing` is the register's, where there is one."""

    key: tuple[object, ...]
    first_row: int
    account: str = ""
    book: int = 0
    page: int = 0
    village: KnownVillage | None = None
    street: PlannedStreet | None = None
    house: str = ""
    flat: str = ""
    existing: KnownHousehold | None = None
    wrong_row: int = 0
    address_changes: bool = False
    entries: list["Entry"] = field(default_factory=list)

    @property
    def kept(self) -> list["Entry"]:
        """The rows that will be members."""
        return [entry for entry in self.entries if entry.is_kept]


@dataclass(slots=True, eq=False)
class Entry:
    """A row and what is decided about it."""

    person: Person
    home: Home | None = None
    resident: KnownResident | None = None
    action: Action = Action.NEW
    changes: Mapping[str, Any] = field(default_factory=dict)
    stay: Stay = Stay.JOINS
    relation: Relation = Relation.OTHER_RELATIVE
    document: Document | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the row makes it into the register."""
        return self.action not in {Action.ERROR, Action.REPEATED}

    def tell(self, code: Code, meaning: Field | None, value: str = "", **about: object) -> None:
        """Note a problem; an error keeps the row out."""
        problem = Problem(code, meaning, value[:200], {name: str(said) for name, said in about.items()})
        self.person.problems.append(problem)
        if problem.is_error:
            self.action = Action.ERROR
