"""When two names are nearly one: a slip of the finger, a patronymic that one of them lacks."""

from typing import Final

from tereze.language.folding import fold

_SLIPS: Final = 1


def patronymics_agree(one: str, other: str) -> bool:
    """Return whether two patronymics are one, or one of them is not known."""
    return not one or not other or fold(one) == fold(other)


def alike(one: str, other: str) -> bool:
    """Return whether two keys differ by at most one letter in each word."""
    words, others = one.split(), other.split()
    return len(words) == len(others) and all(map(_within_a_slip, words, others))


def _within_a_slip(one: str, other: str) -> bool:
    """Return whether one letter changed, added or dropped makes one word of the other."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > _SLIPS:
        return False
    start = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    rest, other_rest = one[start:], other[start:]
    return rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:]
