"""Dates in all the forms in which offices write them."""

import re
from datetime import date, timedelta
from typing import Final

from services.registers.imports.cells.blanks import is_blank
from services.registers.imports.problems import Code, Reading
from services.registers.imports.reading import Cell
from tereze.language.folding import fold

FIRST_YEAR: Final = 1900
_EXCEL_BEGINS: Final = date(1899, 12, 30)
_FIRST_SERIAL: Final = 3_000  # 1908: a smaller number is an age or a slip
_LAST_SERIAL: Final = 80_000

_SPELT: Final = ("янв", "фев", "мар", "апр", "маи", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_SPELT_IN_ENGLISH: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS: Final = {
    **{word: month for words in (_SPELT, _SPELT_IN_ENGLISH) for month, word in enumerate(words, start=1)},
    "мая": 5,
    "иун": 6,
    "иул": 7,
    "нов": 11,
}
"""The first three letters of a month, as search keys have them."""
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$")
_YEAR_WORDS = re.compile(r"(?<=\d)\s*-?\s*(?:жылдын|жылы|жыл|ж|года|год|гг|г|туулган|т)\b\.?", re.IGNORECASE)
_ZERO_LETTERS = re.compile(r"(?<=[\d.])[OОoо]|[OОoо](?=[\d.])")
_YMD = re.compile(r"(\d{4})[-./, ]+(\d{1,2})[-./, ]+(\d{1,2})")
_DMY = re.compile(r"(\d{1,2})[-./, ]+(\d{1,2})[-./, ]+(\d{4}|\d{2})")
_YEAR = re.compile(r"(?:00?[-./]00?[-./])?((?:19|20)\d{2})")
_WORD = re.compile(r"[^\W\d]{3,}")

Parts = tuple[int, int, int]


def read(cell: Cell, *, today: date) -> Reading[date]:
    """Return the day a cell says. With only a year, `about` has the year and there is no value."""
    if isinstance(cell, date):
        return _checked(cell, today)
    text = _cleaned(cell)
    if is_blank(text):
        return Reading()
    if text.isdecimal():
        return _digits(text, today)
    if year := _YEAR.fullmatch(text):
        return Reading(None, Code.DATE_ONLY_YEAR, {"year": year[1]})
    parts = _parts(text, today)
    return Reading(None, Code.DATE_UNREADABLE) if parts is None else _day(parts, today)


def _cleaned(cell: Cell) -> str:
    if isinstance(cell, float):
        return str(int(cell))
    text = _TIME.sub("", " ".join(str(cell or "").split()))
    return _YEAR_WORDS.sub("", _ZERO_LETTERS.sub("0", text)).strip(" .,'`\"")


def _digits(text: str, today: date) -> Reading[date]:
    number = int(text)
    if len(text) in {7, 8}:
        return _day(_eight(text.zfill(8)), today)
    if len(text) == 6:
        return _day((_century(text[4:], today), int(text[2:4]), int(text[:2])), today)
    if FIRST_YEAR <= number <= today.year:
        return Reading(None, Code.DATE_ONLY_YEAR, {"year": text})
    if _FIRST_SERIAL < number < _LAST_SERIAL:
        return _checked(_EXCEL_BEGINS + timedelta(days=number), today)
    return Reading(None, Code.DATE_UNREADABLE)


def _eight(text: str) -> Parts:
    """15031984, or 19840315 where that is the only sense it makes."""
    backwards = text[:2] in {"19", "20"} and int(text[4:6]) <= 12 and int(text[2:4]) > 12
    if backwards:
        return int(text[:4]), int(text[4:6]), int(text[6:])
    return int(text[4:]), int(text[2:4]), int(text[:2])


def _parts(text: str, today: date) -> Parts | None:
    if match := _YMD.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _DMY.fullmatch(text):
        return _century(match[3], today), int(match[2]), int(match[1])
    return _with_month_word(text, today)


def _with_month_word(text: str, today: date) -> Parts | None:
    """15 март 1984; 1984-ж. 15-марты; 15.мар.84."""
    month = next((_MONTHS[name] for word in _WORD.findall(text) if (name := fold(word)[:3]) in _MONTHS), None)
    numbers = re.findall(r"\d+", text)
    if month is None or len(numbers) != 2:
        return None
    day, year = (numbers[1], numbers[0]) if len(numbers[0]) == 4 else numbers
    return (_century(year, today), month, int(day)) if len(day) <= 2 and len(year) in {2, 4} else None


def _century(year: str, today: date) -> int:
    """A year of two digits is the last one that has been: in 2026 «26» is 2026 and «27» is 1927."""
    if len(year) != 2:
        return int(year)
    return 2_000 + int(year) if int(year) <= today.year % 100 else 1_900 + int(year)


def _day(parts: Parts, today: date) -> Reading[date]:
    year, month, day = parts
    swapped = 12 < month <= 31 and 0 < day <= 12
    if swapped:
        month, day = day, month
    if month == day == 0 and FIRST_YEAR <= year <= today.year:
        return Reading(None, Code.DATE_ONLY_YEAR, {"year": str(year)})
    try:
        found = date(year, month, day)
    except ValueError:
        return Reading(None, Code.DATE_IMPOSSIBLE)
    checked = _checked(found, today)
    if swapped and checked.code is None:
        return Reading(found, Code.DATE_SWAPPED, {"date": f"{found:%d.%m}.{found.year}"})
    return checked


def _checked(day: date, today: date) -> Reading[date]:
    if day > today:
        return Reading(None, Code.DATE_FUTURE)
    return Reading(None, Code.DATE_TOO_OLD) if day.year < FIRST_YEAR else Reading(day)
