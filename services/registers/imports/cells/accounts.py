"""Account, house and flat numbers, and back from the dates that Excel makes of them."""

import re
from datetime import date
from typing import Final

from services.registers.imports.cells.blanks import is_blank
from services.registers.imports.columns import as_text
from services.registers.imports.problems import Code, Reading
from services.registers.imports.reading import Cell

LONGEST_ACCOUNT: Final = 20
_WORDS_BEFORE = re.compile(r"^(?:үй|дом|д|батир|квартира|кв|№|номер|no)[\s.№:-]*", re.IGNORECASE)
_WORDS_AFTER = re.compile(r"[\s-]*(?:үй|дом|батир|кв)\.?$", re.IGNORECASE)
_SIGN = re.compile(r"\s*([-/–—])\s*")


def house(cell: Cell) -> Reading[str]:
    """Return a house or flat number. Excel makes 12 January of «12/1»."""
    if isinstance(cell, date):
        number = f"{cell.day}/{cell.month}"
        return Reading(number, Code.HOUSE_WAS_DATE, {"house": number})
    text = as_text(cell)
    if is_blank(text):
        return Reading()
    return Reading(_WORDS_AFTER.sub("", _WORDS_BEFORE.sub("", text)).strip() or None)


def account(cell: Cell) -> Reading[str]:
    """Return an account number, written alike: «№ 3 - 45» → «3-45»."""
    if isinstance(cell, date):
        return Reading(None, Code.ACCOUNT_WAS_DATE)
    text = as_text(cell)
    if is_blank(text):
        return Reading()
    bare = " ".join(text.replace("№", " ").replace("#", " ").split()).strip(" .")
    number = _SIGN.sub(lambda sign: "/" if sign[1] == "/" else "-", bare)
    if not re.search(r"\d", number) or len(number) > LONGEST_ACCOUNT:
        return Reading(None, Code.ACCOUNT_UNREADABLE)
    return Reading(number)


def whole_number(cell: Cell) -> int | None:
    """Return the number a cell names, for example a book or a page."""
    digits = re.search(r"\d{1,6}", "" if isinstance(cell, date) else as_text(cell))
    return int(digits.group()) if digits else None
