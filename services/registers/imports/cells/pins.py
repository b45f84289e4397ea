"""PINs as spreadsheets mangle them: numbers, powers of ten, spaces, a lost first digit."""

import re
from datetime import date
from decimal import Decimal
from typing import Final

from services.registers import pin
from services.registers.imports.cells.blanks import is_blank
from services.registers.imports.columns import as_text
from services.registers.imports.problems import Code, Reading
from services.registers.imports.reading import Cell

_POWER = re.compile(r"(\d)[.,]?(\d*)[eEеЕ]\+?(\d+)")
_LABEL = re.compile(r"^(?:пин|инн|ижн|pin|inn)\W*", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s\-.,'`\"_/№]+")
_DIGITS_ALIKE: Final = str.maketrans("OОoоlIІ", "0000111")
_SEX_DIGIT: Final = {"f": "1", "m": "2"}
_CODES: Final = {
    pin.Problem.DIGITS: Code.PIN_DIGITS,
    pin.Problem.LENGTH: Code.PIN_LENGTH,
    pin.Problem.FIRST_DIGIT: Code.PIN_FIRST_DIGIT,
    pin.Problem.DATE: Code.PIN_DATE,
    pin.Problem.YEAR: Code.PIN_DATE,
    pin.Problem.FUTURE: Code.PIN_DATE,
}


def read(cell: Cell, *, today: date, birth_date: date | None = None, sex: str = "") -> Reading[str]:
    """Return the PIN of a cell. By `birth_date` and `sex`, which other cells say, a lost first digit is found again."""
    text = as_text(cell)
    if is_blank(text):
        return Reading()
    if power := _POWER.fullmatch(text.replace(" ", "")):
        if len(power[1] + power[2]) < pin.LENGTH - 2:
            return Reading(None, Code.PIN_SHORTENED)
        text = str(int(Decimal(f"{power[1]}.{power[2] or 0}e{power[3]}")))
    number = _BETWEEN.sub("", _LABEL.sub("", text)).translate(_DIGITS_ALIKE)
    if (whole := _completed(number, today, birth_date, sex)) is not None:
        return Reading(whole, Code.PIN_COMPLETED, {"pin": whole})
    checked = pin.check(number, on=today)
    if checked.errors:
        return Reading(None, _CODES[checked.errors[0]], {"digits": str(len(number))})
    return Reading(checked.pin)


def _completed(number: str, today: date, birth_date: date | None, sex: str) -> str | None:
    """Thirteen digits that begin with the person's own date of birth have lost the digit of the sex."""
    if len(number) != pin.LENGTH - 1 or birth_date is None or sex not in _SEX_DIGIT:
        return None
    checked = pin.check(_SEX_DIGIT[sex] + number, on=today)
    return checked.pin if checked.valid and checked.birth_date == birth_date else None
