"""A kind of table that can be imported: what its columns may mean, which rows are records, what becomes of them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from services.registers.imports.fields import Field, Meaning

if TYPE_CHECKING:  # plans stand on everything below
    from services.registers.imports.planning import Plan
    from services.registers.imports.tables import Skipped, SourceRow

Mapped = Mapping[int, Meaning]
"""The meaning of columns, by their place from the left, beginning with 0. A column without meaning is left out."""
Tell = Callable[[str, int, int], None]
"""Hears how far the work has come: phase, done, in all."""


def silent(phase: str, done: int, total: int) -> None:
    """Hear nothing."""


class NotNowError(Exception):
    """The rows cannot be compared at present; `why` is a key of the messages of runs."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True)
class Source:
    """The rows of a file with all that was said about them. `on` is the day as of which changes are dated.

    `settings` is what was asked beside the columns: for a count its day `as_of` and its `standing`.
    """

    rows: "Sequence[SourceRow]"
    mapped: Mapped
    on: date
    skipped: "Sequence[Skipped]" = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    tell: Tell = silent

    @property
    def meanings(self) -> set[Meaning]:
        """What the columns of the table mean."""
        return set(self.mapped.values())


@dataclass(frozen=True, eq=False)
class Part:
    """A part of the register that comes in a table of its own.

    `spellings` are headings as people write them, compared by their search keys; `not_needed` are headings that are
    known and say nothing that is imported. `needed` returns what is still missing for the rows to be read. `own` are
    the columns that no row of totals fills. `like_a_record` tells records from signatures below a table.
    """

    name: str
    label: Promise
    hint: Promise
    meanings: tuple[Meaning, ...]
    spellings: Mapping[Meaning, tuple[str, ...]]
    not_needed: tuple[str, ...]
    needed: Callable[[Collection[Meaning]], list[Promise]]
    like_a_record: Callable[[Mapping[Meaning, str]], bool]
    own: frozenset[Meaning]
    plan: "Callable[[Source], Plan[Any]]"
    by_content: frozenset[Meaning] = frozenset({Field.PIN, Field.PHONE})
    is_count: bool = False
