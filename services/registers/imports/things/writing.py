"""Writing things and their owners into the register, in bulk. The caller holds the transaction and the locks."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from services.registers.copying import copy_in, identities
from services.registers.imports import bulk, ledger
from services.registers.imports.ledger import OWNERSHIP
from services.registers.imports.part import Tell
from services.registers.imports.things.thing import Group, Thing, ThingEntry
from services.registers.models import Ownership
from tereze.exchange import references


class ThingWriter:
    """Writes what would happen to things, noting everything it makes and changes."""

    def __init__(self, thing: Thing, groups: Sequence[Group], *, run: int, on: date, tell: Tell) -> None:
        self.thing = thing
        self.groups = [group for group in groups if group.kept]
        self.run = run
        self.on = on
        self.tell = tell
        self.keys = {id(group): group.existing.pk for group in self.groups if group.existing}

    def write(self) -> None:
        """Write everything."""
        steps: Sequence[Callable[[], None]] = (
            self._new_things, self._changed_things, self._ended_and_corrected, self._new_ownerships,
        )  # fmt: skip
        for number, step in enumerate(steps):
            self.tell("writing", number, len(steps))
            step()

    def _new_things(self) -> None:
        new = [group for group in self.groups if group.existing is None]
        made = identities(self.thing.kind.model, len(new))
        self.keys |= {id(group): key for group, key in zip(new, made, strict=True)}
        names = list(self.thing.empty)
        copy_in(
            self.thing.kind.model,
            ["id", "reference", *names],
            ((key, references.new(), *({**self.thing.empty, **group.values}[name] for name in names))
             for key, group in zip(made, new, strict=True)),
        )  # fmt: skip
        ledger.note_made(self.run, self.thing.kind, made)

    def _changed_things(self) -> None:
        changed = [(group, group.existing) for group in self.groups if group.existing and group.changes]
        ledger.note_before(self.run, self.thing.kind, [known.pk for _group, known in changed])
        names = list(self.thing.meanings)
        values = [(known.pk, {**known.values, **group.changes}) for group, known in changed]
        bulk.update(self.thing.kind.model, names, [(key, *(one[name] for name in names)) for key, one in values])
        ledger.note_after(self.run, self.thing.kind)

    def _ended_and_corrected(self) -> None:
        """Who ceases to own goes first: shares never add up to more than the whole, and nobody owns twice."""
        ended = [one.pk for group in self.groups for one in group.ends]
        corrected = [
            (entry, entry.corrects) for group in self.groups for entry in group.kept if entry.corrects is not None
        ]
        ledger.note_before(self.run, OWNERSHIP, [*ended, *(known.pk for _entry, known in corrected)])
        Ownership.objects.filter(pk__in=ended).update(until=self.on)
        bulk.update(
            Ownership,
            ["numerator", "denominator", "basis", "since"],
            [
                (known.pk, *entry.share, entry.said.basis or known.basis, known.since or entry.said.since)
                for entry, known in corrected
            ],
        )
        ledger.note_after(self.run, OWNERSHIP)

    def _new_ownerships(self) -> None:
        new = [(group, entry) for group in self.groups for entry in group.kept if entry.begins]
        made = identities(Ownership, len(new))
        copy_in(
            Ownership,
            ["id", self.thing.name, "resident", "household", "numerator", "denominator", "basis", "document", "since"],
            (self._ownership(key, group, entry) for key, (group, entry) in zip(made, new, strict=True)),
        )
        ledger.note_made(self.run, OWNERSHIP, made)

    def _ownership(self, key: int, group: Group, entry: ThingEntry) -> tuple[Any, ...]:
        owner = entry.owner
        assert owner is not None  # a kept row has an owner
        resident = owner.resident.pk if owner.resident else None
        household = None if owner.resident or owner.household is None else owner.household.pk
        return (
            key, self.keys[id(group)], resident, household, *entry.share, entry.said.basis, "", entry.begins_on,
        )  # fmt: skip
