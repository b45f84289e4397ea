"""How far a word as typed is from a word as stored, in wrong letters."""

from collections.abc import Callable, Iterable
from functools import lru_cache

FAR = 3
"""More wrong letters in one word than a search forgives; not counted further."""


def distance(typed: str, stored: str) -> int:
    """Return how many letters were changed, left out, added or swapped with their neighbour; at most FAR."""
    if abs(len(typed) - len(stored)) >= FAR or sum(letter not in stored for letter in typed) >= FAR:
        return FAR
    before: list[int] = []
    row = list(range(len(stored) + 1))
    for place, letter in enumerate(typed):
        earlier, before, row = before, row, [place + 1]
        for column, other in enumerate(stored):
            cost = min(before[column] + (letter != other), before[column + 1] + 1, row[column] + 1)
            swapped = place and column and letter == stored[column - 1] and typed[place - 1] == other
            row.append(min(cost, earlier[column - 1] + 1) if swapped else cost)
    return min(row[-1], FAR)


def measure(typed: Iterable[str]) -> Callable[[str], int]:
    """Return a function that says how far a stored text is from the typed words, taking for each its nearest word.

    A beginning of a stored word counts as the word: people type as far as they need to.
    """
    words = tuple(typed)

    @lru_cache(maxsize=4_096)
    def nearness(word: str, stored: str) -> int:
        begun = distance(word, stored[: len(word)]) + 1 if len(stored) > len(word) else FAR
        return min(distance(word, stored), begun)

    def total(text: str) -> int:
        stored = text.split()
        return sum(min((nearness(word, one) for one in stored), default=FAR) for word in words)

    return total
