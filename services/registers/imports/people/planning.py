"""The dry run: what an import of these rows would do to the register as it is now. Nothing is written."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.registers.imports.columns import Mapped, legacy_places
from services.registers.imports.existing import Register
from services.registers.imports.fields import Field
from services.registers.imports.people import differences, heads, homes, matching
from services.registers.imports.people.entries import Action, Entry, Home
from services.registers.imports.people.parsing import Manner, people
from services.registers.imports.places import PlannedStreet, Streets, Villages
from services.registers.imports.problems import Problem
from services.registers.imports.tables import Skipped, SourceRow

_OFTEN = 500
Tell = Callable[[str, int, int], None]
"""Hears how far the work has come: phase, done, in all."""


def silent(phase: str, done: int, total: int) -> None:
    """Hear nothing."""


@dataclass
class Plan:
    """What would happen to every row and household."""

    on: date
    entries: list[Entry]
    homes: list[Home]
    streets: list[PlannedStreet]
    register: Register
    villages: Villages
    skipped: Sequence[Skipped] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Rows by what happens to them, and what is made beside them."""
        rows = Counter(entry.action.value for entry in self.entries)
        problems = [problem for entry in self.entries for problem in entry.person.problems]
        kept = [home for home in self.homes if home.kept]
        return {
            "rows": len(self.entries),
            **{action.value: rows.get(action.value, 0) for action in Action},
            "warnings": sum(not problem.is_error for problem in problems),
            "mended": sum(entry.person.mended for entry in self.entries),
            "households_new": sum(home.existing is None for home in kept),
            "households_known": sum(home.existing is not None for home in kept),
            "addresses_changed": sum(home.existing is not None and home.address_changes for home in kept),
            "streets_new": len(self.streets),
            "documents_new": sum(entry.document is not None for entry in self.entries if entry.is_kept),
            "skipped": len(self.skipped),
        }

    @property
    def has_work(self) -> bool:
        """Whether anything would be made or changed."""
        return any(entry.action in {Action.NEW, Action.CHANGED} for entry in self.entries) or any(
            home.address_changes for home in self.homes if home.kept
        )

    @property
    def problems(self) -> list[tuple[Entry, Problem]]:
        """All problems in the order of the rows, each with its row."""
        return [(entry, problem) for entry in self.entries for problem in entry.person.problems]

    @property
    def digest(self) -> str:
        """A key of all decisions: if the register has changed in a way that matters, it is another one."""
        lines = [
            f"{entry.person.sheet}|{entry.person.row}|{entry.action}|{entry.resident and entry.resident.pk}"
            f"|{entry.stay}|{entry.relation}|{sorted(entry.changes.items())}|{entry.document}"
            for entry in self.entries
        ]
        lines += [f"{home.account}|{home.existing and home.existing.pk}|{home.address_changes}" for home in self.homes]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def plan(
    rows: Sequence[SourceRow],
    *,
    mapped: Mapped,
    on: date,
    skipped: Sequence[Skipped] = (),
    tell: Tell = silent,
) -> Plan:
    """Compare the rows with the register of the council whose schema is entered."""
    tell("reading", 0, len(rows))
    register = Register.read()
    villages = Villages(register.villages, register.learnt["village"])
    streets = Streets(register.streets, register.villages)
    width = max((len(row.cells) for row in rows), default=0)
    manner = Manner(
        mapped=mapped,
        today=on,
        is_village=villages.knows,
        legacy=legacy_places([row.cells for row in rows], width),
        relations=register.learnt["relation"],
    )
    grouping = homes.Grouping(villages, streets)
    entries = list(_read(rows, manner, grouping, tell))
    tell("comparing", 0, len(rows))
    _decide(entries, grouping.homes, register, relation_is_told=Field.RELATION in mapped.values())
    used = {id(home.street) for home in grouping.homes if home.kept}
    new = [street for street in streets.new() if id(street) in used]
    return Plan(on, entries, grouping.homes, new, register, villages, skipped)


def _read(rows: Sequence[SourceRow], manner: Manner, grouping: homes.Grouping, tell: Tell) -> Iterator[Entry]:
    for number, person in enumerate(people(rows, manner)):
        entry = Entry(person, action=Action.ERROR if person.is_wrong else Action.NEW)
        grouping.put(entry)
        yield entry
        if number % _OFTEN == 0:
            tell("reading", number, len(rows))


def _decide(entries: list[Entry], found: list[Home], register: Register, *, relation_is_told: bool) -> None:
    homes.hold_back_broken(found)
    matching.within_file(entries)
    matching.with_register(entries, register)
    homes.find_existing(found, register)
    heads.settle(found, register, relation_is_told=relation_is_told)
    homes.give_accounts(found, register)
    for home in found:
        home.address_changes = bool(home.kept) and homes.address_changes(home, home.street, register)
    for entry in entries:
        differences.settle(entry)
