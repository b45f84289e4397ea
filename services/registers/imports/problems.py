"""What can be wrong with a row: how grave it is, what it says, and what to do about it."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Final, Generic, NamedTuple, TypeVar

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from services.registers.codes import Sex
from services.registers.imports.fields import Field
from services.registers.relations import Language, Relation


class Severity(StrEnum):
    """An error keeps its row out; a warning asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """One kind of problem. Values are stored with a dry run."""

    NAME_MISSING = auto()
    NAME_HALF = auto()
    NAME_INITIALS = auto()
    NAME_SIGNS = auto()
    NAME_BRACKETS = auto()
    LETTERS_MIXED = auto()
    TOO_LONG = auto()
    IDENTITY_MISSING = auto()
    DATE_UNREADABLE = auto()
    DATE_IMPOSSIBLE = auto()
    DATE_FUTURE = auto()
    DATE_TOO_OLD = auto()
    DATE_ONLY_YEAR = auto()
    DATE_FROM_PIN = auto()
    DATE_SWAPPED = auto()
    PIN_DIGITS = auto()
    PIN_LENGTH = auto()
    PIN_SHORTENED = auto()
    PIN_FIRST_DIGIT = auto()
    PIN_DATE = auto()
    PIN_COMPLETED = auto()
    PIN_OTHER_DATE = auto()
    PIN_OTHER_SEX = auto()
    SEX_UNREADABLE = auto()
    SEX_MISSING = auto()
    SEX_FROM_NAME = auto()
    RELATION_UNREADABLE = auto()
    RELATION_MISSING = auto()
    RELATION_GUESSED = auto()
    RELATION_SEX = auto()
    PHONE_UNREADABLE = auto()
    PHONE_SECOND = auto()
    DOCUMENT_UNREADABLE = auto()
    DOCUMENT_OTHERS = auto()
    DOCUMENT_TWICE = auto()
    NATIONALITY_UNREADABLE = auto()
    VILLAGE_UNKNOWN = auto()
    VILLAGE_MISSPELT = auto()
    VILLAGE_MISSING = auto()
    HOUSEHOLD_WRONG = auto()
    STREET_MISSING = auto()
    HOUSE_WAS_DATE = auto()
    ACCOUNT_UNREADABLE = auto()
    ACCOUNT_WAS_DATE = auto()
    ACCOUNT_IN_TWO_VILLAGES = auto()
    REPEATED = auto()
    REPEATED_ELSEWHERE = auto()
    PIN_TWICE = auto()
    NAMESAKE = auto()
    PIN_OTHERS = auto()
    REGISTER_OTHER_PIN = auto()
    LOOKS_LIKE = auto()
    DIED = auto()
    NAME_CHANGES = auto()
    MOVES = auto()
    TWO_HEADS = auto()
    HEAD_IN_REGISTER = auto()
    NO_HEAD = auto()
    FIRST_IS_HEAD = auto()
    NO_ACCOUNT = auto()
    NO_HOUSEHOLD = auto()
    ADDRESS_DIFFERS = auto()


class About(NamedTuple):
    """How grave a problem is, what it says, and what to do. The words may name {value}s that the problem carries."""

    severity: Severity
    says: Promise
    advice: Promise


_E, _W = Severity.ERROR, Severity.WARNING
_COMPARE = _("Compare it with the document and correct the cell.")
_CHECK = _("Check it; correct the file if it is wrong.")
_AS_TEXT = _("Set the column's format to Text, type the number again from the document, and save.")
_ON_CARD = _("Nothing has to be done now. It can be added on the card after the import.")
_CHOOSE_VILLAGE = _("Choose the village on the page of the check, or correct the cell.")
_CHOOSE_RELATION = _("Choose what it means on the page of the check, or correct the cell.")
_ONE_ROW = _("Leave the right row and delete the other.")

ABOUT: Final[Mapping[Code, About]] = {
    Code.NAME_MISSING: About(_E, _("There is no name."), _("Write surname, given name and patronymic.")),
    Code.NAME_HALF: About(_E, _("Only one word of the name is there."), _("Write surname and given name in full.")),
    Code.NAME_INITIALS: About(
        _E, _("The name has initials only. A certificate needs the full name."), _("Write the names in full.")
    ),
    Code.NAME_SIGNS: About(_E, _("The name holds digits or signs."), _("Leave letters, hyphens and spaces only.")),
    Code.NAME_BRACKETS: About(_W, _("What stands in brackets is left out: {dropped}."), _ON_CARD),
    Code.LETTERS_MIXED: About(
        _W, _("One word has Latin and Cyrillic letters."), _("Type the word again on one keyboard layout.")
    ),
    Code.TOO_LONG: About(_E, _("The text is too long: at most {most} characters."), _("Shorten it.")),
    Code.IDENTITY_MISSING: About(
        _E, _("There is neither a PIN nor a date of birth, so namesakes cannot be told apart."), _("Add one of them.")
    ),
    Code.DATE_UNREADABLE: About(_E, _("This is not understood as a date."), _("Write it like 15.03.1984.")),
    Code.DATE_IMPOSSIBLE: About(_E, _("There is no such day in the calendar."), _COMPARE),
    Code.DATE_FUTURE: About(_E, _("The day is still to come."), _COMPARE),
    Code.DATE_TOO_OLD: About(_E, _("The year is before 1900."), _COMPARE),
    Code.DATE_ONLY_YEAR: About(
        _E, _("Only the year is there, and no PIN that tells the day."), _("Write the whole date, or add the PIN.")
    ),
    Code.DATE_FROM_PIN: About(_W, _("The date of birth is taken from the PIN: {date}."), _CHECK),
    Code.DATE_SWAPPED: About(_W, _("Month and day are swapped; read as {date}."), _CHECK),
    Code.PIN_DIGITS: About(_E, _("A PIN has digits only."), _COMPARE),
    Code.PIN_LENGTH: About(_E, _("A PIN has 14 digits; here are {digits}."), _COMPARE),
    Code.PIN_SHORTENED: About(_E, _("Excel has cut off the last digits of the PIN."), _AS_TEXT),
    Code.PIN_FIRST_DIGIT: About(_E, _("A person's PIN begins with 1 (woman) or 2 (man)."), _COMPARE),
    Code.PIN_DATE: About(_E, _("Digits 2 to 9 of the PIN are no possible date of birth."), _COMPARE),
    Code.PIN_COMPLETED: About(
        _W, _("The first digit of the PIN is missing; by sex and date of birth it is {pin}."), _CHECK
    ),
    Code.PIN_OTHER_DATE: About(_W, _("The PIN says another date of birth: {date}."), _COMPARE),
    Code.PIN_OTHER_SEX: About(_W, _("The PIN says another sex."), _COMPARE),
    Code.SEX_UNREADABLE: About(_E, _("This is not understood as a sex."), _("Write «эркек» or «аял».")),
    Code.SEX_MISSING: About(
        _E, _("The sex is not given and follows neither from the PIN nor from the relation."), _("Add it.")
    ),
    Code.SEX_FROM_NAME: About(_W, _("The sex is taken from the name: {sex}."), _CHECK),
    Code.RELATION_UNREADABLE: About(
        _E, _("The relation to the head is not understood."), _CHOOSE_RELATION
    ),
    Code.RELATION_MISSING: About(
        _W, _("The relation to the head is missing; entered as “other relative”."), _ON_CARD
    ),
    Code.RELATION_GUESSED: About(_W, _("The relation is read as “{relation}”."), _CHECK),
    Code.RELATION_SEX: About(_W, _("The relation “{relation}” does not fit the sex."), _CHECK),
    Code.PHONE_UNREADABLE: About(_W, _("This is no telephone number; it is left out."), _ON_CARD),
    Code.PHONE_SECOND: About(_W, _("Only the first number is taken; left out: {dropped}."), _ON_CARD),
    Code.DOCUMENT_UNREADABLE: About(
        _W, _("Series and number of the document are not understood; they are left out."),
        _("Write them like ID1234567.")
    ),
    Code.DOCUMENT_OTHERS: About(_E, _("In the register this document belongs to {name}."), _COMPARE),
    Code.DOCUMENT_TWICE: About(_E, _("The same document stands in row {row}."), _COMPARE),
    Code.NATIONALITY_UNREADABLE: About(_W, _("The ethnicity is not in the list; it is left out."), _ON_CARD),
    Code.VILLAGE_UNKNOWN: About(_E, _("The council has no such village."), _CHOOSE_VILLAGE),
    Code.VILLAGE_MISSPELT: About(
        _E, _("The council has no such village. Did you mean {village}?"), _CHOOSE_VILLAGE
    ),
    Code.VILLAGE_MISSING: About(
        _E, _("The address says no village, and the council has several."), _("Add the village.")
    ),
    Code.HOUSEHOLD_WRONG: About(
        _E, _("The address of this household, in row {row}, has to be corrected first."), _("Correct that row.")
    ),
    Code.STREET_MISSING: About(_W, _("The address says no street; it is left out."), _ON_CARD),
    Code.HOUSE_WAS_DATE: About(_W, _("Excel has made a date of the house number; read as {house}."), _CHECK),
    Code.ACCOUNT_UNREADABLE: About(
        _E, _("This is no account number: at most 20 characters, with a number."), _("Write it like 3-45.")
    ),
    Code.ACCOUNT_WAS_DATE: About(_E, _("Excel has made a date of the account number."), _AS_TEXT),
    Code.ACCOUNT_IN_TWO_VILLAGES: About(
        _E, _("Account {account} stands for another village in row {row}."),
        _("Account numbers are unique in the council. If each village counts from 1, add a column with the book."),
    ),
    Code.REPEATED: About(_W, _("The same person stands in row {row}; this row is left out."), _ONE_ROW),
    Code.REPEATED_ELSEWHERE: About(_E, _("The same person stands in row {row} in another household."), _ONE_ROW),
    Code.PIN_TWICE: About(_E, _("The PIN stands for somebody else in row {row}."), _COMPARE),
    Code.NAMESAKE: About(_W, _("Row {row} has the same name and date of birth, but another PIN."), _CHECK),
    Code.PIN_OTHERS: About(_E, _("In the register this PIN belongs to {name}."), _COMPARE),
    Code.REGISTER_OTHER_PIN: About(
        _E, _("The register has {name}, born on the same day, with another PIN."),
        _("Compare with the document; correct the file, or the PIN on the card."),
    ),
    Code.LOOKS_LIKE: About(
        _W, _("Looks like {name}, born on the same day, who is in the register. Entered as a new person."), _CHECK
    ),
    Code.DIED: About(
        _E, _("By the register this person died on {date}."), _("Delete the row, or correct the date on the card.")
    ),
    Code.NAME_CHANGES: About(_W, _("The register calls this person {name}; the name is replaced."), _CHECK),
    Code.MOVES: About(_W, _("The person moves here from household {account}."), _CHECK),
    Code.TWO_HEADS: About(
        _E, _("The household already has a head in row {row}."),
        _("Write the relation to that head, or another account number."),
    ),
    Code.HEAD_IN_REGISTER: About(
        _E, _("By the register the head of this household is {name}, who is not in the file."),
        _("Add the former head to the file, or change the head on the household's page first."),
    ),
    Code.NO_HEAD: About(_W, _("The household has no head."), _("Write «үй-бүлө башчысы» for one of its members.")),
    Code.FIRST_IS_HEAD: About(_W, _("The household names no head; the first member is entered as head."), _CHECK),
    Code.NO_ACCOUNT: About(
        _W, _("The household has no account number; it gets {account} until it is entered in a book."), _ON_CARD
    ),
    Code.NO_HOUSEHOLD: About(_W, _("Neither account nor full address: the person is in no household."), _ON_CARD),
    Code.ADDRESS_DIFFERS: About(
        _W, _("The household's first row has another address; this one is left out."), _CHECK
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one cell, or of the whole row where `field` is None; `value` is what was read."""

    code: Code
    field: Field | None
    value: str = ""
    about: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return ABOUT[self.code].severity

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def says(code: str, about: Mapping[str, str]) -> str:
    """Return what a problem says, in the language of the page."""
    return str(ABOUT[Code(code)].says).format_map(_Said(about)).strip()


def advice(code: str) -> str:
    """Return what to do about it, in the language of the page."""
    return str(ABOUT[Code(code)].advice)


class _Said(dict[str, str]):
    """What a message names, codes as words; a translation that names something else must not break the page."""

    def __getitem__(self, key: str) -> str:
        value = super().get(key, "")
        if key == "relation" and value:
            return Relation(value).label(_language())
        if key == "sex" and value:
            return str(Sex(value).label)
        return value or "…"


def _language() -> Language:
    spoken: dict[str, Language] = {"ru": "ru", "en": "en"}
    return spoken.get(get_language() or "", "ky")


Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value]):
    """What a cell says: a value (None: nothing), and what is wrong with it."""

    value: Value | None = None
    code: Code | None = None
    about: Mapping[str, str] = dataclasses.field(default_factory=dict)
