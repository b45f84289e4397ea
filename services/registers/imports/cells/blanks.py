"""Cells that say that there is nothing to say."""

from typing import Final

_SIGNS: Final = frozenset(["-", "--", "---", "–", "—", "_", "__", ".", "..", "?", "??", "/", "*", "x", "х", "0"])
_WORDS: Final = frozenset({"жок", "жок.", "маалымат жок", "белгисиз", "пусто", "n/a", "none", "null"})
_RUSSIAN: Final = frozenset({"нет", "нет.", "нету", "нет данных", "не указано", "неизвестно", "н/д"})


def is_blank(text: str) -> bool:
    """Return whether a cell is empty or says «жок», «нет», «-»."""
    return not text or text.strip().lower() in _SIGNS | _WORDS | _RUSSIAN
