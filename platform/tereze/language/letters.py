"""The letters of Kyrgyz, and the ones that are mistaken for them."""

ALPHABET = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
VOWELS = frozenset("аеёиоөуүыэюя")
VOICELESS = frozenset("пткфсшщчцх")
SIGNS = frozenset("ьъ")

LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
"""Latin letters, as the inside of a regular expression's character class."""

CYRILLIC = "\u0400-\u0481\u048a-\u052f"
"""Cyrillic letters, likewise."""


def _both_cases(pairs: dict[str, str]) -> dict[str, str]:
    return pairs | {wrong.upper(): right.upper() for wrong, right in pairs.items()}


FOREIGN = _both_cases(
    {
        "ӊ": "ң",
        "ӈ": "ң",
        "ҥ": "ң",
        "њ": "ң",
        "ɵ": "ө",
        "ѳ": "ө",
        "ӧ": "ө",
        "ӫ": "ө",
        "ӱ": "ү",
    }
) | {"ʏ": "ү"}
"""Code points that Kyrgyz texts use by mistake: nobody in the country needs them for anything else.

`ʏ` is a small capital without an upper case of its own that anybody types.
"""

LOOK_ALIKES = {
    **dict(zip("ABCEHKMOPTXYV", "АВСЕНКМОРТХҮҮ", strict=True)),
    **dict(zip("aceopxyvkëöü", "асеорхүүкёөү", strict=True)),
    **dict(zip("ËÖÜ", "ЁӨҮ", strict=True)),
}
"""Latin letters that stand in Cyrillic words because they look the same.

`Y` and `V` are ү, not у: offices without a Kyrgyz keyboard lack ү, while у is on every keyboard.
"""
