"""What a kind of thing declares of itself, and the rows, records and groups of such things."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Final

from services.registers.imports.cells.measures import Share
from services.registers.imports.entries import Difference, Entry, Said
from services.registers.imports.fields import Field, Meaning
from services.registers.imports.ledger import Kind
from services.registers.imports.owners import Owner, SaidOwner
from services.registers.imports.problems import Code
from services.registers.imports.rows import NOWHERE, Place, Row

OWNER: Final = "owner"
"""How a change of owner is called among the differences."""


@dataclass(slots=True)
class ThingSaid(Said):
    """A row as understood: whose, what it is, and what share. `values` has only what the row says."""

    owner: SaidOwner = field(default_factory=SaidOwner)
    values: dict[str, Any] = field(default_factory=dict)
    place: Place = NOWHERE
    share: Share | None = None
    basis: str = ""
    since: date | None = None


@dataclass(frozen=True)
class KnownOwnership:
    """An ownership that has not ended."""

    pk: int
    owner: Owner
    share: Share
    basis: str
    since: date | None


@dataclass(eq=False)
class KnownThing:
    """A thing as the register has it, with its present owners; `former` has earlier ones and the day they ended."""

    pk: int
    values: Mapping[str, Any]
    owners: list[KnownOwnership] = field(default_factory=list)
    former: dict[tuple[str, int], date] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class ThingEntry(Entry[ThingSaid]):
    """A row and what is decided about it: `begins` is a new ownership, `corrects` one that stays and changes."""

    owner: Owner | None = None
    group: "Group | None" = None
    share: Share = Share()  # noqa: RUF009 never changed
    begins: bool = False
    begins_on: date | None = None
    corrects: KnownOwnership | None = None
    changed: list[Difference] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.owner.name if self.owner else self.said.owner.text or self.said.owner.account

    @property
    def reference(self) -> str:
        return self.owner.resident.reference if self.owner and self.owner.resident else ""

    @property
    def differences(self) -> list[Difference]:
        return self.changed


@dataclass(eq=False)
class Group:
    """One thing of the file: the rows of its owners, what they say of it, and which of the register's it is."""

    entries: list[ThingEntry]
    values: dict[str, Any]
    existing: KnownThing | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    ends: list[KnownOwnership] = field(default_factory=list)

    @property
    def kept(self) -> list[ThingEntry]:
        """The rows that make it into the register."""
        return [entry for entry in self.entries if entry.is_kept]

    @property
    def total(self) -> Fraction:
        """What the shares of the rows add up to."""
        return sum((Fraction(*entry.share) for entry in self.kept), Fraction(0))


Key = Hashable | None
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Level:
    """One way of telling that a thing of the file is one of the register's, the surest way first.

    `alike` means that several with one key may stand for each other: two plots of one owner and of one size.
    """

    key: Callable[[Values, Hashable, Hashable], Key]
    alike: bool = False


@dataclass(frozen=True, eq=False)
class Thing:
    """A kind of thing. `name` is its column in an ownership; `meanings` says which column of a table tells a value.

    `joins` returns what rows of one thing share, for example its code in the cadastre; `differs` are values that
    must then be the same. `required` values are told where they are missing, at the first column that
    the table has. `empty` has every column with its value where no row says one.
    """

    name: str
    kind: Kind
    meanings: Mapping[str, Meaning]
    read: Callable[[Row], dict[str, Any]]
    check: Callable[[ThingEntry], None]
    joins: Callable[[Values], Iterator[Hashable]]
    differs: Sequence[str]
    levels: Sequence[Level]
    required: Mapping[str, tuple[Code, tuple[Meaning, ...]]]
    empty: Mapping[str, Any]
    identity: str = "eni"

    def may_be(self, said: Values, known: Values) -> bool:
        """Return whether two may be one: not if each has a code or plate of its own."""
        one, other = said.get(self.identity), known.get(self.identity)
        return not one or not other or one == other


def of_kind_and_owner(values: Values, owner: Hashable, home: Hashable) -> Key:
    """The same owner has one of the same kind."""
    return owner, values.get("kind")


def of_kind_and_home(values: Values, owner: Hashable, home: Hashable) -> Key:
    """The same household has one of the same kind."""
    return home, values.get("kind")


PLACES: Final = {"village": Field.VILLAGE, "street": Field.STREET, "house": Field.HOUSE}
"""Where a thing stands."""
