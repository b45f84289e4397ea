"""What an import of a list of things would do: to every thing, and to who owns it."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from services.registers import codelists
from services.registers.imports import owners
from services.registers.imports.cells import measures
from services.registers.imports.entries import Absent, Action
from services.registers.imports.fields import Field
from services.registers.imports.owners import Owners
from services.registers.imports.part import Source, Tell
from services.registers.imports.planning import OFTEN, Ground, Plan
from services.registers.imports.problems import Code
from services.registers.imports.rows import Place, Row
from services.registers.imports.things import matching, ownerships
from services.registers.imports.things.known import KnownThings
from services.registers.imports.things.thing import Group, KnownThing, Thing, ThingEntry, ThingSaid
from services.registers.imports.things.writing import ThingWriter


@dataclass
class ThingPlan(Plan[ThingEntry]):
    """What would happen to every row, thing and ownership."""

    thing: Thing | None = None
    groups: list[Group] = field(default_factory=list)
    known: KnownThings = field(default_factory=KnownThings)

    @property
    def beside(self) -> dict[str, int]:
        return {
            "things_new": sum(group.existing is None for group in self.groups if group.kept),
            "owners_ended": sum(len(group.ends) for group in self.groups if group.kept),
        }

    @property
    def absent(self) -> Sequence[Absent]:
        """Things of the kinds of which the file speaks, in its villages, that no row means."""
        found = {group.existing.pk for group in self.groups if group.existing}
        kinds = {group.values.get("kind") for group in self.groups}
        villages = {village for group in self.groups if (village := self._village(group.entries[0])) is not None}
        return [
            Absent(", ".join(one.owner.name for one in thing.owners), self._named(thing))
            for thing in self.known.all
            if thing.pk not in found
            and thing.values.get("kind") in kinds
            and (not villages or self._village_of(thing) in villages)
        ]

    def _village(self, entry: ThingEntry) -> int | None:
        if entry.said.values.get("village"):
            return int(entry.said.values["village"])
        stay = self.existing.stays.get(entry.owner.pk) if entry.owner and entry.owner.resident else None
        household = entry.owner.household if entry.owner else None
        pk = stay.household if stay else household.pk if household else None
        return self.existing.village_of(pk) if pk else None

    def _village_of(self, thing: KnownThing) -> int | None:
        if thing.values.get("village"):
            return int(thing.values["village"])
        for one in thing.owners:
            stay = self.existing.stays.get(one.owner.pk) if one.owner.resident else None
            pk = stay.household if stay else one.owner.household.pk if one.owner.household else None
            if pk is not None:
                return self.existing.village_of(pk)
        return None

    def _named(self, thing: KnownThing) -> str:
        """Return what tells a thing from others, in no language: codes, numbers, plates, areas."""
        said = (str(thing.values.get(name) or "") for name in ("eni", "title_number", "plate", "model"))
        area = thing.values.get("area_m2")
        return " · ".join([*filter(None, said), *([f"{area} m²"] if area else [])])

    def _decisions(self) -> Iterable[str]:
        for entry in self.entries:
            yield f"{entry.said.sheet}|{entry.said.row}|{entry.action}|{entry.owner}|{entry.share}|{entry.changed}"
        for group in self.groups:
            yield f"{group.existing and group.existing.pk}|{sorted(group.changes)}|{[one.pk for one in group.ends]}"

    def write(self, *, run: int, tell: Tell) -> None:
        assert self.thing is not None  # every plan is about a kind of thing
        ThingWriter(self.thing, self.groups, run=run, on=self.source.on, tell=tell).write()


def plan(source: Source, thing: Thing) -> ThingPlan:
    """Compare the rows with the register of the council whose schema is entered."""
    ground = Ground.of(source)
    finder = Owners(ground.register, ground.villages, ground.streets)
    entries = list(_read(source, thing, ground, finder))
    source.tell("comparing", 0, len(source.rows))
    groups = list(_grouped(entries, thing))
    known = KnownThings.read(thing, ground.register)
    _hold_back_ended(groups, known)
    matching.find_existing(groups, known, thing, finder)
    for group in groups:
        ownerships.settle(group, thing, finder, on=source.on)
    return ThingPlan(
        source, entries, ground.register, ground.villages, thing=thing, groups=groups, known=known
    )  # fmt: skip


def _read(source: Source, thing: Thing, ground: Ground, finder: Owners) -> Iterator[ThingEntry]:
    places = ground.manner.places
    for number, row in enumerate(source.rows):
        said = ThingSaid(sheet=row.sheet, row=row.number, section=row.section)
        cells = Row(row, places, ground.manner, said)
        said.owner = owners.read(cells)
        said.place = said.owner.place
        said.values = {name: value for name, value in thing.read(cells).items() if value not in (None, "")}
        said.share = cells.take(measures.share(cells.cell(Field.SHARE)), Field.SHARE)
        said.basis = cells.code(Field.BASIS, codelists.OWNERSHIP_BASIS)
        said.since = cells.earlier(Field.OWNED_SINCE)
        entry = ThingEntry(said, action=Action.ERROR if said.is_wrong else Action.NEW)
        _find_owner(entry, finder)
        _locate(entry, said.place, ground)
        _demand(entry, thing, cells)
        yield entry
        if number % OFTEN == 0:
            source.tell("reading", number, len(source.rows))


def _find_owner(entry: ThingEntry, finder: Owners) -> None:
    said = entry.said.owner
    found = finder.find(said)
    entry.owner = found.owner
    if found.code is not None:
        value = said.pin if found.field is Field.PIN else said.account if found.field is Field.ACCOUNT else said.text
        entry.tell(found.code, found.field, value, **found.about)
    elif found.owner and found.owner.resident and found.owner.resident.death_date:
        died = found.owner.resident.death_date
        entry.tell(Code.OWNER_DIED, Field.FULL_NAME, said.text, name=found.owner.name, date=f"{died:%d.%m}.{died.year}")


def _locate(entry: ThingEntry, place: Place, ground: Ground) -> None:
    """Find village and street; a street that is not there is told, with the way to choose one."""
    if not place.village:
        village = ground.villages.find(entry.said.section) or ground.villages.find(entry.said.sheet)
        village = village or (ground.villages.only if place.street else None)
    else:
        village = ground.villages.find(place.village)
        if village is None:
            meant = ground.villages.suggest(place.village)
            code = Code.VILLAGE_MISSPELT if meant else Code.VILLAGE_UNKNOWN
            entry.tell(code, Field.VILLAGE, place.village, village=meant.name_ky if meant else "")
    if village is None:
        return
    entry.said.values["village"] = village.pk
    if not place.street:
        return
    street = ground.streets.known(village, place.street)
    if street is None:
        entry.tell(Code.STREET_UNKNOWN, Field.STREET, place.street, village=village.name_ky)
    else:
        entry.said.values |= {"street": street, **({"house": place.house} if place.house else {})}


def _demand(entry: ThingEntry, thing: Thing, cells: Row) -> None:
    """Tell what is missing; a word that nobody knows keeps a row out where it is the kind of the thing."""
    for name, (code, meanings) in thing.required.items():
        told = next((one for one in entry.said.problems if one.field in meanings), None)
        if name in entry.said.values or (told is not None and told.is_error):
            continue
        if told is not None and told.code is Code.WORD_UNKNOWN:
            entry.said.problems.remove(told)
            entry.tell(Code.KIND_UNKNOWN, told.field, told.value)
        else:
            entry.tell(code, next(filter(cells.has, meanings), meanings[0]))
    thing.check(entry)


def _hold_back_ended(groups: Iterable[Group], known: KnownThings) -> None:
    for group in groups:
        ended = known.ended.get(group.values.get("eni", ""))
        for entry in group.kept if ended else ():
            day = f"{ended:%d.%m}.{ended.year}" if ended else ""
            entry.tell(Code.THING_ENDED, Field.ENI, str(group.values["eni"]), date=day)


def _grouped(entries: Iterable[ThingEntry], thing: Thing) -> Iterator[Group]:
    """Rows with one code of the cadastre, one title or one plate are one thing with several owners."""
    by_key: dict[Hashable, Group] = {}
    for entry in entries:
        keys = list(thing.joins(entry.said.values))
        group = next((by_key[key] for key in keys if key in by_key), None)
        if group is None:
            group = Group([], dict(entry.said.values))
            by_key.update(dict.fromkeys(keys, group))
            yield group
        else:
            _join(entry, group, thing)
        entry.group = group
        group.entries.append(entry)


def _join(entry: ThingEntry, group: Group, thing: Thing) -> None:
    first = group.entries[0]
    for other in group.entries:
        if entry.is_kept and other.owner == entry.owner:
            entry.tell(Code.REPEATED, None, entry.name, row=other.said.row)
            entry.action = Action.REPEATED
    for name in thing.differs:
        said, before = entry.said.values.get(name), group.values.get(name)
        if entry.is_kept and said is not None and before is not None and said != before:
            entry.tell(Code.THING_DIFFERS, thing.meanings[name], str(said), row=first.said.row, what=str(before))
    group.values = {**entry.said.values, **group.values}
