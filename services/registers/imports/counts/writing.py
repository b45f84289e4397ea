"""Writing counts into the register. The caller holds the transaction and the locks."""

from collections.abc import Mapping, Sequence
from datetime import date

from services.registers.copying import copy_in, identities
from services.registers.imports import ledger
from services.registers.imports.counts.entries import CountEntry
from services.registers.imports.ledger import COUNT
from services.registers.imports.part import Tell
from services.registers.models import HouseholdCount
from services.registers.models.imports import ImportRun


class CountWriter:
    """Writes what was counted, noting everything it makes and changes."""

    def __init__(
        self,
        entries: Sequence[CountEntry],
        *,
        run: int,
        settings: Mapping[str, str],
        round_key: int | None,
        tell: Tell,
    ) -> None:
        self.kept = [(entry, entry.household.pk) for entry in entries if entry.is_kept and entry.household]
        self.run = run
        self.on = date.fromisoformat(settings["as_of"])
        self.standing = settings["standing"]
        self.round_key = round_key
        self.tell = tell

    def write(self) -> None:
        """Write everything."""
        self.tell("writing", 0, 2)
        by = ImportRun.objects.values_list("asked_by", flat=True).get(pk=self.run)
        new = [(home, what, number) for entry, home in self.kept for what, number in entry.new.items()]
        made = identities(HouseholdCount, len(new))
        copy_in(
            HouseholdCount,
            ["id", "household", "what", "on", "standing", "number", "counted_by", "round"],
            ((key, *counted[:2], self.on, self.standing, counted[2], by, self.round_key)
             for key, counted in zip(made, new, strict=True)),
        )  # fmt: skip
        ledger.note_made(self.run, COUNT, made)
        self.tell("writing", 1, 2)
        self._change(by)

    def _change(self, by: str) -> None:
        same_day = HouseholdCount.objects.filter(on=self.on, standing=self.standing)
        wanted = {(home, what): number for entry, home in self.kept for what, number in entry.changed.items()}
        changed = [
            one for one in same_day.filter(household__in={home for home, _what in wanted})
            if (one.household_id, one.what) in wanted
        ]  # fmt: skip
        ledger.note_before(self.run, COUNT, [one.pk for one in changed])
        for one in changed:
            one.number, one.counted_by = wanted[one.household_id, one.what], by
        HouseholdCount.objects.bulk_update(changed, ["number", "counted_by"], batch_size=1_000)
        ledger.note_after(self.run, COUNT)
