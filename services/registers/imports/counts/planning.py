"""What an import of a count would do: how many of what each household has on the day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.registers import codelists
from services.registers.imports import owners
from services.registers.imports.cells import measures
from services.registers.imports.counts.entries import CountEntry, CountSaid
from services.registers.imports.counts.writing import CountWriter
from services.registers.imports.entries import Absent, Action
from services.registers.imports.fields import Field, Meaning, counted, counted_code
from services.registers.imports.owners import Owners
from services.registers.imports.part import NotNowError, Source, Tell
from services.registers.imports.planning import OFTEN, Ground, Plan
from services.registers.imports.problems import Code
from services.registers.imports.rows import Row
from services.registers.models import CountingRound, HouseholdCount

_JUMP_TIMES, _JUMP_BY = 5, 20
"""From when on a number looks mistyped: five times as many as the last time, and twenty more."""

Counts = Mapping[int, Mapping[str, tuple[int, int]]]
"""Household → thing → (key of the count, how many)."""


@dataclass
class CountPlan(Plan[CountEntry]):
    """What would happen to every row. `last` is what the register had last: household → thing → (key, how many)."""

    last: Counts = field(default_factory=dict)
    round: int | None = None

    @property
    def beside(self) -> dict[str, int]:
        kept = [entry for entry in self.entries if entry.is_kept]
        return {
            "counts_new": sum(len(one.new) for one in kept),
            "counts_changed": sum(len(one.changed) for one in kept),
        }

    @property
    def absent(self) -> Sequence[Absent]:
        """Households that had something the last time and of which the file does not speak, in its villages."""
        named = {entry.household.pk for entry in self.entries if entry.household}
        villages = {self.existing.village_of(pk) for pk in named}
        return [
            Absent(self._head(pk), self.existing.households[pk].account)
            for pk, counts in self.last.items()
            if pk not in named
            and self.existing.village_of(pk) in villages
            and any(number for _key, number in counts.values())
        ]

    def _head(self, household: int) -> str:
        stay = self.existing.head_of(household)
        return self.existing.residents[stay.resident].full_name if stay else ""

    def _decisions(self) -> Iterable[str]:
        yield f"{sorted(self.source.settings.items())}|{self.round}"
        for entry in self.entries:
            home = entry.household.pk if entry.household else None
            yield f"{entry.said.sheet}|{entry.said.row}|{entry.action}|{home}|{entry.new}|{entry.changed}"

    def write(self, *, run: int, tell: Tell) -> None:
        CountWriter(self.entries, run=run, settings=self.source.settings, round_key=self.round, tell=tell).write()


def plan(source: Source) -> CountPlan:
    """Compare the rows with the register of the council whose schema is entered. Raises NotNowError."""
    on, standing = date.fromisoformat(source.settings["as_of"]), source.settings["standing"]
    held = CountingRound.objects.filter(on=on).first()
    if held is not None and held.closed_at is not None:
        raise NotNowError("round_closed")
    ground = Ground.of(source)
    finder = Owners(ground.register, ground.villages, ground.streets)
    entries = list(_read(source, ground, finder))
    source.tell("comparing", 0, len(source.rows))
    same_day, last = _same_day(on, standing), _last(on)
    _tell_twice(entries)
    for entry in entries:
        _settle(entry, same_day, last)
    return CountPlan(
        source, entries, ground.register, ground.villages, last=last, round=held.pk if held else None
    )  # fmt: skip


def _read(source: Source, ground: Ground, finder: Owners) -> Iterator[CountEntry]:
    places = ground.manner.places
    animals = [(meaning, code) for meaning in places if (code := counted_code(meaning))]
    for number, row in enumerate(source.rows):
        said = CountSaid(sheet=row.sheet, row=row.number, section=row.section)
        cells = Row(row, places, ground.manner, said)
        said.owner = owners.read(cells)
        for meaning, code in animals:
            _take(cells, said, meaning, code)
        if cells.has(Field.COUNTED):
            _read_long(cells, said)
        entry = CountEntry(said, action=Action.ERROR if said.is_wrong else Action.NEW)
        _find_household(entry, finder)
        yield entry
        if number % OFTEN == 0:
            source.tell("reading", number, len(source.rows))


def _take(cells: Row, said: CountSaid, meaning: Meaning, code: str) -> None:
    if (number := cells.take(measures.count(cells.cell(meaning)), meaning)) is not None:
        said.numbers[code] = number


def _read_long(cells: Row, said: CountSaid) -> None:
    code = cells.code(Field.COUNTED, codelists.COUNTED)
    if not code:
        said.problems = [one for one in said.problems if one.code is not Code.WORD_UNKNOWN]
        cells.tell(Code.COUNTED_UNKNOWN, Field.COUNTED)
        return
    _take(cells, said, Field.NUMBER, code)
    if code not in said.numbers and not said.is_wrong:
        cells.tell(Code.NUMBER_MISSING, Field.NUMBER)


def _find_household(entry: CountEntry, finder: Owners) -> None:
    """A household is known by its account; the name beside it is that of its head, or of nobody we know."""
    said = entry.said.owner
    by_account = finder.account(said.account)
    found = finder.find(said)
    entry.owner = found.owner
    entry.household = by_account or (finder.household_of(found.owner) if found.owner else None)
    if entry.household is not None:
        return
    if found.code is not None:
        value = said.pin if found.field is Field.PIN else said.account if found.field is Field.ACCOUNT else said.text
        entry.tell(found.code, found.field, value, **found.about)
    else:
        entry.tell(Code.HOUSEHOLD_UNKNOWN, Field.ACCOUNT, said.account)


def _tell_twice(entries: Iterable[CountEntry]) -> None:
    seen: dict[tuple[int, str], CountEntry] = {}
    for entry in entries:
        if entry.household is None or not entry.is_kept:
            continue
        keys = [(entry.household.pk, code) for code in entry.said.numbers]
        first = next((seen[key] for key in keys if key in seen), None)
        if first is not None:
            entry.tell(Code.COUNTED_TWICE, None, entry.name, row=first.said.row)
        else:
            seen |= dict.fromkeys(keys, entry)


def _settle(entry: CountEntry, same_day: Counts, last: Counts) -> None:
    if not entry.is_kept or entry.household is None:
        return
    there, before = same_day.get(entry.household.pk, {}), last.get(entry.household.pk, {})
    entry.before = {code: number for code, (_key, number) in {**before, **there}.items()}
    for code, number in entry.said.numbers.items():
        if code in there:
            if there[code][1] != number:
                entry.changed[code] = number
        elif number or before.get(code, (0, 0))[1]:  # that there is none is told of what there was
            entry.new[code] = number
        _tell_jump(entry, code, number, before)
    entry.action = _action(entry, same_day)


def _action(entry: CountEntry, same_day: Counts) -> Action:
    known = entry.household is not None and entry.household.pk in same_day
    if not entry.new and not entry.changed:
        return Action.UNCHANGED
    return Action.CHANGED if known else Action.NEW


def _tell_jump(entry: CountEntry, code: str, number: int, before: Mapping[str, tuple[int, int]]) -> None:
    was = before.get(code, (0, 0))[1]
    if code in before and number - was >= _JUMP_BY and number >= _JUMP_TIMES * was:
        entry.tell(Code.COUNT_JUMPS, counted(code), str(number), before=was, now=number)


def _same_day(on: date, standing: str) -> Counts:
    return _counts(
        HouseholdCount.objects.filter(on=on, standing=standing).values_list("household", "what", "pk", "number")
    )


def _last(on: date) -> Counts:
    """What was counted last before the day, verified rather than declared where both were."""
    rows = HouseholdCount.objects.filter(on__lt=on).order_by("household", "what", "-on", "-standing")
    return _counts(rows.distinct("household", "what").values_list("household", "what", "pk", "number"))


def _counts(rows: Iterable[tuple[int, str, int, int]]) -> Counts:
    found: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    for household, what, key, number in rows:
        found[household][what] = key, number
    return dict(found)
