"""What somebody meant who typed a Kyrgyz name in Latin letters, in Russian spelling or on the wrong keyboard."""

import re
import unicodedata
from functools import partial

from tereze.language.folding.key import fold
from tereze.language.letters import CYRILLIC, LATIN

MOST_VARIANTS = 4

_APOSTROPHES = "'`‘’ʻʼ"
_CLUSTERS = {
    "shch": "щ",
    "dzh": "ж",
    "ngg": "нг",
    **{f"yo{mark}": "ю" for mark in _APOSTROPHES},
    "zh": "ж",
    "dj": "ж",
    "kh": "х",
    "ch": "ч",
    "sh": "ш",
    "ts": "ц",
    "gh": "г",
    "ph": "ф",
    "ck": "к",
    "ya": "я",
    "yu": "ю",
    "yo": "ё",
    "ye": "е",
    "iu": "ю",
    "ng": "ң",
    **{f"o{mark}": "у" for mark in _APOSTROPHES},  # Uzbek o‘ and g‘
    **{f"g{mark}": "г" for mark in _APOSTROPHES},
}
_LETTERS = dict(
    zip(
        "abdefghijklmnopqrstuvwxzöüçşıñğžčšëèêâûôùņŝ",
        "абдефгхижклмнопкрстуввхзоучшынгжчшеееяюоунщ",
        strict=True,
    )
)
_CLUSTER = re.compile("|".join(sorted(_CLUSTERS, key=len, reverse=True)) + "|ia|.", re.DOTALL)
_LATIN_WORD = re.compile(f"(?<![{CYRILLIC}])[{LATIN}]+(?:[{_APOSTROPHES}][{LATIN}]+)*(?![{CYRILLIC}{LATIN}])")

_VOWELS = "aeiouöüı"
_VOWEL = f"[{_VOWELS}]"
_HARD = "[бвгджзклмнпрстфхцчшщ]"
_CONSONANT = f"[^{_VOWELS}y]"

_HARD_NG = (re.compile(f"ng(?={_VOWEL}|y)"), "ngg")
_HARD_I = (re.compile(f"(?<={_CONSONANT})i(?={_CONSONANT})"), "y")

# Other readings, likeliest first. Each rewrites the Latin text into one that is read only that way.
_OTHER_READINGS = (
    (_HARD_NG,),  # Chyngyz is Чынгыз, though Jangyl is Жаңыл
    (_HARD_I,),  # Bakit
    (_HARD_NG, _HARD_I),  # Chingiz
    ((re.compile(r"(?<=[lnrtv])y\b"), "i"),),  # Dmitry
    ((re.compile("(?<=[ou])e"), ""),),  # older passports: Oezgoen, Uesoen
    ((re.compile("x"), "ks"),),  # Maxat
    ((re.compile(f"(?<={_CONSONANT})ia"), "ya"),),  # Ilia, Natalia, whose ь is not written
    ((re.compile(f"(?<={_CONSONANT})ia"), "i'a"),),  # Diana
)


def to_cyrillic(text: str) -> str:
    """Return the search key of `text` with its Latin words read as Kyrgyz: «Zhangyl Asanova» → «жаныл асанова».

    Understands maps (BGN), passports (ICAO), ISO 9, Uzbek Latin and the spelling of chats, as far as they agree.
    Words with Cyrillic letters stay as they are.
    """
    return fold(_LATIN_WORD.sub(lambda word: _read(word.group()), _lowered(text)))


def variants(text: str) -> tuple[str, ...]:
    """Return the search keys `text` may stand for, likeliest first and at most `MOST_VARIANTS`.

    More than one only where Latin letters are ambiguous: «Chyngyz» → («чыныз», «чынгыз», …).
    """
    lowered = _lowered(text)
    spellings = (lowered, *(_LATIN_WORD.sub(partial(_respell, readings), lowered) for readings in _OTHER_READINGS))
    keys = dict.fromkeys(to_cyrillic(spelling) for spelling in dict.fromkeys(spellings))
    return tuple(keys)[:MOST_VARIANTS]


def native_place(text: str) -> str:
    """Return the search key of the Kyrgyz name that a Russian spelling may stand for: «Терт-Кель» → as «Төрт-Көл».

    Lists of the state write е for ө and ю for ү. Every е is taken for ө, which is too many («Семиз-Кель»): store it
    beside `fold`, never instead; or compare two places by this key on both sides, where it does not matter.
    """
    return fold(re.sub(f"(?<={_HARD})ю", "у", fold(text)).replace("е", "о"))


_QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_JCUKEN = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_QWERTY_SHIFTED = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'
_TO_JCUKEN = str.maketrans(_QWERTY + _QWERTY_SHIFTED, _JCUKEN + _JCUKEN.upper())
_TO_QWERTY = str.maketrans(_JCUKEN + _JCUKEN.upper(), _QWERTY + _QWERTY_SHIFTED)
_ANY_CYRILLIC = re.compile(f"[{CYRILLIC}]")


def keyboard_swap(text: str) -> str:
    """Return what `text` says on the other keyboard layout: «vfvfnjd» → «маматов», «ФТ1234567» → «AN1234567».

    Text with a Cyrillic letter goes to Latin, all other to Cyrillic. ң, ө and ү have no key of their own there.
    """
    return text.translate(_TO_QWERTY if _ANY_CYRILLIC.search(text) else _TO_JCUKEN)


def _lowered(text: str) -> str:
    return unicodedata.normalize("NFC", text.lower().replace("\u0307", ""))


def _respell(readings: tuple[tuple[re.Pattern[str], str], ...], word: re.Match[str]) -> str:
    spelling = word.group()
    for pattern, other in readings:
        spelling = pattern.sub(other, spelling)
    return spelling


def _read(word: str) -> str:
    return "".join(_sound(word, match.start(), match.group()) for match in _CLUSTER.finditer(word))


def _sound(word: str, start: int, cluster: str) -> str:
    before = word[:start]
    if cluster in _CLUSTERS:
        return _CLUSTERS[cluster]
    if cluster == "ia":
        return "я" if not before or before[-1] in _VOWELS + "y" else "ия"
    if cluster == "y":
        return _sound_of_y(before)
    if cluster == "c":
        return "с" if word[start + 1 : start + 2] in {"e", "i", "y"} else "к"
    return _LETTERS.get(cluster, cluster)


def _sound_of_y(before: str) -> str:
    """й after a vowel («Aygul»), else ы. In «Aiyl» the й is written i, so ы follows; in «yy» one of each."""
    if before.endswith("y"):
        return "й" if _sound_of_y(before[:-1]) == "ы" else "ы"
    after_written_j = re.search(f"{_VOWEL}i$", before)
    return "й" if before.endswith(tuple(_VOWELS)) and not after_written_j else "ы"
