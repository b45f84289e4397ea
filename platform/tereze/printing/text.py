"""Text on its way to paper: what is invisible goes, what belongs together stays together."""

import re
import unicodedata

from tereze.printing import fonts

NO_BREAK_SPACE = "\u00a0"
_THIN_SPACE = "\u202f"
"""Between thousands; our typefaces have no such space, and one that does not break does as well."""
_BREAK_HERE = "\u200b"
_SPACES = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
# Control, format (direction marks, soft hyphens), surrogate, private and unassigned.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})

# A much longer word would run out of its line or column; no real one comes near it.
_LONGEST_WORD = 30
_BREAK_EVERY = 8
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")

_CAPITAL = "А-ЯЁҢӨҮЎҚҒҲA-Z"
_SMALL = "а-яёңөүўқғҳa-z"
_MONTH = "янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек"
_SHORT = "с|г|п|д|ул|кв|гр|обл|айл|көч|үй|тел|стр|ст|б"
# What each pattern matches ends in a space that must not break, or is one.
_TOGETHER = (
    re.compile(r"[№§] (?=\S)"),  # № 12
    re.compile(rf"(?<!\w)[{_CAPITAL}]\. (?=[{_CAPITAL}])"),  # А. Маматов
    re.compile(rf"(?<=[{_SMALL}]) (?=[{_CAPITAL}]\.(?!\w))"),  # Маматов А.
    re.compile(rf"(?<!\w)(?:{_SHORT})\. (?=\S)"),  # ул. Ленина
    re.compile(rf"(?<!\d)\d{{1,2}} (?=(?:{_MONTH}))"),  # 23 ноября
    re.compile(r"(?<!\d)\d{4} (?=г(?:\.|од))"),  # 2026 года
    re.compile(r" (?=[—–] )"),  # a dash never begins a line
)
_HYPHENATED = re.compile(r"(?<![\w-])([^\W_]{1,16}(?:-[^\W_]{1,16}){1,2})(?![\w-])")

Line = str | list[str]


def clean(text: str) -> str:
    """Return `text` on one line, composed (й is one letter), without invisible marks.

    Raise `fonts.UnprintableTextError` if a letter of it would be missing on paper.
    """
    line = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).replace(_THIN_SPACE, NO_BREAK_SPACE)
    if not line.isprintable():
        line = "".join(letter for letter in line if unicodedata.category(letter) not in _INVISIBLE)
    fonts.check(line)
    return line


def bound(text: str) -> str:
    """Return `text` clean, with the spaces that must not break: of "№ 12", "А. Маматов", "23 ноября"."""
    line = clean(text)
    for pattern in _TOGETHER:
        line = pattern.sub(_without_break, line)
    return _LONG_WORD.sub(_breakable, line)


def pieces(text: str) -> Line:
    """Return `text` bound; if it has hyphens that must not break (Мырза-Арык), in pieces, every second unbreakable."""
    line = bound(text)
    if "-" not in line:
        return line
    found = _HYPHENATED.split(line)
    return found if len(found) > 1 else line


def _without_break(match: re.Match[str]) -> str:
    return match[0].replace(" ", NO_BREAK_SPACE)


def _breakable(word: re.Match[str]) -> str:
    letters = word[0]
    return _BREAK_HERE.join(letters[at : at + _BREAK_EVERY] for at in range(0, len(letters), _BREAK_EVERY))
