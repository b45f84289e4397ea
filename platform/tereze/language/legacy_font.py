"""Kyrgyz fonts from before Unicode, which drew ө in the place of ъ, ү of the backslash and ң of ё.

In such a file «Айыл ъкмът\\н\\н» means «Айыл өкмөтүнүн» and «Кеёеш» means «Кеңеш». Russian words share the column,
and there ъ and ё are meant. What tells them apart: Russian has ъ only between a consonant and е ё ю я, where Kyrgyz
never has ө; and Kyrgyz has ң only after a vowel, where Russian seldom has ё. So «Объездная», «подъезд», «Асёл» and
«Королёв» come through a legacy column unharmed.
"""

import re
from collections.abc import Iterable

_CONSONANT = "бвгджзйклмнпрстфхцчшщБВГДЖЗЙКЛМНПРСТФХЦЧШЩ"
_VOWEL = "аеёиоуыэюяөүАЕЁИОУЫЭЮЯӨҮ"
_SMALL = "а-яёңөү"
_CAPITAL = "А-ЯЁҢӨҮ"
_LETTER = _SMALL + _CAPITAL
_SEPARATED = "еюяЕЮЯ"

_HARD_SIGN = re.compile(
    rf"(?P<russian>(?<=[{_CONSONANT}])ъ(?=[{_SEPARATED}])|\b(?:в|из|на|об|от|под|раз|с)ъ(?=ём))|ъ", re.IGNORECASE
)
_YO = re.compile(rf"(?P<russian>\b(?:за|на|при)ём|\b(?:мо|тво|сво|е|не)ё\b)|(?<=[{_VOWEL}])ё", re.IGNORECASE)
_WITH_BACKSLASH = re.compile(r"\S*[\\|]\S*")
_BACKSLASH = re.compile(r"(?<![A-Za-z0-9:])\\(?![A-Za-z0-9])")
_BAR = re.compile(rf"(?<![{_SMALL}A-Za-z0-9])\|(?=[{_LETTER}])|(?<=[{_CAPITAL}])\|")
_ABBREVIATION = re.compile(
    rf"\W*(?:[{_CAPITAL}]\\[{_CAPITAL}]|[{_LETTER}]\\[{_VOWEL}]|[{_VOWEL}]\\[{_LETTER}])\W*",
)
"""A backslash for a slash: «А\\О», «с\\о»."""


def decode(text: str) -> str:
    """Return `text` of a legacy column in Unicode; words in which ъ and ё are Russian stay."""
    if not _SUSPICIOUS.search(text):
        return text
    if "\\" in text or "|" in text:
        text = _WITH_BACKSLASH.sub(lambda token: _decode_backslashes(token.group()), text)
    text = _HARD_SIGN.sub(lambda match: _replaced(match, "ө"), text)
    return _YO.sub(lambda match: _replaced(match, "ң"), text)


def _replaced(match: re.Match[str], letter: str) -> str:
    if match["russian"]:
        return match.group()
    return letter.upper() if match.group().isupper() else letter


def _decode_backslashes(token: str) -> str:
    if _ABBREVIATION.fullmatch(token):
        return token
    return _BAR.sub("Ү", _BACKSLASH.sub("Ү" if token.isupper() else "ү", token))


# Proof that a word is legacy, by what stands for what. Left out: ъ at the end of a word and between л and a
# consonant, where careless typists put it for ь («Игоръ», «Гулъмира»); and a backslash between two words that can
# be spoken without it («Ленина\Мира»).
_PROOFS = {
    "ъ at the start or doubled": re.compile(rf"\b[ъЪ](?=[{_LETTER}\\])|ъъ", re.IGNORECASE),
    "ъ between consonants": re.compile(rf"(?<=[{_CONSONANT}])(?<![лЛ])[ъЪ](?=[{_CONSONANT}\\])"),
    "ъ before ё": re.compile(r"[ъЪ][ёЁ](?![мМ])"),
    "ё between vowels": re.compile(rf"(?<=[{_VOWEL}ъЪ])[ёЁ](?=[{_VOWEL}ъЪ\\])"),
    "backslash beside consonants only, or doubled": re.compile(
        rf"(?<![^\W\\])[{_CONSONANT}]+\\|\\[{_CONSONANT}]+(?![^\W\\])|(?<=[{_LETTER}])\\{{2}}"
    ),
}
_SUSPICIOUS = re.compile(r"[ъЪёЁ\\|]")
_GENUINE = re.compile("[өүңӨҮҢ]")
_WORD = re.compile(r"[\w\\]+")
_FEWEST_LETTERS_BESIDE_BACKSLASH = 3

_FEWEST_PROOFS = 2
_LEAST_SHARE_OF_WORDS = 0.01  # ө or ү stands in every sixth Kyrgyz word; typing errors in far fewer than this
_SHARE_THAT_NEEDS_NO_SECOND_KIND = 0.05
_GENUINE_PER_LEGACY = 4  # a file may have been continued in Unicode; past this, what looks legacy is error


def looks_legacy(samples: Iterable[str]) -> bool:
    """Tell whether a column was typed in a legacy font, from its values: all of them, or a few hundred.

    It takes at least two proofs, in a share of the words that errors do not reach; one strange word is no font.
    """
    words = legacy_words = genuine_words = 0
    found: dict[str, int] = dict.fromkeys(_PROOFS, 0)
    for sample in samples:
        for word in _WORD.findall(sample):
            words += 1
            genuine_words += _GENUINE.search(word) is not None
            if _SUSPICIOUS.search(word):
                legacy_words += _count_proofs(word, found)
    kinds = sum(count > 0 for count in found.values())
    return (
        sum(found.values()) >= _FEWEST_PROOFS
        and legacy_words >= words * (_LEAST_SHARE_OF_WORDS if kinds > 1 else _SHARE_THAT_NEEDS_NO_SECOND_KIND)
        and legacy_words * _GENUINE_PER_LEGACY >= genuine_words
    )


def _count_proofs(word: str, found: dict[str, int]) -> bool:
    """Add the proofs in `word` to `found`; tell whether there were any."""
    if "\\" in word and sum(char.isalpha() for char in word) < _FEWEST_LETTERS_BESIDE_BACKSLASH:
        return False  # «с\о», «к\х»: a slash
    counts = {kind: len(proof.findall(word)) for kind, proof in _PROOFS.items()}
    for kind, count in counts.items():
        found[kind] += count
    return any(counts.values())
