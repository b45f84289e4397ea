"""What is decided about each person of a file, and about each household that rows make up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import Any

from services.registers.imports.cells.contacts import Document
from services.registers.imports.entries import Difference, Entry, text
from services.registers.imports.existing import KnownHousehold, KnownResident, KnownVillage
from services.registers.imports.fields import Field
from services.registers.imports.people.parsing import Person
from services.registers.imports.places import PlannedStreet
from services.registers.relations import Relation


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
    entries: list["PersonEntry"] = field(default_factory=list)

    @property
    def kept(self) -> list["PersonEntry"]:
        """The rows that will be members."""
        return [entry for entry in self.entries if entry.is_kept]


@dataclass(slots=True, eq=False)
class PersonEntry(Entry[Person]):
    """A person's row and what is decided about it. `benefit` is a category that the resident has not so far."""

    home: Home | None = None
    resident: KnownResident | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    stay: Stay = Stay.JOINS
    former_relation: str = ""
    former_account: str = ""
    relation: Relation = Relation.OTHER_RELATIVE
    document: Document | None = None
    benefit: str = ""

    @property
    def person(self) -> Person:
        """The row as understood."""
        return self.said

    @property
    def name(self) -> str:
        return self.said.full_name

    @property
    def reference(self) -> str:
        return self.resident.reference if self.resident else ""

    @property
    def differences(self) -> list[Difference]:
        known = self.resident
        changed = [Difference(name, text(getattr(known, name)), text(new)) for name, new in self.changes.items()]
        if self.resident is not None and self.home is not None and self.stay is not Stay.SAME:
            if self.former_account != self.home.account:
                changed.append(Difference(Field.ACCOUNT, self.former_account, self.home.account))
            if self.former_relation != self.relation:
                changed.append(Difference(Field.RELATION, self.former_relation, self.relation.value))
        if self.resident is not None and self.document is not None:
            changed.append(Difference(Field.DOCUMENT, "", f"{self.document.series}{self.document.number}"))
        if self.resident is not None and self.benefit:
            changed.append(Difference(Field.BENEFIT, "", self.benefit))
        return changed
