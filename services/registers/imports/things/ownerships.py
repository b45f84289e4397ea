"""Who owns a thing after the import, and with what share: shares never add up to more than the whole."""

from datetime import date
from fractions import Fraction
from typing import Any

from services.registers.imports.cells.measures import Share
from services.registers.imports.entries import Action, Difference, text
from services.registers.imports.fields import Field
from services.registers.imports.owners import Owners
from services.registers.imports.problems import Code
from services.registers.imports.things.thing import OWNER, Group, KnownOwnership, Thing, ThingEntry


def settle(group: Group, thing: Thing, finder: Owners, *, on: date) -> None:
    """Decide what happens to a thing and to each of its owners on the day `on`."""
    _give_shares(group)
    if not group.kept:
        return
    held = _held(group, finder)
    others = [one for one in (group.existing.owners if group.existing else []) if one not in held.values()]
    _make_room(group, others, on)
    if not group.kept:
        return
    for entry in group.kept:
        _settle_entry(entry, held.get(id(entry)), group, on)
    first, known = group.kept[0], group.existing
    news = group.changes if known else group.values
    first.changed = [
        _difference(thing, finder, name, known.values[name] if known else None, new) for name, new in news.items()
    ] + first.changed
    for entry in group.kept if known else ():
        entry.action = Action.CHANGED if entry.changed else Action.UNCHANGED


def _difference(thing: Thing, finder: Owners, name: str, old: Any, new: Any) -> Difference:
    if name in {"village", "street"}:
        old, new = (finder.place_name(name, pk) for pk in (old, new))
    return Difference(thing.meanings[name], text(old), text(new))


def _give_shares(group: Group) -> None:
    """Owners without a share of their own share alike; one owner has the whole."""
    alike = Share(1, len(group.entries))
    for entry in group.entries:
        entry.share = entry.said.share or alike


def _held(group: Group, finder: Owners) -> dict[int, KnownOwnership]:
    """Return, for each row, the ownership it means: the owner's own, else that of the owner's household."""
    held: dict[int, KnownOwnership] = {}
    free = list(group.existing.owners) if group.existing else []
    for same in (_is_owner, _is_of_one_home):
        for entry in group.kept:
            found = next((one for one in free if id(entry) not in held and same(entry, one, finder)), None)
            if found is not None:
                held[id(entry)] = found
                free.remove(found)
    for entry in group.kept:  # a share that the row does not say stays as it is
        if id(entry) in held and entry.said.share is None:
            entry.share = held[id(entry)].share
    return held


def _is_owner(entry: ThingEntry, known: KnownOwnership, finder: Owners) -> bool:
    return entry.owner is not None and (entry.owner.column, entry.owner.pk) == (known.owner.column, known.owner.pk)


def _is_of_one_home(entry: ThingEntry, known: KnownOwnership, finder: Owners) -> bool:
    """What a household owns, its member may stand for in a list, and the other way round."""
    if entry.owner is None or (entry.owner.resident and known.owner.resident):
        return False
    return finder.home_key(entry.owner) == finder.home_key(known.owner)


def _make_room(group: Group, others: list[KnownOwnership], on: date) -> None:
    """Owners whom the file does not name keep their shares if there is room; else theirs pass to those named."""
    total, left = group.total, sum((Fraction(*one.share) for one in others), Fraction(0))
    if total > 1:
        for entry in group.kept:
            entry.tell(Code.SHARES_OVER, Field.SHARE, _said(entry.share), total=f"{float(total):.2f}")
        return
    if total + left <= 1:
        return
    names = ", ".join(one.owner.name for one in others)
    today = [one for one in others if one.since is not None and one.since >= on]
    for entry in group.kept:
        code = Code.OWNER_SINCE_TODAY if today else Code.OWNER_CHANGES
        entry.tell(code, Field.FULL_NAME, entry.name, name=names)
    group.ends = [] if today else others


def _settle_entry(entry: ThingEntry, held: KnownOwnership | None, group: Group, on: date) -> None:
    if held is None:
        entry.begins = True
        entry.begins_on = _beginning(entry, group, on)
        if group.existing is not None:
            before = ", ".join(one.owner.name for one in group.ends)
            entry.changed.append(Difference(OWNER, before, entry.name))
        return
    if entry.share != held.share:
        entry.changed.append(Difference(Field.SHARE, _said(held.share), _said(entry.share)))
    if entry.said.basis and entry.said.basis != held.basis:
        entry.changed.append(Difference(Field.BASIS, held.basis, entry.said.basis))
    if entry.said.since is not None and held.since is None:
        entry.changed.append(Difference(Field.OWNED_SINCE, "", text(entry.said.since)))
    entry.corrects = held if entry.changed else None


def _beginning(entry: ThingEntry, group: Group, on: date) -> date | None:
    """Who owned it before begins again after that; nobody's ownerships of one thing overlap."""
    if group.ends:
        return on
    owner, since = entry.owner, entry.said.since
    former = group.existing.former.get((owner.column, owner.pk)) if group.existing and owner else None
    return since if former is None else max(former, since or former)


def _said(share: Share) -> str:
    return f"{share.numerator}/{share.denominator}"
