"""Case endings of Kyrgyz: «Бакыт» → «Бакытка», «айылы» → «айылында», «көчөсү» → «көчөсүндөгү».

The ending follows the last vowel (harmony) and the last sound (voiced, voiceless or vowel) of the last word.
Choices made where the grammar leaves one:

- A soft or hard sign at the end falls off: «Апрель» → «Апрелге».
- Numbers are inflected as they are read, without a hyphen, which is kept for ordinals: «№ 12» → «№ 12ге».
- Abbreviations end as they are read, in lower case: «ЖЧК» → «ЖЧКга»; words in capitals keep them: «БАКЫТКА».
- Closing quotation marks and full stops stay outside: «Береке» → «Берекеге»; so does a remark in brackets.
- Initials after a surname keep their point: «Маматов Б.» → «Маматов Б.ге».
- A phrase without any word is returned as it came.

Written here, because the package `kyrgyz` (0.1.1), which has the same rules and passes all 90 plain forms of our
table, knows no endings after a possessive («айылында», the half of what an address needs) and refuses quotation
marks, initials, «№» and Latin words, which addressees are full of.
"""

import re
import unicodedata
from dataclasses import dataclass

from tereze.language import reading
from tereze.language.letters import SIGNS, VOICELESS, VOWELS

_LAST_WORD = re.compile(r"(?P<word>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\w+)(?P<tail>\W*)$")
_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\W*$")

_LOW = {"а": "а", "ы": "а", "у": "а", "о": "о", "е": "е", "и": "е", "ө": "ө", "ү": "ө"}
_HIGH = {"а": "ы", "ы": "ы", "у": "у", "о": "у", "е": "и", "и": "и", "ө": "ү", "ү": "ү"}
_SOUNDS = {"я": "а", "ю": "у", "ё": "о", "э": "е"}

# fmt: off
_POSSESSED = frozenset({
    # places
    "айылы", "аймагы", "району", "облусу", "шаары", "шаарчасы", "көчөсү", "үйү", "батири", "кварталы", "участогу",
    "тилкеси", "жери", "проспекти", "бульвары", "республикасы",
    # bodies
    "өкмөтү", "кеңеши", "мэриясы", "башкармалыгы", "бөлүмү", "кызматы", "агенттиги", "министрлиги", "инспекциясы",
    "комиссиясы", "соту", "прокуратурасы", "мектеби", "гимназиясы", "лицейи", "университети", "институту", "борбору",
    "бирикмеси", "ассоциациясы", "кооперативи", "фонду", "коому", "ишканасы", "мекемеси", "филиалы",
    # people
    "башчысы", "төрагасы", "катчысы", "адиси", "мүчөсү", "ээси", "уулу", "кызы",
})
# fmt: on
"""Words that end in a third-person possessive wherever they are last in a name or an address."""


def dative(text: str, *, possessive: bool | None = None) -> str:
    """To whom or where to: «Асанович» → «Асановичке»; after a possessive «өкмөтү» → «өкмөтүнө».

    `possessive` says whether the last word carries a third-person possessive ending; left out, the words
    that addresses and names of bodies end in are known. After a consonant there is none to follow.
    """
    return _inflect(text, ("GA", "нA"), possessive=possessive)


def genitive(text: str, *, possessive: bool | None = None) -> str:
    """Whose: «Бакыт» → «Бакыттын», «району» → «районунун». For `possessive` see `dative`."""
    return _inflect(text, ("NYн", "нYн"), possessive=possessive)


def accusative(text: str, *, possessive: bool | None = None) -> str:
    """Whom: «Бакыт» → «Бакытты», «үйү» → «үйүн». For `possessive` see `dative`."""
    return _inflect(text, ("NY", "н"), possessive=possessive)


def locative(text: str, *, possessive: bool | None = None) -> str:
    """Where: «Ош» → «Ошто», «айылы» → «айылында». For `possessive` see `dative`."""
    return _inflect(text, ("DA", "нDA"), possessive=possessive)


def ablative(text: str, *, possessive: bool | None = None) -> str:
    """Where from: «Ош» → «Оштон», «айылы» → «айылынан». For `possessive` see `dative`."""
    return _inflect(text, ("DAн", "нAн"), possessive=possessive)


def attributive(text: str, *, possessive: bool | None = None) -> str:
    """That which is there: «Ош» → «Оштогу», «көчөсү» → «көчөсүндөгү». For `possessive` see `dative`."""
    return _inflect(text, ("DAгI", "нDAгI"), possessive=possessive)


@dataclass(frozen=True)
class _Phrase:
    """A phrase taken apart around the place where the ending goes."""

    head: str
    word: str
    tail: str
    sound: str
    shouted: bool


def _inflect(text: str, patterns: tuple[str, str], *, possessive: bool | None) -> str:
    """Add the first of `patterns` to `text`, or the second after a possessive; `_ending` reads them."""
    phrase = _take_apart(unicodedata.normalize("NFC", text))
    if phrase is None:
        return text
    if possessive is None:
        possessive = phrase.word.lower() in _POSSESSED
    pattern = patterns[1] if possessive and phrase.sound[-1] in VOWELS else patterns[0]
    ending = _ending(pattern, phrase.sound)
    return phrase.head + phrase.word + (ending.upper() if phrase.shouted else ending) + phrase.tail


def _take_apart(text: str) -> _Phrase | None:
    remark = _REMARK.search(text)
    body, outside = (text[: remark.start()], remark.group()) if remark and remark.start() else (text, "")
    last = _LAST_WORD.search(body)
    if last is None:
        return None
    head, word, tail = body[: last.start()], last["word"], last["tail"]
    if word[-1].isdigit():
        digits = re.sub(r"\D", "", word)
        return _Phrase(head, word, tail + outside, reading.of_number(digits), shouted=False)
    if len(word) == 1 and word.isupper() and tail.startswith("."):
        return _Phrase(head, word + ".", tail[1:] + outside, reading.of_word(word, abbreviated=True), shouted=False)
    word = word.rstrip("ьъЬЪ") or word
    abbreviated = reading.is_abbreviation(word, body)
    sound = reading.of_word(word, abbreviated=abbreviated).rstrip("".join(SIGNS)) or word
    return _Phrase(head, word, tail + outside, sound, shouted=len(word) > 1 and word.isupper() and not abbreviated)


def _ending(pattern: str, sound: str) -> str:
    """Spell `pattern` after `sound`: A and Y are low and high vowels in harmony, G, N and D consonants,
    and I is a high vowel in harmony with the A before it."""
    letter = next((letter for letter in reversed(sound) if letter in VOWELS), "а")
    vowel = _SOUNDS.get(letter, letter)
    low, high = _LOW[vowel], _HIGH[vowel]
    after_vowel, voiceless = sound[-1] in VOWELS, sound[-1] in VOICELESS
    letters = {
        "A": low,
        "Y": high,
        "I": _HIGH[low],
        "G": "к" if voiceless else "г",
        "N": "н" if after_vowel else ("т" if voiceless else "д"),
        "D": "т" if voiceless else "д",
    }
    return "".join(letters.get(sign, sign) for sign in pattern)
