"""Mending imported text: look-alike letters, invisible characters, and fonts from before Unicode.

Everything but the old fonts is mended without being asked, for it has one right answer. An old font is a property
of a whole file or column; `looks_legacy` decides over many values, and only then is `repair` told so.
"""

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from tereze.language import legacy_font
from tereze.language.legacy_font import looks_legacy
from tereze.language.letters import CYRILLIC, FOREIGN, LATIN, LOOK_ALIKES

__all__ = ["Note", "Repair", "looks_legacy", "repair"]


class Note(StrEnum):
    """What was mended in a text, or could not be."""

    INVISIBLE = "invisible"
    """Zero-width and control characters were dropped."""
    SPACES = "spaces"
    """No-break spaces, tabs and line breaks became plain spaces."""
    COMPOSED = "composed"
    """Letters spelt as a letter and an accent became one character."""
    LOOK_ALIKE = "look-alike"
    """Letters of other alphabets became the Kyrgyz ones they stood for."""
    LEGACY_FONT = "legacy-font"
    """Letters of an old font became Unicode."""
    MIXED = "mixed"
    """A word has Latin and Cyrillic letters and was left as it is: somebody should look."""


class Repair(NamedTuple):
    """A mended text, and what was done to it; cutting and joining plain spaces is not worth a note."""

    text: str
    notes: tuple[Note, ...]


_SUSPICIOUS = re.compile("[^ -@\\[-`{|}~А-яЁёҢңӨөҮү№«»–—]")
"""All but what a clean Cyrillic text consists of; Latin letters are suspicious beside Cyrillic ones."""

_INVISIBLE = re.compile("[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_ODD_SPACES = re.compile("[\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")

_FOREIGN = str.maketrans(FOREIGN)
_LOOK_ALIKES = str.maketrans(LOOK_ALIKES)
_ANY_LATIN = re.compile(f"[{LATIN}]")
_ANY_CYRILLIC = re.compile(f"[{CYRILLIC}]")
_WORD = re.compile(f"[{LATIN}{CYRILLIC}]+")
_LATIN_WITH_ENDING = re.compile("[A-Z]{2,}[а-яёңөү]+")
"""An abbreviation in Latin capitals with a Kyrgyz ending, «SMSти»: Latin is meant."""


def repair(text: str, *, legacy: bool = False) -> Repair:
    """Return `text` mended, and what that took; `legacy` says that it was typed in an old Kyrgyz font.

    Clean text comes back as it is, and what has been mended once is clean.
    """
    notes: list[Note] = []
    if _SUSPICIOUS.search(text) and not (text.isascii() and text.isprintable()):
        text = _mend(text, notes)
    if legacy:
        text = _apply(legacy_font.decode, text, Note.LEGACY_FONT, notes)
    return Repair(" ".join(text.split()), tuple(notes))


def _mend(text: str, notes: list[Note]) -> str:
    for note, change in _CHANGES:
        text = _apply(change, text, note, notes)
    if _ANY_LATIN.search(text) and any(map(_is_mixed, _WORD.findall(text))):
        notes.append(Note.MIXED)
    return text


def _apply(change: Callable[[str], str], text: str, note: Note, notes: list[Note]) -> str:
    changed = change(text)
    if changed != text:
        notes.append(note)
    return changed


def _without_look_alikes(text: str) -> str:
    text = text.translate(_FOREIGN)
    while not unicodedata.is_normalized("NFC", text):  # an accent after the letter makes it another foreign one
        text = unicodedata.normalize("NFC", text).translate(_FOREIGN)
    return _WORD.sub(_without_latin_letters, text) if _ANY_LATIN.search(text) else text


def _without_latin_letters(match: re.Match[str]) -> str:
    word = match.group()
    if not _is_mixed(word):
        return word
    mended = word.translate(_LOOK_ALIKES)
    return word if _ANY_LATIN.search(mended) else mended


def _is_mixed(word: str) -> bool:
    return bool(_ANY_LATIN.search(word) and _ANY_CYRILLIC.search(word)) and not _LATIN_WITH_ENDING.fullmatch(word)


_CHANGES: tuple[tuple[Note, Callable[[str], str]], ...] = (
    (Note.INVISIBLE, lambda text: _INVISIBLE.sub("", text)),
    (Note.SPACES, lambda text: _ODD_SPACES.sub(" ", text)),
    (Note.COMPOSED, lambda text: unicodedata.normalize("NFC", text)),
    (Note.LOOK_ALIKE, _without_look_alikes),
)
