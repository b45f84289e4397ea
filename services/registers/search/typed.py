"""What was typed into the box, and what it may mean."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from services.registers import keys
from tereze.language import folding
from tereze.language.letters import LOOK_ALIKES

LONGEST = 100
MOST_WORDS = 6
_HYPHENS = re.compile(r"[-\u2010-\u2015\u2212]")
_DIGITS_ONLY = re.compile(r"[\d\s+()./№#-]+")
_ACCOUNT = re.compile(r"№?\s*(\d{1,4})\s*[-/–]\s*(\d{1,5})")
_DOCUMENT = re.compile(r"([^\W\d_]{1,4}(?:-[^\W\d_]{1,3})?)[\s№-]*(\d{5,9})")
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_VOWEL = re.compile("[аеиоуыюя]")
_NUMBER = re.compile(r"\d+(?:[/-]\d+)?[^\W\d_]?")
_NOISE = frozenset(
    folding.fold(word)
    for word in (
        "көч",
        "көчө",
        "көчөсү",
        "көчөсүндө",
        "ул",
        "улица",
        "үй",
        "дом",
        "д",
        "кв",
        "батир",
        "айылы",
        "с",
        "село",
    )
)
_TO_LATIN = str.maketrans({cyrillic: latin for latin, cyrillic in LOOK_ALIKES.items() if latin.isupper()})

Words = tuple[str, ...]


@dataclass(frozen=True)
class Typed:
    """One query, taken apart. Every way to read it is looked for; nothing is refused."""

    raw: str

    @classmethod
    def read(cls, text: str) -> "Typed":
        return cls(" ".join(text[:LONGEST].split()))

    # Numbers alone

    @cached_property
    def digits(self) -> str:
        """The digits, where nothing else was typed; otherwise empty."""
        return re.sub(r"\D", "", self.raw) if _DIGITS_ONLY.fullmatch(self.raw) else ""

    @cached_property
    def phone_end(self) -> str:
        """The digits as a telephone number ends, without the country or the leading 0."""
        return re.sub(r"^(?:00)?(?:996|0)(?=\d{6})", "", self.digits)

    @cached_property
    def book_and_page(self) -> tuple[int, int] | None:
        """A household's account, «3-45» or «№ 03-045»."""
        match = _ACCOUNT.fullmatch(self.raw)
        return (int(match[1]), int(match[2])) if match else None

    @cached_property
    def birth_date(self) -> date | None:
        """A date, typed with dots or as eight digits."""
        match = _DAY.fullmatch(self.raw) or re.fullmatch(r"(\d{2})(\d{2})((?:19|20)\d{2})", self.raw)
        try:
            return date(int(match[3]), int(match[2]), int(match[1])) if match else None
        except ValueError:
            return None

    @cached_property
    def document(self) -> tuple[str, str] | None:
        """Series (Latin capitals) and number of a document, whatever keyboard the series was typed on."""
        match = _DOCUMENT.fullmatch(self.raw)
        return (match[1].upper().translate(_TO_LATIN), match[2]) if match else None

    # Words, and numbers among them

    @cached_property
    def numbers(self) -> Words:
        """The numbers among words: a house, a flat, a year, the end of a PIN."""
        return tuple(part for part in self.raw.split() if _NUMBER.fullmatch(part)) if not self.digits else ()

    @cached_property
    def house(self) -> str:
        """The key of the first number, as a house; otherwise empty."""
        return keys.house(self.numbers[0]) if self.numbers and len(self.numbers[0]) <= 8 else ""

    @cached_property
    def year(self) -> int | None:
        """The first number, as a year of birth."""
        number = self.numbers[0] if self.numbers else ""
        return int(number) if re.fullmatch(r"(?:19|20)\d{2}", number) else None

    @cached_property
    def pin_end(self) -> str:
        """The first number, as the end of a PIN."""
        number = self.numbers[0] if self.numbers else ""
        return number if number.isdigit() and len(number) >= 3 else ""

    @cached_property
    def readings(self) -> tuple[Words, ...]:
        """The words as search keys, as typed or with Latin letters read as Kyrgyz; the likeliest reading first."""
        return self._read(self._text)

    @cached_property
    def other_keyboard(self) -> tuple[Words, ...]:
        """The words as they would read had the keyboard been switched; none where that gives words without a vowel."""
        swapped = self._read(folding.keyboard_swap(self._text))
        return tuple(words for words in swapped if words not in self.readings and all(map(_VOWEL.search, words)))

    @property
    def _text(self) -> str:
        parts = () if self.digits else self.raw.split()
        return " ".join(part for part in parts if not _NUMBER.fullmatch(part))

    @staticmethod
    def _read(text: str) -> tuple[Words, ...]:
        keys_of_text = (keys.soften(key).split() for key in folding.variants(_HYPHENS.sub(" ", text)))
        return tuple(dict.fromkeys(kept for words in keys_of_text if (kept := _kept(tuple(words)))))

    @cached_property
    def is_address(self) -> bool:
        """Whether a word for a street or a house was typed."""
        return any(keys.soften(folding.fold(word)) in _NOISE for word in self.raw.split())


def _kept(words: Words) -> Words:
    """Return the words worth looking for: no words for «street», no single letters."""
    return tuple(dict.fromkeys(word for word in words if word not in _NOISE and len(word) > 1))[:MOST_WORDS]
