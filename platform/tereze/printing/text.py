"""Text on its way to paper: what is invisible goes, what belongs together stays together."""

import re
import unicodedata

_NO_BREAK = "\u00a0"
_BREAK = "\u200b"
_SPACES = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})

# A longer word would run off the page: no real name or word comes near it.
_LONGEST_WORD = 40
_LONG_WORD = re.compile(rf"[^\s]{{{_LONGEST_WORD + 1},}}")

_LETTER = "А-ЯЁҢӨҮЎҚҒҲA-Z"
_TOGETHER = (
    # "№ 12", "§ 3"
    (re.compile(r"([№§]) (?=\S)"), rf"\1{_NO_BREAK}"),
    # "А. Б. Маматов", "А. Маматов", "с. Кароол" is below
    (re.compile(rf"(?<!\w)([{_LETTER}]\.) ?([{_LETTER}]\.) ?(?=[{_LETTER}])"), rf"\1{_NO_BREAK}\2{_NO_BREAK}"),
    (re.compile(rf"(?<!\w)([{_LETTER}]\.) (?=[{_LETTER}])"), rf"\1{_NO_BREAK}"),
    # "Маматов А. Б.", "Маматов А."
    (re.compile(rf"(?<=[а-яёңөүўқғҳa-z]) ([{_LETTER}]\.)(?= |,|;|$|{_NO_BREAK})"), rf"{_NO_BREAK}\1"),
    # "с. Кароол", "ул. Ленина", "д. 5"
    (re.compile(r"(?<!\w)(с|г|п|д|ул|кв|гр|обл|айл|көч|үй|тел|стр|бет|ст|б)\. (?=\S)"), rf"\1.{_NO_BREAK}"),
    # "23 ноября 2026 года"
    (re.compile(r"(?<!\d)(\d{1,2}) (?=(?:янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек))"), rf"\1{_NO_BREAK}"),
    (re.compile(r"(?<!\d)(\d{4}) (?=г(?:\.|од))"), rf"\1{_NO_BREAK}"),
    # A dash never begins a line.
    (re.compile(r" (?=[—–] )"), _NO_BREAK),
)


def clean(text: str) -> str:
    """Return `text` without control and direction marks, composed (й is one letter), white space made single."""
    spaced = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    if spaced.isascii() and spaced.isprintable():
        return spaced
    return "".join(letter for letter in spaced if unicodedata.category(letter) not in _UNSEEN)


def set_line(text: str) -> str:
    """Return `text` clean and with the spaces that must not break made so: "№ 12", "А. Маматов", "23 ноября"."""
    line = clean(text)
    for pattern, replacement in _TOGETHER:
        line = pattern.sub(replacement, line)
    return _LONG_WORD.sub(_breakable, line)


def _breakable(word: re.Match[str]) -> str:
    letters = word[0]
    return _BREAK.join(letters[at : at + _LONGEST_WORD] for at in range(0, len(letters), _LONGEST_WORD))
