"""Cyrillic names in Latin letters: as passports write them, and as maps do.

A person's Latin name is taken from the document, for passports do not follow one rule; these forms are for
names without a document, for made-up residents and for file names.
"""

import unicodedata

_SHARED = dict(zip("абвгдезиклмнопрстуфы", "abvgdeziklmnoprstufy", strict=True)) | {
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "э": "e",
}
_PASSPORT = _SHARED | {
    "ё": "e", "ж": "zh", "й": "i", "ң": "n", "ө": "o", "ү": "u", "ъ": "", "ь": "", "ю": "iu", "я": "ia",
}  # fmt: skip
_BGN = _SHARED | {
    "ё": "yo", "ж": "j", "й": "y", "ң": "ng", "ө": "ö", "ү": "ü", "ъ": '"', "ь": "’", "ю": "yu", "я": "ya",
}  # fmt: skip


def to_latin_passport(text: str) -> str:
    """Return `text` as machine-readable documents spell it (ICAO 9303): «Жаңыл Үсөнова» → «Zhanyl Usonova»."""
    return _spell(text, _PASSPORT)


def to_latin_bgn(text: str) -> str:
    """Return `text` as maps spell it (BGN/PCGN 1979, the national rule for place names): «Өзгөн» → «Özgön»."""
    return _spell(text, _BGN)


def _spell(text: str, letters: dict[str, str]) -> str:
    text = unicodedata.normalize("NFC", text)
    spelt = []
    for index, char in enumerate(text):
        latin = letters.get(char.lower())
        if latin is None:
            spelt.append(char)
        elif char.islower():
            spelt.append(latin)
        else:
            spelt.append(latin.upper() if _in_capitals(text, index) else latin.capitalize())
    return "".join(spelt)


def _in_capitals(text: str, index: int) -> bool:
    """Tell whether the capital at `index` belongs to a word in capitals: «ЖАПАРОВ», not «Жапаров» or «Ш.»."""
    neighbours = (text[index + 1 : index + 2], text[max(index - 1, 0) : index])
    return any(char.isupper() for char in neighbours) and not any(char.islower() for char in neighbours)
