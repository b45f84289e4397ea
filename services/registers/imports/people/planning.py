"""What an import of a list of people would do: to every person, household and street."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from services.registers.imports.entries import Absent, Action
from services.registers.imports.existing import Register
from services.registers.imports.fields import Field
from services.registers.imports.part import Source, Tell
from services.registers.imports.people import differences, heads, homes, matching
from services.registers.imports.people.entries import Home, PersonEntry
from services.registers.imports.people.parsing import people
from services.registers.imports.people.writing import Writer
from services.registers.imports.planning import OFTEN, Ground, Plan


@dataclass
class PeoplePlan(Plan[PersonEntry]):
    """What would happen to every row and household."""

    homes: list[Home] = field(default_factory=list)

    @property
    def beside(self) -> dict[str, int]:
        kept = [home for home in self.homes if home.kept]
        return {
            "households_new": sum(home.existing is None for home in kept),
            "households_known": sum(home.existing is not None for home in kept),
            "addresses_changed": sum(home.address_changes and home.existing is not None for home in kept),
            "streets_new": len(self.streets),
            "documents_new": sum(entry.document is not None for entry in self.entries if entry.is_kept),
        }

    @property
    def has_work(self) -> bool:
        return super().has_work or any(home.address_changes for home in self.homes if home.kept)

    @property
    def absent(self) -> Sequence[Absent]:
        """Members of households in the villages of which the file speaks, whom no row means."""
        named = {entry.resident.pk for entry in self.entries if entry.resident}
        villages = {home.village.pk for home in self.homes if home.village}
        found = []
        for household, stays in self.existing.members.items():
            if self.existing.village_of(household) not in villages:
                continue
            for stay in stays:
                resident = self.existing.residents[stay.resident]
                if stay.resident not in named and resident.death_date is None:
                    account = self.existing.households[household].account
                    found.append(Absent(resident.full_name, account, resident.reference))
        return found

    def _decisions(self) -> Iterable[str]:
        for entry in self.entries:
            yield (
                f"{entry.person.sheet}|{entry.person.row}|{entry.action}|{entry.resident and entry.resident.pk}"
                f"|{entry.stay}|{entry.relation}|{sorted(entry.changes.items())}|{entry.document}|{entry.benefit}"
            )
        for home in self.homes:
            yield f"{home.account}|{home.existing and home.existing.pk}|{home.address_changes}"

    def write(self, *, run: int, tell: Tell) -> None:
        Writer(self, run=run, tell=tell).write()


def plan(source: Source) -> PeoplePlan:
    """Compare the rows with the register of the council whose schema is entered."""
    ground = Ground.of(source)
    grouping = homes.Grouping(ground.villages, ground.streets)
    entries = list(_read(source, ground, grouping))
    source.tell("comparing", 0, len(source.rows))
    _decide(entries, grouping.homes, ground.register, relation_is_told=Field.RELATION in source.meanings)
    used = {id(home.street) for home in grouping.homes if home.kept}
    new = [street for street in ground.streets.new() if id(street) in used]
    return PeoplePlan(source, entries, ground.register, ground.villages, new, grouping.homes)


def _read(source: Source, ground: Ground, grouping: homes.Grouping) -> Iterator[PersonEntry]:
    for number, person in enumerate(people(source.rows, ground.manner)):
        entry = PersonEntry(person, action=Action.ERROR if person.is_wrong else Action.NEW)
        grouping.put(entry)
        yield entry
        if number % OFTEN == 0:
            source.tell("reading", number, len(source.rows))


def _decide(entries: list[PersonEntry], found: list[Home], register: Register, *, relation_is_told: bool) -> None:
    homes.hold_back_broken(found)
    matching.within_file(entries)
    matching.with_register(entries, register)
    homes.find_existing(found, register)
    heads.settle(found, register, relation_is_told=relation_is_told)
    homes.give_accounts(found, register)
    for home in found:
        home.address_changes = bool(home.kept) and homes.address_changes(home, home.street, register)
    for entry in entries:
        differences.settle(entry, register)
