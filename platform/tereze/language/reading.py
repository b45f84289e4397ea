"""How the last word of a phrase is read aloud: an ending follows the sound, not the sign.

«12» is read «он эки», «ЖЧК» ends in the letter's name «ка», «Facebook» is read as it stands.
"""

import re

from tereze.language.letters import CYRILLIC, VOWELS

_UNITS = ("нөл", "бир", "эки", "үч", "төрт", "беш", "алты", "жети", "сегиз", "тогуз")
_TENS = ("", "он", "жыйырма", "отуз", "кырк", "элүү", "алтымыш", "жетимиш", "сексен", "токсон")
_POWERS = ("жүз", "миң", "миң", "миң", "миллион", "миллион", "миллион")

# fmt: off
_LETTER_NAMES = {
    "б": "бе", "в": "ве", "г": "ге", "д": "де", "ж": "же", "з": "зе", "й": "ий", "к": "ка", "л": "эл", "м": "эм",
    "н": "эн", "ң": "ың", "п": "пе", "р": "эр", "с": "эс", "т": "те", "ф": "эф", "х": "ха", "ц": "це", "ч": "че",
    "ш": "ша", "щ": "ща",
}
# fmt: on

_READ_AS_WORDS = frozenset({"ВУЗ", "ГЭС", "ЕАЭБ", "ЖЭБ", "ЗАГС", "СИЗО", "ТЭС", "ТЭЦ", "ФАП"})
"""Abbreviations that people read as a word; all others end in the name of their last letter."""

_LONGEST_ABBREVIATION = 4
_SHORT_PLACES = frozenset({"ОШ"})

_LATIN_SOUNDS = str.maketrans("abcdefghijklmnopqrstuvwxyzöüçş", "абкдефгхижклмнопкрстуввсизөүчш")
_LATIN_WITHOUT_VOWELS = "и"
"""English names of letters end in a front vowel: LLC is read «эл-эл-си»."""

_CYRILLIC = re.compile(f"[{CYRILLIC}]")


def of_number(digits: str) -> str:
    """Return the last word of a whole number's Kyrgyz reading: «2026» → «алты», «30» → «отуз»."""
    kept = digits.rstrip("0")
    zeros = len(digits) - len(kept)
    if not kept:
        return _UNITS[0]
    if zeros == 0:
        return _UNITS[int(kept[-1])]
    if zeros == 1:
        return _TENS[int(kept[-1])]
    return _POWERS[zeros - 2] if zeros - 2 < len(_POWERS) else "миллиард"


def of_word(word: str, *, abbreviated: bool) -> str:
    """Return the lower-case Cyrillic reading of `word`, as far as its end matters."""
    if not _CYRILLIC.search(word):
        sounds = word.lower().translate(_LATIN_SOUNDS)
        return sounds if VOWELS & set(sounds) else _LATIN_WITHOUT_VOWELS
    lower = word.lower()
    spelt = (abbreviated and word not in _READ_AS_WORDS) or not VOWELS & set(lower)
    return _LETTER_NAMES.get(lower[-1], lower) if spelt else lower


def is_abbreviation(word: str, phrase: str) -> bool:
    """Tell whether a word in capitals is an abbreviation («ЖЧК», «БУУ») rather than a shouted word («БАКЫТ»).

    Certain only without vowels or when well known; else a short word in capitals counts as one
    if the rest of the phrase is not in capitals, or if it stands alone.
    """
    if not word.isupper() or len(word) == 1:
        return False
    if word in _READ_AS_WORDS or not VOWELS & set(word.lower()):
        return True
    if phrase.strip() == word:
        return len(word) < _LONGEST_ABBREVIATION and word not in _SHORT_PLACES
    return len(word) <= _LONGEST_ABBREVIATION and not phrase.isupper()
