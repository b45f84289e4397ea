"""Rows of cells → people: typed, mended, and with everything that is wrong with them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, partial
from typing import Final, TypeVar

from services.registers import pin as pins_of_state
from services.registers.imports.cells import accounts, addresses, contacts, dates, names, pins, words
from services.registers.imports.cells.blanks import is_blank
from services.registers.imports.cells.contacts import Document
from services.registers.imports.columns import Mapped, as_text
from services.registers.imports.fields import Field
from services.registers.imports.problems import Code, Problem, Reading
from services.registers.imports.reading import Cell
from services.registers.imports.tables import SourceRow
from services.registers.relations import Relation
from tereze.language.repair import Note, Repair, repair

Value = TypeVar("Value")
_LONGEST: Final[Mapping[Field, int]] = {
    Field.BIRTH_PLACE: 160,
    Field.STREET: 120,
    Field.HOUSE: 20,
    Field.FLAT: 10,
    Field.DOCUMENT_AUTHORITY: 120,
    Field.SURNAME_LATIN: names.LONGEST,
    Field.GIVEN_NAME_LATIN: names.LONGEST,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a household lives, as the row says it; empty texts where it says nothing."""

    village: str = ""
    street: str = ""
    house: str = ""
    flat: str = ""

    def __bool__(self) -> bool:
        return bool(self.village or self.street or self.house or self.flat)


@dataclass(slots=True)
class Person:
    """One row as understood. Empty texts and None mean that the row does not say it."""

    sheet: str
    row: int
    section: str = ""
    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    surname_latin: str = ""
    given_name_latin: str = ""
    pin: str = ""
    birth_date: date | None = None
    birth_place: str = ""
    sex: str = ""
    nationality: str = ""
    phone: str = ""
    document: Document | None = None
    relation: Relation | None = None
    account: str = ""
    book: int | None = None
    page: int | None = None
    place: Place = Place()
    lives_since: date | None = None
    mended: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        return any(problem.is_error for problem in self.problems)

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)


@dataclass(frozen=True)
class Manner:
    """How to read rows: what columns mean, which were typed in an old font, and what the council has said of words.

    `relations` holds search key → relation; `is_village` tells names of villages from other words.
    """

    mapped: Mapped
    today: date
    is_village: Callable[[str], bool]
    legacy: frozenset[int] = frozenset()
    relations: Mapping[str, str] = field(default_factory=dict)


def people(rows: Sequence[SourceRow], manner: Manner) -> Iterator[Person]:
    """Read rows one by one."""
    places = {meaning: place for place, meaning in manner.mapped.items()}
    for row in rows:
        yield _Row(row, places, manner).read()


@lru_cache(maxsize=100_000)
def _mended(text: str, legacy: bool) -> Repair:  # noqa: FBT001 a cache key
    return repair(text, legacy=legacy)


class _Row:
    """One row on its way to becoming a person."""

    def __init__(self, row: SourceRow, places: Mapping[Field, int], manner: Manner) -> None:
        self.row = row
        self.places = places
        self.manner = manner
        self.person = Person(sheet=row.sheet, row=row.number, section=row.section)

    def read(self) -> Person:
        self._name()
        self._identity()
        self._household()
        self._contacts()
        return self.person

    def cell(self, meaning: Field) -> Cell:
        place = self.places.get(meaning, -1)
        return self.row.cells[place] if 0 <= place < len(self.row.cells) else None

    def text(self, meaning: Field) -> str:
        """Return a cell's mended text; empty where it says «жок» or is longer than can be kept."""
        cell = self.cell(meaning)
        if cell is None or cell == "":
            return ""
        if not isinstance(cell, str):
            return as_text(cell)
        mended = _mended(cell, self.places[meaning] in self.manner.legacy)
        self.person.mended += bool({Note.LOOK_ALIKE, Note.LEGACY_FONT} & set(mended.notes))
        if Note.MIXED in mended.notes and meaning in {Field.FULL_NAME, Field.SURNAME, Field.GIVEN_NAME}:
            self.tell(Code.LETTERS_MIXED, meaning)
        text = "" if is_blank(mended.text) else mended.text
        if len(text) > _LONGEST.get(meaning, 400):
            self.tell(Code.TOO_LONG, meaning, {"most": str(_LONGEST.get(meaning, 400))})
            return ""
        return text

    def word(self, meaning: Field, read: Callable[[str], Reading[Value]]) -> Reading[Value]:
        """Read a word of a list; if it is in none, as a word in an old font: a few do not give a column away."""
        text = self.text(meaning)
        reading = read(text)
        if reading.code is None or (old := repair(text, legacy=True).text) == text:
            return reading
        other = read(old)
        return other if other.value is not None else reading

    def tell(self, code: Code, meaning: Field | None, about: Mapping[str, str] | None = None) -> None:
        value = "" if meaning is None else as_text(self.cell(meaning))[:200]
        self.person.problems.append(Problem(code, meaning, value, about or {}))

    def take(self, reading: Reading[Value], meaning: Field) -> Value | None:
        """Return what was read, noting what is wrong with it."""
        if reading.code is not None:
            self.tell(reading.code, meaning, reading.about)
        return reading.value

    def _name(self) -> None:
        parts = [self.text(one) for one in (Field.SURNAME, Field.GIVEN_NAME, Field.PATRONYMIC)]
        in_columns = any(parts)
        read = names.columns(*parts) if in_columns else names.full(self.text(Field.FULL_NAME))
        meaning = Field.SURNAME if in_columns or Field.FULL_NAME not in self.places else Field.FULL_NAME
        if read.code is not None:
            self.tell(read.code, meaning, {"dropped": read.dropped} if read.dropped else {})
        if any(len(part) > names.LONGEST for part in read.name):
            self.tell(Code.TOO_LONG, meaning, {"most": str(names.LONGEST)})
        self.person.surname, self.person.given_name, self.person.patronymic = read.name
        self.person.surname_latin = self.text(Field.SURNAME_LATIN).upper()
        self.person.given_name_latin = self.text(Field.GIVEN_NAME_LATIN).upper()

    def _identity(self) -> None:
        person, today = self.person, self.manner.today
        born = dates.read(self.cell(Field.BIRTH_DATE), today=today)
        sex = self.take(self.word(Field.SEX, words.sex), Field.SEX) or ""
        person.pin = self._pin(born.value, sex or self._implied_sex()) or ""
        said = pins_of_state.check(person.pin, on=today) if person.pin else None
        self._birth_date(born, said.birth_date if said else None)
        self._sex(sex, said.sex if said else None)
        if not person.pin and not person.birth_date and not person.is_wrong:
            self.tell(Code.IDENTITY_MISSING, Field.BIRTH_DATE if Field.BIRTH_DATE in self.places else Field.PIN)

    def _pin(self, born: date | None, sex: str) -> str | None:
        read = pins.read(self.cell(Field.PIN), today=self.manner.today, birth_date=born, sex=sex)
        return self.take(read, Field.PIN)

    def _birth_date(self, born: Reading[date], of_pin: date | None) -> None:
        """A PIN tells the day where the cell has none, or only the year, or a year of two digits of another century."""
        if born.code is Code.DATE_ONLY_YEAR and of_pin and born.about["year"] == str(of_pin.year):
            born = Reading(None)
        if of_pin and born.value and (of_pin.day, of_pin.month) == (born.value.day, born.value.month):
            same_century_digits = (of_pin.year - born.value.year) % 100 == 0
            born = Reading(of_pin) if same_century_digits else born
        self.person.birth_date = self.take(born, Field.BIRTH_DATE)
        if of_pin is None or born.code is not None:
            return
        if self.person.birth_date is None:
            self.person.birth_date = of_pin
            if Field.BIRTH_DATE in self.places:
                self.tell(Code.DATE_FROM_PIN, Field.BIRTH_DATE, {"date": as_text(of_pin)})
        elif self.person.birth_date != of_pin:
            self.tell(Code.PIN_OTHER_DATE, Field.PIN, {"date": as_text(of_pin)})

    def _implied_sex(self) -> str:
        return words.sex_of_relation(self.text(Field.RELATION)) or names.sex_of(
            names.Name(self.person.surname, self.person.given_name, self.person.patronymic)
        )

    def _sex(self, said: str, of_pin: str | None) -> None:
        """The cell's word counts, then the PIN's, then the relation's, then the name's."""
        person = self.person
        person.sex = said or of_pin or words.sex_of_relation(self.text(Field.RELATION))
        if said and of_pin and said != of_pin:
            self.tell(Code.PIN_OTHER_SEX, Field.PIN)
        if person.sex:
            return
        person.sex = names.sex_of(names.Name(person.surname, person.given_name, person.patronymic))
        if person.sex:
            self.tell(Code.SEX_FROM_NAME, Field.SEX, {"sex": person.sex})
        elif not any(problem.field in {Field.SEX, Field.PIN} and problem.is_error for problem in person.problems):
            self.tell(Code.SEX_MISSING, Field.SEX)

    def _household(self) -> None:
        person = self.person
        read = partial(words.relation, sex=person.sex, learnt=self.manner.relations)
        person.relation = self.take(self.word(Field.RELATION, read), Field.RELATION)
        if person.relation and person.sex and not person.relation.fits(person.sex):
            self.tell(Code.RELATION_SEX, Field.RELATION, {"relation": person.relation.value})
        person.book = accounts.whole_number(self.cell(Field.BOOK))
        person.page = accounts.whole_number(self.cell(Field.PAGE))
        person.account = self.take(accounts.account(self.cell(Field.ACCOUNT)), Field.ACCOUNT) or ""
        if person.book and (not person.account or (Field.PAGE not in self.places and person.account.isdigit())):
            page = person.account or str(person.page or "")
            person.account = f"{person.book}-{page}" if page else ""
        person.place = self._place()
        person.lives_since = self._earlier(Field.LIVES_SINCE)

    def _place(self) -> Place:
        whole = addresses.split(self.text(Field.ADDRESS), is_village=self.manner.is_village)
        village = addresses.village_name(self.text(Field.VILLAGE)) or whole.village
        street = addresses.street_name(self.text(Field.STREET)) or whole.street
        if not street and addresses.says_street(self.row.section):
            street = addresses.street_name(self.row.section)
        house = self.take(accounts.house(self._number(Field.HOUSE)), Field.HOUSE) or whole.house
        flat = self.take(accounts.house(self._number(Field.FLAT)), Field.FLAT) or whole.flat
        for meaning, text in ((Field.HOUSE, house), (Field.FLAT, flat)):
            if len(text) > _LONGEST[meaning]:
                self.tell(Code.TOO_LONG, meaning, {"most": str(_LONGEST[meaning])})
        return Place(village, street, house[: _LONGEST[Field.HOUSE]], flat[: _LONGEST[Field.FLAT]])

    def _number(self, meaning: Field) -> Cell:
        cell = self.cell(meaning)
        return self.text(meaning) if isinstance(cell, str) else cell

    def _contacts(self) -> None:
        person = self.person
        person.phone = self.take(contacts.phone(as_text(self.cell(Field.PHONE))), Field.PHONE) or ""
        person.nationality = self.take(self.word(Field.NATIONALITY, words.nationality), Field.NATIONALITY) or ""
        person.birth_place = self.text(Field.BIRTH_PLACE)
        whole = as_text(self.cell(Field.DOCUMENT))
        pair = f"{as_text(self.cell(Field.DOCUMENT_SERIES))} {as_text(self.cell(Field.DOCUMENT_NUMBER))}".strip()
        document = self.take(contacts.document(whole or pair), Field.DOCUMENT if whole else Field.DOCUMENT_NUMBER)
        if document is not None:
            authority, issued = self.text(Field.DOCUMENT_AUTHORITY), self._earlier(Field.DOCUMENT_ISSUED_ON)
            person.document = replace(document, issued_on=issued, authority=authority)

    def _earlier(self, meaning: Field) -> date | None:
        """Return a day that is not needed to know a person: what cannot be read is left out with no error."""
        return dates.read(self.cell(meaning), today=self.manner.today).value
