"""Numbers that look right and belong to nobody: PINs, documents, telephones. Every one is given once."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from services.registers.synthetic.people import Person
from services.registers.synthetic.vital import birthday, years

# The state issued the present identity card from May 2017, the one before it from 2004; both hold for ten years.
_ID_CARD_SINCE: Final = date(2017, 5, 2).toordinal()
_AUTHORITIES: Final = ("МКК 506255", "МКК 506255", "МКК 506255", "МКК 506226", "МКК 506410")
_REGISTRY_OFFICE: Final = "Өзгөн райондук ЗАГС бөлүмү"
# The operators' ranges; of 99x only these are given out.
_PREFIXES: Final = (
    *(f"{operator}{digit}" for operator in (50, 55, 70, 77) for digit in range(10)),
    *(f"99{digit}" for digit in (0, 5, 6, 7, 8, 9)),
)
# Blocks at the end of the numbers are kept for people who do not exist.
_PIN_BLOCK: Final = 99_000
_PIN_BLOCK_SIZE: Final = 1_000
_DOCUMENT_BLOCK: Final = 9_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the register shows it."""

    type: str
    series: str
    number: str
    issued_on: date
    authority: str


class Registry:
    """Hands numbers out, each once."""

    def __init__(self, rng: Random, today: int) -> None:
        self.rng = rng
        self.today = today
        self._taken: set[str] = set()

    def pin(self, person: Person) -> str:
        """Return `S DDMMYYYY 99NNN` without spaces: S is 1 for a woman, 2 for a man; 99 marks a synthetic serial."""
        day = date.fromordinal(person.born)
        front = f"{'1' if person.sex == 'f' else '2'}{day:%d%m%Y}"
        first = self.rng.randrange(_PIN_BLOCK_SIZE)
        for step in range(_PIN_BLOCK_SIZE):
            pin = f"{front}{_PIN_BLOCK + (first + step) % _PIN_BLOCK_SIZE}"
            if self._take(pin):
                return pin
        raise ValueError(f"More than {_PIN_BLOCK_SIZE} people of one sex were born on {day}.")

    def phone(self) -> str:
        """Return a mobile number in E.164."""
        while True:
            phone = f"+996{self.rng.choice(_PREFIXES)}{self.rng.randrange(10**6):06d}"
            if self._take(phone):
                return phone

    def document(self, person: Person, last_seen: int) -> Document:
        """Return an identity card, or up to sixteen a birth certificate; issued no later than `last_seen`."""
        grown = birthday(person.born, 16)
        if grown >= last_seen - 30:
            issued = min(person.born + self.rng.randrange(4, 60), last_seen)
            return Document("birth_certificate", "KR-X", self._number("KR-X"), _on(issued), _REGISTRY_OFFICE)
        latest = last_seen
        earliest = max(grown, _ID_CARD_SINCE, self.today - years(9.9))
        series = "ID"
        if latest <= earliest:
            series, earliest = "AN", max(grown, latest - years(9.9))
        issued = _working_day(earliest + self.rng.randrange(latest - earliest), earliest)
        return Document("id_card", series, self._number(series), _on(issued), self.rng.choice(_AUTHORITIES))

    def _number(self, series: str) -> str:
        while True:
            number = str(_DOCUMENT_BLOCK + self.rng.randrange(10**7 - _DOCUMENT_BLOCK))
            if self._take(series + number):
                return number

    def _take(self, value: str) -> bool:
        if value in self._taken:
            return False
        self._taken.add(value)
        return True


def _working_day(day: int, earliest: int) -> int:
    """Offices are shut on Saturdays and Sundays."""
    weekend = date.fromordinal(day).weekday() - 4
    return max(day - weekend, earliest) if weekend > 0 else day


def _on(day: int) -> date:
    return date.fromordinal(day)
