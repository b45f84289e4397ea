"""Which thing of the register a thing of the file is, and what the file knows better about it."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, TypeVar

from services.registers import keys
from services.registers.imports.owners import Owner, Owners
from services.registers.imports.things.known import KnownThings
from services.registers.imports.things.thing import Group, KnownThing, Level, Thing
from tereze.language.folding import fold

One = TypeVar("One", Group, KnownThing)


def find_existing(groups: Iterable[Group], known: KnownThings, thing: Thing, finder: Owners) -> None:
    """Find the register's thing for each of the file, by the surest sign first; each is found once."""
    unmatched = [group for group in groups if group.kept]
    free = list(known.all)
    for level in thing.levels:
        pairs = [
            (group, found)
            for group, found in _pairs(unmatched, free, level, finder)
            if thing.may_be(group.values, found.values)
        ]
        for group, found in pairs:
            group.existing = found
            group.changes = _changes(group.values, found.values)
        taken = {id(found) for _group, found in pairs}
        unmatched = [group for group in unmatched if group.existing is None]
        free = [one for one in free if id(one) not in taken]


def _pairs(
    groups: Iterable[Group], free: Iterable[KnownThing], level: Level, finder: Owners
) -> Iterable[tuple[Group, KnownThing]]:
    theirs = _by_key(((one, one.values, [held.owner for held in one.owners]) for one in free), level, finder)
    mine = _by_key(((one, one.values, [entry.owner for entry in one.kept]) for one in groups), level, finder)
    done: set[int] = set()
    for key, wanted in mine.items():
        there = theirs.get(key, [])
        if not level.alike and not len(wanted) == len(there) == 1:
            continue
        for group, found in zip(wanted, there, strict=False):
            if not {id(group), id(found)} & done:
                done |= {id(group), id(found)}
                yield group, found


def _by_key(
    things: Iterable[tuple[One, Mapping[str, Any], list[Owner | None] | list[Owner]]], level: Level, finder: Owners
) -> dict[Hashable, list[One]]:
    found: dict[Hashable, list[One]] = defaultdict(list)
    for one, values, holders in things:
        for key in _keys(level, values, holders, finder):
            found[key].append(one)
    return found


def _keys(level: Level, values: Mapping[str, Any], holders: Iterable[Owner | None], finder: Owners) -> set[Hashable]:
    """A thing has a key for each owner, where the level looks at owners."""
    present = [owner for owner in holders if owner is not None]
    if not present:
        return {key} if (key := level.key(values, None, None)) is not None else set()
    found = {level.key(values, (one.column, one.pk), finder.home_key(one)) for one in present}
    return found - {None}


def _changes(said: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the file says otherwise. What it does not say stays as it is; spelling alone changes nothing."""
    return {name: value for name, value in said.items() if name in known and not _same(name, value, known[name])}


def _same(name: str, said: Any, known: Any) -> bool:
    if name == "house":
        return keys.house(str(said)) == keys.house(str(known))
    if isinstance(said, str) and isinstance(known, str):
        return said == known or (bool(known) and fold(said) == fold(known))
    return bool(said == known)
