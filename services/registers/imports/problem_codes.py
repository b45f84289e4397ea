"""The kinds of problems that a row can have."""

from enum import StrEnum, auto
from typing import NamedTuple

from django.utils.functional import Promise


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
    WORD_UNKNOWN = auto()
    ACCOUNT_UNKNOWN = auto()
    AREA_MISSING = auto()
    AREA_UNREADABLE = auto()
    AREA_WITHOUT_UNIT = auto()
    AREA_LARGE = auto()
    COUNT_JUMPS = auto()
    COUNTED_TWICE = auto()
    COUNTED_UNKNOWN = auto()
    ENGINE_UNREADABLE = auto()
    HOUSEHOLD_UNKNOWN = auto()
    KIND_MISSING = auto()
    KIND_UNKNOWN = auto()
    NUMBER_MISSING = auto()
    NUMBER_UNREADABLE = auto()
    OWNER_ALIKE = auto()
    OWNER_BY_INITIALS = auto()
    OWNER_CHANGES = auto()
    OWNER_DIED = auto()
    OWNER_MISSING = auto()
    OWNER_NAMESAKES = auto()
    OWNER_SINCE_TODAY = auto()
    OWNER_UNKNOWN = auto()
    PLATE_UNREADABLE = auto()
    SHARE_UNREADABLE = auto()
    SHARES_OVER = auto()
    STREET_UNKNOWN = auto()
    THING_DIFFERS = auto()
    THING_ENDED = auto()
    YEAR_UNREADABLE = auto()


class About(NamedTuple):
    """How grave a problem is, what it says, and what to do. The words may name {value}s that the problem carries."""

    severity: Severity
    says: Promise
    advice: Promise
