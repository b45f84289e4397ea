"""The streets that typed words may name.

A council has a few hundred streets and its people have thousands of names: asking for the streets first spares most
queries every join with addresses.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from django.db import connection

from services.registers.search import clauses
from services.registers.search.typed import Words

_CALLED: Final = """
SELECT t.place, array_agg(s.id)
FROM unnest(%s::text[]) WITH ORDINALITY t (pattern, place)
JOIN registers_village v ON TRUE
JOIN registers_street s ON s.village_id = v.id AND (s.search_norm LIKE t.pattern OR v.search_norm LIKE t.pattern)
GROUP BY t.place
"""


class Places:
    """What streets the words of some readings name. Asked at most once, and only when it matters."""

    def __init__(self, readings: Iterable[Words]) -> None:
        self._words = tuple(dict.fromkeys(word for words in readings for word in words))

    def called(self, words: Words) -> list[int]:
        """Return the keys of the streets where every word begins a word of the street's or its village's names."""
        if not words:
            return []
        return sorted(set[int].intersection(*(self._of_word.get(word, set()) for word in words)))

    @cached_property
    def _of_word(self) -> Mapping[str, set[int]]:
        patterns = [clauses.beginning(word) for word in self._words]
        with connection.cursor() as cursor:
            cursor.execute(_CALLED, [patterns])
            return {self._words[place - 1]: set(found) for place, found in cursor.fetchall()}
