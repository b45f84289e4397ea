"""Cells that say that there is nothing to say."""

import re
from typing import Final

_SOMETHING = re.compile(r"[^\W_]")
_WORDS: Final = frozenset({"x", "х", "0", "жок", "жок.", "маалымат жок", "белгисиз", "пусто", "n/a", "none", "null"})
_RUSSIAN: Final = frozenset({"нет", "нет.", "нету", "нет данных", "не указано", "неизвестно", "н/д"})
_ALL: Final = _WORDS | _RUSSIAN


def is_blank(text: str) -> bool:
    """Return whether a cell is empty, has signs only («-», «___»), or says «жок», «нет»."""
    return not _SOMETHING.search(text) or text.strip().lower() in _ALL
