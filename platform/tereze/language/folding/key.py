"""Search keys: two spellings of one name fold to one key.

What is lost: case, accents, punctuation, ь and ъ, the difference of ё е э, ң н, ө о, ү у, й и, дж ж, and doubled
vowels. Letters of neighbours' alphabets (ў қ ғ ҳ і) and look-alikes become the Cyrillic letter they stand for.

Words are parted by one space. A hyphen glues: «Мырза-Арык» and «мырзаарык» have one key, «мырзарык». Spelt apart,
«мырза арык» is two words, each of which is found inside the glued key too. So: store `fold` of names and places,
and look for each of `words(what was typed)`, which parts at hyphens as well. Only «мырзаарык» typed for a stored
«Мырза Арык» is left to trigram similarity.

«Асан уулу», «Асан-уулу» and «Асануулу» (and «кызы») all become two words, «асан улу».
"""

import re
import unicodedata

from tereze.language.letters import CYRILLIC, FOREIGN, LATIN, LOOK_ALIKES, SIGNS

_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u2032\""
_NEIGHBOURS = dict(zip("ўұӯқҡғҕҳһҷіїӣєґә", "уууккггххжиииега", strict=True))
_MERGED = dict(zip("ёэңөүй", "ееноуи", strict=True)) | _NEIGHBOURS

_LOOK_ALIKES = str.maketrans({wrong.lower(): _MERGED.get(right.lower(), right.lower())
                              for wrong, right in LOOK_ALIKES.items()})  # fmt: skip
_LATIN = re.compile(f"[{LATIN}]")
_MIXED_WORD = re.compile(f"[{LATIN}{CYRILLIC}]*(?:[{LATIN}][{CYRILLIC}]|[{CYRILLIC}][{LATIN}])[{LATIN}{CYRILLIC}]*")

_DOUBLED_VOWEL = re.compile("|".join(f"{vowel}{vowel}+" for vowel in "аеиоуыюя"))
_DJ = re.compile("д+ж")
_KINSHIP = "(у{2,}лу+|кы+зы+)"
_HYPHENATED_KINSHIP = re.compile(rf"(?:(?<=\w)-|(?<=\w\w\w)|(?<![\w-])){_KINSHIP}(?:-|(?!\w))")
_GLUED_KINSHIP = re.compile(rf"(?<=\w\w\w){_KINSHIP}(?!\w)")


class _Table(dict[int, str]):
    """What each character becomes; worked out when first met, for Unicode is large and names are not."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._fold(chr(code))
        return folded

    @staticmethod
    def _fold(char: str) -> str:
        if char in _HYPHENS:
            return "-"
        lower = char.lower()[0]
        lower = FOREIGN.get(lower, lower)
        lower = _MERGED.get(lower, lower)
        category = unicodedata.category(lower)
        if lower in SIGNS or char in _APOSTROPHES or category in {"Mn", "Me", "Cf"}:
            return ""
        return lower if lower.isalnum() else " "


_TABLE = _Table()


def fold(text: str) -> str:
    """Return the search key of `text`: «Жээнбек уулу Өмүрбек» → «женбек улу омурбек». Folding twice changes nothing."""
    key = unicodedata.normalize("NFC", text).translate(_TABLE)
    if "-" in key:
        key = _HYPHENATED_KINSHIP.sub(r" \1 ", key).replace("-", "")
    if not key.isascii() and _LATIN.search(key):
        key = _MIXED_WORD.sub(_mend_word, key)
    if "дж" in key:
        key = _DJ.sub("ж", key)
    if "улу" in key or "зы" in key:
        key = _part_kinship(key)
    return " ".join(_DOUBLED_VOWEL.sub(_first_letter, key).split())


def words(text: str) -> tuple[str, ...]:
    """Return the keys to look for when `text` is typed: parted at hyphens too, each once, in the order typed."""
    return tuple(dict.fromkeys(fold(re.sub(f"[{_HYPHENS}]", " ", text)).split()))


def _part_kinship(key: str) -> str:
    parted = 1
    while parted:
        key, parted = _GLUED_KINSHIP.subn(r" \1 ", key)
    return key


def _first_letter(match: re.Match[str]) -> str:
    return match.group()[0]


def _mend_word(match: re.Match[str]) -> str:
    mended = match.group().translate(_LOOK_ALIKES)
    return match.group() if _LATIN.search(mended) else mended
