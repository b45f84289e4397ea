"""Wrong letters: which words of the register's names a typed word may have been meant as.

A register has few words and many people who bear them, so each typed word is compared with every word there is.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db import connection

from services.registers.search.clauses import Clause

Near = Mapping[str, int]
"""Words of names, and how many letters are wrong if one of them was meant."""

SHORTEST: Final = 3
"""Words of fewer letters are like too many others."""

_FORGIVEN: Final = 2

_NEAR: Final = """
SELECT t.place, k.word, m.far
FROM unnest(%s::text[], %s::int[]) WITH ORDINALITY t (word, forgiven, place)
CROSS JOIN registers_nameword k
CROSS JOIN LATERAL (
  SELECT CASE
    WHEN k.word = t.word THEN 0
    WHEN length(t.word) > 3 AND strpos(k.word, t.word) > 0 OR starts_with(k.word, t.word) THEN 1
    WHEN length(k.word) > length(t.word) + 1
      THEN 1 + levenshtein_less_equal(left(k.word, length(t.word)), t.word, t.forgiven - 1)
    ELSE levenshtein_less_equal(k.word, t.word, t.forgiven)
  END AS far OFFSET 0
) m
WHERE m.far <= t.forgiven
"""
_PARTED: Final = """
SELECT k.word, other.word
FROM registers_nameword k
JOIN registers_nameword other ON other.word = substr(%(word)s, length(k.word) + 1)
WHERE starts_with(%(word)s, k.word) AND least(length(k.word), length(other.word)) >= %(shortest)s
ORDER BY least(length(k.word), length(other.word)) DESC
LIMIT 1
"""
_WORDS_OF_RESIDENT: Final = "string_to_array(btrim(r.search_norm), ' ')"


def meant(typed: Sequence[str]) -> list[Near]:
    """Return for each typed word what may have been meant; nothing if one of them is like no word there is."""
    near = _near(typed)
    if not all(near):  # perhaps only a space was left out
        near = _near(
            [part for word, one in zip(typed, near, strict=True) for part in ((word,) if one else _parted(word))]
        )
    return near if all(near) else []


def bears(near: Near) -> Clause:
    """Return that a resident r has one of the words in a name."""
    return Clause(f"{_WORDS_OF_RESIDENT} && %s", (list(near),))


def rightness(meant: Sequence[Near]) -> Clause:
    """Return how few letters were wrong if a resident r was meant; nought for none, less for more."""
    wrong = [_wrong_letters(near) for near in meant]
    sql = " + ".join(one.sql for one in wrong)
    return Clause(f"-({sql})", tuple(value for one in wrong for value in one.parameters))


def _wrong_letters(near: Near) -> Clause:
    *nearer, furthest = sorted(set(near.values()))
    cases = [f"WHEN {_WORDS_OF_RESIDENT} && %s THEN {far:d}" for far in nearer]
    values = tuple([word for word, one in near.items() if one == far] for far in nearer)
    return Clause(f"CASE {' '.join(cases)} ELSE {furthest:d} END" if cases else f"{furthest:d}", values)


def _near(typed: Sequence[str]) -> list[Near]:
    found: list[dict[str, int]] = [{} for _ in typed]
    alone = len(typed) == 1
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, [list(typed), [_FORGIVEN] * len(typed)])
        for place, word, changed in cursor.fetchall():
            written = typed[place - 1]
            far = 1 if changed == 2 and _swapped(written, word) else changed
            if far <= _forgiven(written, alone=alone):
                found[place - 1][word] = far
    return [_nearest(found[0])] if alone else list(found)


def _parted(word: str) -> tuple[str, ...]:
    """Return the two words of which `word` was typed without a space; the word itself where it is no such pair."""
    with connection.cursor() as cursor:
        cursor.execute(_PARTED, {"word": word, "shortest": SHORTEST})
        return cursor.fetchone() or (word,)


def _forgiven(typed: str, *, alone: bool) -> int:
    """Return how many wrong letters a word may have. A word alone has no other to be sure by."""
    return _FORGIVEN if len(typed) > (5 if alone else 4) else 1


def _nearest(found: Near) -> Near:
    nearest = min(found.values(), default=0)
    return {word: far for word, far in found.items() if far <= nearest + 1}


def _swapped(typed: str, stored: str) -> bool:
    """Return whether two neighbouring letters changed places and nothing else."""
    if len(typed) != len(stored):
        return False
    differ = [place for place, (one, other) in enumerate(zip(typed, stored, strict=True)) if one != other]
    if len(differ) != 2 or differ[1] != differ[0] + 1:
        return False
    first, second = differ
    return typed[first] == stored[second] and typed[second] == stored[first]
