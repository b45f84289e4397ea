"""Wrong letters: which words of the register's names a typed word may have been meant as.

A register has few words and many people who bear them, so each typed word is compared with every word there is.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db import connection

from services.registers.search.clauses import Clause, literal

Near = Mapping[str, int]
"""Words of names, and how many letters are wrong if one of them was meant."""

SHORTEST: Final = 3
"""Words of fewer letters are like too many others."""

MOST_WORDS: Final = 4
"""A name has no more; what follows in a pasted text is something else."""

_FORGIVEN: Final = 2
_NEAR: Final = """
SELECT t.place, m.word, m.whole, m.begun
FROM unnest(%s::text[], %s::text[], %s::text[], %s::int[]) WITH ORDINALITY AS t (word, head, tail, most, place)
CROSS JOIN LATERAL (
  SELECT k.word, levenshtein_less_equal(k.word, t.word, t.most) AS whole, NULL AS begun
  FROM registers_nameword k WHERE levenshtein_less_equal(k.word, t.word, t.most) <= t.most
  UNION ALL
  SELECT longer.word, NULL, longer.begun FROM (
    SELECT k.word, CASE
      WHEN starts_with(k.word, t.word) OR length(t.word) > 3 AND strpos(k.word, t.word) > 0 THEN 0
      WHEN levenshtein_less_equal(left(k.word, length(t.word) - 1), t.word, 1) <= 1 THEN 1
      WHEN levenshtein_less_equal(left(k.word, length(t.word) + 1), t.word, 1) <= 1 THEN 1
      ELSE levenshtein_less_equal(left(k.word, length(t.word)), t.word, 2)
    END AS begun
    FROM registers_nameword k WHERE k.word LIKE t.head OR k.word LIKE t.tail OFFSET 0
  ) longer WHERE longer.begun <= 2
) m
"""
"""A word that only begins like the typed one, one letter apart, still has the first or the second half of it."""
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
    if all(near):
        return near
    parts = ((word,) if one else _parted(word) for word, one in zip(typed, near, strict=True))
    words = [word for pair in parts for word in pair]  # perhaps only a space was left out
    near = _near(words) if len(words) > len(typed) else []
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
    most = [_forgiven(word, alone=len(typed) == 1) for word in typed]
    heads = [f"{literal(word[: len(word) // 2])}%" for word in typed]
    tails = [f"%{literal(word[len(word) // 2 :])}%" for word in typed]
    found: list[dict[str, int]] = [{} for _ in typed]
    with connection.cursor() as cursor:
        # One more than is forgiven: neighbours that changed places count as two there.
        cursor.execute(_NEAR, [list(typed), heads, tails, [one + 1 for one in most]])
        for place, word, whole, begun in cursor.fetchall():
            far = _far(typed[place - 1], word, most[place - 1], whole, begun)
            if far is not None:
                found[place - 1][word] = min(far, found[place - 1].get(word, far))
    return [_nearest(found[0])] if len(found) == 1 else list(found)


def _far(typed: str, stored: str, most: int, whole: int | None, begun: int | None) -> int | None:
    """Return how far a word is from the typed one, as a whole or at its beginning; None if it is too far."""
    if whole is not None:
        wrong = whole if whole < 2 else distance(typed, stored, most)
        return wrong if wrong <= most else None
    assert begun is not None  # one of the two was measured
    wrong = begun if begun < 2 else distance(typed, stored[: len(typed)], 1)
    return wrong + 1 if wrong <= 1 else None


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


def distance(typed: str, stored: str, most: int) -> int:
    """Return how many letters were changed, left out, added or swapped with their neighbour; `most` + 1 if more."""
    if abs(len(typed) - len(stored)) > most or sum(letter not in stored for letter in typed) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(stored) + 1))
    for place, letter in enumerate(typed):
        earlier, before, row = before, row, [place + 1]
        for column, other in enumerate(stored):
            cost = min(before[column] + (letter != other), before[column + 1] + 1, row[column] + 1)
            swapped = place and column and letter == stored[column - 1] and typed[place - 1] == other
            row.append(min(cost, earlier[column - 1] + 1) if swapped else cost)
    return min(row[-1], most + 1)
