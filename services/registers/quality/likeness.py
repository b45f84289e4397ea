"""How likely it is that two entries are one person: names, day of birth, PIN and address compared."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LIKELY: Final = 60
"""The score from which on a pair is worth a look."""
_ALIKE: Final = 0.75

WHY: Final[dict[str, Promise]] = {
    "same_name": _("the same name"),
    "like_name": _("nearly the same name"),
    "turned_name": _("surname and given name changed places"),
    "same_birth": _("the same day of birth"),
    "like_birth": _("days of birth that differ in one place"),
    "no_birth": _("one day of birth is missing"),
    "like_pin": _("PINs that differ in one place"),
    "no_pin": _("one PIN is missing"),
    "same_home": _("the same household"),
    "same_address": _("the same address"),
    "same_phone": _("the same phone"),
}
"""What speaks for a pair, in words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is compared of one resident. `names` are folded: surname, given name, patronymic; `others` former names."""

    key: int
    names: tuple[str, str, str]
    others: tuple[tuple[str, str, str], ...]
    sex: str
    born: date | None
    pin: str
    phone: str
    household: int | None
    address: str
    alive: bool


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score from 0 to 100, and the codes of WHY that led to it."""

    score: int
    why: tuple[str, ...]


def compare(one: Entry, other: Entry) -> Likeness:
    """Return how alike two entries are. Different sex, or days of birth far apart, are two people for certain."""
    if one.sex != other.sex:
        return Likeness(0, ())
    name_score, name_why = _names(one, other)
    birth_score, birth_why = _birth(one.born, other.born)
    if not name_why or birth_score == 0:
        return Likeness(0, ())
    pin_score, pin_why = _pins(one.pin, other.pin)
    home_score, home_why = _homes(one, other)
    score = max(0, min(100, name_score + birth_score + pin_score + home_score))
    return Likeness(score, (*name_why, *birth_why, *pin_why, *home_why))


def _names(one: Entry, other: Entry) -> tuple[int, tuple[str, ...]]:
    pairs = [(mine, theirs) for mine in (one.names, *one.others) for theirs in (other.names, *other.others)]
    best = max((_name_pair(mine, theirs) for mine, theirs in pairs), default=(0, ""))
    return (best[0], (best[1],)) if best[1] else (0, ())


def _name_pair(mine: tuple[str, str, str], theirs: tuple[str, str, str]) -> tuple[int, str]:
    """Compare two full names. Twins share all but the given name, so that must be alike by itself."""
    if mine[:2] == theirs[:2] and _fits(mine[2], theirs[2]):
        return 45, "same_name"
    if (mine[0], mine[1]) == (theirs[1], theirs[0]):
        return 40, "turned_name"
    alike = [_ratio(a, b) for a, b in zip(mine[:2], theirs[:2], strict=True)]
    if min(alike) >= _ALIKE and _fits(mine[2], theirs[2]):
        return 35, "like_name"
    return 0, ""


def _fits(one: str, other: str) -> bool:
    """Return whether two patronymics may be one; an empty one fits every other."""
    return not one or not other or _ratio(one, other) >= _ALIKE


def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _birth(one: date | None, other: date | None) -> tuple[int, tuple[str, ...]]:
    if one is None or other is None:
        return 10, ("no_birth",)
    if one == other:
        return 30, ("same_birth",)
    written = f"{one:%d%m%Y}", f"{other:%d%m%Y}"
    swapped = (one.day, one.month, one.year) == (other.month, other.day, other.year)
    return (20, ("like_birth",)) if swapped or differ_by_one_slip(*written) else (0, ())


def _pins(one: str, other: str) -> tuple[int, tuple[str, ...]]:
    """Two whole and different PINs speak against a pair, unless they differ by one slip of the hand."""
    if not one or not other:
        return 10, ("no_pin",)
    return (25, ("like_pin",)) if differ_by_one_slip(one, other) else (-20, ())


def _homes(one: Entry, other: Entry) -> tuple[int, tuple[str, ...]]:
    if one.household and one.household == other.household:
        return 15, ("same_home",)
    if one.phone and one.phone == other.phone:
        return 15, ("same_phone",)
    return (10, ("same_address",)) if one.address and one.address == other.address else (0, ())


def differ_by_one_slip(one: str, other: str) -> bool:
    """Return whether one wrong digit, or two neighbours swapped, is all that differs."""
    wrong = [place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or not wrong or len(wrong) > 2:
        return False
    first, last = wrong[0], wrong[-1]
    return first == last or (last == first + 1 and (one[first], one[last]) == (other[last], other[first]))


def slips(pin: str) -> list[str]:
    """Return the keys that a PIN shares with every other one that differs from it by one wrong digit."""
    return [f"{place}{pin[:place]}{pin[place + 1 :]}" for place in range(len(pin))]


def likely(entries: Collection[Entry], blocks: Sequence[Collection[Entry]]) -> dict[tuple[int, int], Likeness]:
    """Compare each pair of every block once; return those worth a look, by their keys, the smaller first."""
    found: dict[tuple[int, int], Likeness] = {}
    seen: set[tuple[int, int]] = set()
    for block in blocks:
        members = list(block)
        for place, one in enumerate(members):
            for other in members[place + 1 :]:
                pair = (min(one.key, other.key), max(one.key, other.key))
                if one.key == other.key or pair in seen:
                    continue
                seen.add(pair)
                likeness = compare(one, other)
                if likeness.score >= LIKELY:
                    found[pair] = likeness
    return found
