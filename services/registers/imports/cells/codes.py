"""Words of a code list: education, kind of land, walls and the like, in Kyrgyz, Russian and English."""

import difflib
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from services.registers.codelists import CodeList
from services.registers.imports.cells.blanks import is_blank
from services.registers.imports.cells.synonyms import SYNONYMS
from services.registers.imports.problems import Code, Reading
from tereze.language.folding import fold

_SIMILAR_ENOUGH: Final = 0.86
_SHORTEST_SIMILAR: Final = 5
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_YES: Final = frozenset(map(fold, ("ооба", "бар", "да", "есть", "имеется", "yes", "1", "v", "x", "х", "true")))
_NO: Final = frozenset(map(fold, ("жок", "нет", "no", "0", "отсутствует", "false")))


@cache
def _known(name: str) -> Mapping[str, str]:
    codelist = CodeList(name)
    found = {fold(word): code for code, words in SYNONYMS.get(name, {}).items() for word in words.split(", ")}
    for code, entry in codelist.items():
        for label in (entry.ky, entry.ru, entry.en):
            for text in (label, _BRACKETS.sub("", label), *re.split(r"[,(/)]\s*", label)):
                found.setdefault(fold(text), code)
        found.setdefault(code, code)
    found.pop("", None)
    return found


def read(codelist: CodeList, text: str, learnt: Mapping[str, str]) -> Reading[str]:
    """Return the code that a word means. `learnt` holds what the council has said of words: search key → code."""
    if learnt and (code := learnt.get(fold(text))) in codelist:
        return Reading(code)
    return _read(codelist.name, text)


@lru_cache(maxsize=20_000)
def _read(name: str, text: str) -> Reading[str]:
    known, word = _known(name), fold(text)
    if word in known:
        return Reading(known[word])
    if is_blank(text):
        return Reading()
    close = difflib.get_close_matches(word, known, 1, _SIMILAR_ENOUGH) if len(word) >= _SHORTEST_SIMILAR else []
    return Reading(known[close[0]]) if close else Reading(None, Code.WORD_UNKNOWN)


def yes_or_no(text: str) -> Reading[bool]:
    """Return whether a cell says yes; nothing where it is empty."""
    bare = text.strip()
    if not bare:
        return Reading()
    if bare in {"+", "✓"} or fold(bare) in _YES:
        return Reading(value=True)
    return Reading(value=False) if bare in {"-", "–", "—"} or fold(bare) in _NO else Reading(None, Code.WORD_UNKNOWN)
