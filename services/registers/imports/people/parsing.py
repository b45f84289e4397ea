"""Rows of cells → people: typed, mended, and with everything that is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

from services.registers import codelists
from services.registers import pin as pins_of_state
from services.registers.codelists import CodeList
from services.registers.imports.cells import codes, contacts, dates, names, pins, words
from services.registers.imports.cells.contacts import Document
from services.registers.imports.columns import as_text
from services.registers.imports.entries import Said
from services.registers.imports.fields import Field, Meaning
from services.registers.imports.problems import Code, Reading
from services.registers.imports.reading import Cell
from services.registers.imports.rows import NOWHERE, Manner, Place, Row
from services.registers.imports.tables import SourceRow
from services.registers.relations import Relation

_ABOUT_LIFE: Final[Sequence[tuple[Meaning, CodeList]]] = (
    (Field.EDUCATION, codelists.EDUCATION),
    (Field.OCCUPATION, codelists.OCCUPATION),
    (Field.MARITAL_STATUS, codelists.MARITAL_STATUS),
    (Field.DISABILITY, codelists.DISABILITY),
    (Field.MILITARY_DUTY, codelists.MILITARY_DUTY),
    (Field.BENEFIT, codelists.BENEFIT),
)
"""Columns whose words are codes of a list; the person has a value of the same name."""


@dataclass(slots=True)
class Person(Said):
    """One row as understood. Empty texts and None mean that the row does not say it.

    `chosen` is the reference of the resident whom somebody named for this row.
    """

    chosen: str = ""
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
    education: str = ""
    occupation: str = ""
    workplace: str = ""
    marital_status: str = ""
    disability: str = ""
    military_duty: str = ""
    benefit: str = ""
    document: Document | None = None
    relation: Relation | None = None
    account: str = ""
    book: int | None = None
    page: int | None = None
    place: Place = NOWHERE
    lives_since: date | None = None

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)


def people(rows: Sequence[SourceRow], manner: Manner) -> Iterator[Person]:
    """Read rows one by one."""
    places = manner.places
    for row in rows:
        yield _PersonRow(row, places, manner).read()


class _PersonRow(Row):
    """One row on its way to becoming a person."""

    def __init__(self, row: SourceRow, places: Mapping[Meaning, int], manner: Manner) -> None:
        self.person = Person(sheet=row.sheet, row=row.number, section=row.section)
        super().__init__(row, places, manner, self.person)

    def read(self) -> Person:
        self.person.chosen = self.text(Field.RESIDENT)
        self._name()
        self._identity()
        self._household()
        self._contacts()
        self._life()
        return self.person

    def _name(self) -> None:
        parts = [self.text(one) for one in (Field.SURNAME, Field.GIVEN_NAME, Field.PATRONYMIC)]
        in_columns = any(parts)
        read = names.columns(*parts) if in_columns else names.full(self.text(Field.FULL_NAME))
        meaning = Field.SURNAME if in_columns or not self.has(Field.FULL_NAME) else Field.FULL_NAME
        if read.code is not None:
            self.tell(read.code, meaning, {"dropped": read.dropped} if read.dropped else {})
        if any(len(part) > names.LONGEST for part in read.name):
            self.tell(Code.TOO_LONG, meaning, {"most": str(names.LONGEST)})
        self.person.surname, self.person.given_name, self.person.patronymic = read.name
        self.person.surname_latin = self.text(Field.SURNAME_LATIN).upper()
        self.person.given_name_latin = self.text(Field.GIVEN_NAME_LATIN).upper()

    def _identity(self) -> None:
        person, today = self.person, self.manner.today
        born = dates.read(self._born(), today=today)
        sex = self.take(self.word(Field.SEX, words.sex), Field.SEX) or ""
        person.pin = self._pin(born.value, sex or self._implied_sex()) or ""
        said = pins_of_state.check(person.pin, on=today) if person.pin else None
        self._birth_date(born, said.birth_date if said else None)
        self._sex(sex, said.sex if said else None)
        if not person.pin and not person.birth_date and not person.is_wrong:
            self.tell(Code.IDENTITY_MISSING, Field.BIRTH_DATE if self.has(Field.BIRTH_DATE) else Field.PIN)

    def _born(self) -> Cell:
        """The cell of the date, or day, month and year of three cells as one text."""
        if not self.has(Field.BIRTH_YEAR) or Field.BIRTH_DATE in self.row.mended:
            return self.cell(Field.BIRTH_DATE)
        parts = [as_text(self.cell(one)) for one in (Field.BIRTH_DAY, Field.BIRTH_MONTH, Field.BIRTH_YEAR)]
        return " ".join(part for part in parts if part)

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
            if self.has(Field.BIRTH_DATE) or self.has(Field.BIRTH_YEAR):
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
        read = partial(words.relation, sex=person.sex, learnt=self.manner.learnt.get(Field.RELATION, {}))
        person.relation = self.take(self.word(Field.RELATION, read), Field.RELATION)
        if person.relation and person.sex and not person.relation.fits(person.sex):
            self.tell(Code.RELATION_SEX, Field.RELATION, {"relation": person.relation.value})
        person.account, person.book, person.page = self.account()
        person.place = self.place()
        person.lives_since = self.earlier(Field.LIVES_SINCE)

    def _contacts(self) -> None:
        person = self.person
        person.phone = self.take(contacts.phone(as_text(self.cell(Field.PHONE))), Field.PHONE) or ""
        person.nationality = self.take(self.word(Field.NATIONALITY, words.nationality), Field.NATIONALITY) or ""
        person.birth_place = self.text(Field.BIRTH_PLACE)
        whole = as_text(self.cell(Field.DOCUMENT))
        pair = f"{as_text(self.cell(Field.DOCUMENT_SERIES))} {as_text(self.cell(Field.DOCUMENT_NUMBER))}".strip()
        document = self.take(contacts.document(whole or pair), Field.DOCUMENT if whole else Field.DOCUMENT_NUMBER)
        if document is not None:
            authority, issued = self.text(Field.DOCUMENT_AUTHORITY), self.earlier(Field.DOCUMENT_ISSUED_ON)
            person.document = replace(document, issued_on=issued, authority=authority)

    def _life(self) -> None:
        """What a column of workplaces often says instead of one («пенсионер», «окуучу») is the occupation."""
        for meaning, codelist in _ABOUT_LIFE:
            if self.has(meaning):
                setattr(self.person, meaning, self.code(meaning, codelist))
        workplace = self.text(Field.WORKPLACE)
        occupation = codes.read(codelists.OCCUPATION, workplace, {}).value if workplace else None
        if occupation and not self.person.occupation:
            self.person.occupation = occupation
        self.person.workplace = "" if occupation else workplace
