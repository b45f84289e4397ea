"""The personal number (ПИН / ИЖН): 14 digits, `S DDMMYYYY NNNNN`.

S is 1 for a woman and 2 for a man (0 belongs to organisations), then the date of birth, then five free digits: no
check digit is published, so none is checked. The number is assigned by the civil registry (Government Resolution
No. 619 of 28 September 2017), which may also change it; disagreement with birth date or sex is therefore a warning,
never an error.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LENGTH = 14
FIRST_YEAR = 1900
_PUNCTUATION = re.compile(r"[\s\-.\u00a0\u202f]+")
_SEX: dict[str, Literal["m", "f"]] = {"1": "f", "2": "m"}


class Problem(StrEnum):
    """What can be wrong with a PIN."""

    DIGITS = auto()
    LENGTH = auto()
    FIRST_DIGIT = auto()
    DATE = auto()
    YEAR = auto()
    FUTURE = auto()
    OTHER_BIRTH_DATE = auto()
    OTHER_SEX = auto()

    @property
    def message(self) -> Promise | str:
        """What it says to the person who typed it, and how to mend it."""
        return MESSAGES[self]


MESSAGES: dict[Problem, Promise | str] = {
    Problem.DIGITS: _("A PIN has digits only. Look for a letter typed by mistake."),
    Problem.LENGTH: _("A PIN has 14 digits. Compare it with the document."),
    Problem.FIRST_DIGIT: _("A person's PIN begins with 1 (woman) or 2 (man)."),
    Problem.DATE: _("Digits 2 to 9 of the PIN are not a date. Compare them with the document."),
    Problem.YEAR: _("The year in the PIN is before 1900. Compare it with the document."),
    Problem.FUTURE: _("The date in the PIN is still to come. Compare it with the document."),
    Problem.OTHER_BIRTH_DATE: _("The PIN says another date of birth."),
    Problem.OTHER_SEX: _("The PIN says another sex."),
}


@dataclass(frozen=True)
class PinCheck:
    """What a PIN says and what is wrong with it. `errors` forbid it; `warnings` ask for a second look.

    `pin` is without spaces; `birth_date` and `sex` are what the number itself says, as far as it can be read.
    """

    pin: str
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    birth_date: date | None = None
    sex: Literal["m", "f"] | None = None

    @property
    def valid(self) -> bool:
        return not self.errors


def check(text: str, *, on: date, birth_date: date | None = None, sex: str = "") -> PinCheck:
    """Read a PIN as typed, and compare it with a birth date and a sex where these are known."""
    pin = _PUNCTUATION.sub("", text)
    if problem := _shape(pin):
        return PinCheck(pin, errors=(problem,))
    said_sex = _SEX.get(pin[0])
    errors = [] if said_sex else [Problem.FIRST_DIGIT]
    said_date, problem = _date(pin, on)
    errors += [problem] if problem else []
    warnings = []
    if said_date and birth_date and said_date != birth_date:
        warnings.append(Problem.OTHER_BIRTH_DATE)
    if said_sex and sex and said_sex != sex:
        warnings.append(Problem.OTHER_SEX)
    return PinCheck(pin, tuple(errors), tuple(warnings), said_date, said_sex)


def _shape(pin: str) -> Problem | None:
    if not pin.isascii() or not pin.isdigit():
        return Problem.DIGITS
    return None if len(pin) == LENGTH else Problem.LENGTH


def _date(pin: str, on: date) -> tuple[date | None, Problem | None]:
    year = int(pin[5:9])
    if year < FIRST_YEAR:
        return None, Problem.YEAR
    try:
        said = date(year, int(pin[3:5]), int(pin[1:3]))
    except ValueError:
        return None, Problem.DATE
    return (None, Problem.FUTURE) if said > on else (said, None)


def mask(pin: str) -> str:
    """Return the PIN as lists show it: the last four digits only."""
    return "•" * max(len(pin) - 4, 0) + pin[-4:]


def masked_apart(one: str, other: str) -> tuple[str, str]:
    """Return two PINs masked, but for the digits in which they differ: so much it takes to tell a slip of the hand."""
    if len(one) != len(other):
        return mask(one), mask(other)
    shown = {place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b or place >= len(one) - 4}
    first, second = ("".join(c if place in shown else "•" for place, c in enumerate(pin)) for pin in (one, other))
    return first, second


def messages(problems: Iterable[Problem]) -> list[str]:
    """Return what the problems say, in the language of the page."""
    return [str(problem.message) for problem in problems]
