"""Areas, shares, years, engines, number plates and counts."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from services.registers.imports.cells.blanks import is_blank
from services.registers.imports.columns import as_text
from services.registers.imports.problems import Code, Reading
from services.registers.imports.reading import Cell
from tereze.language.folding import fold

HECTARE: Final = Decimal(10_000)
SOTKA: Final = Decimal(100)
SQUARE_METRE: Final = Decimal(1)
MOST_M2: Final = 2_000_000_000
FIRST_YEAR: Final = 1800
MOST_COUNTED: Final = 100_000
_MOST_PARTS: Final = 10_000

_NUMBER = re.compile(r"(\d{1,3}(?:[ \u00a0\u202f']\d{3})+|\d+)(?:[.,](\d+))?")
_UNITS: Final = (
    (("га", "ha", "гект"), HECTARE),
    (("сот", "сотка", "sotk"), SOTKA),
    (("м2", "м²", "кв", "чарчы", "чм", "m2", "m²", "м"), SQUARE_METRE),
)
_FRACTION = re.compile(r"(\d{1,5})\s*[/\\:]\s*(\d{1,5})")
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%")
_WHOLE: Final = frozenset(map(fold, ("бүт", "толук", "толугу менен", "жеке", "полностью", "целиком", "вся", "весь")))
_YEAR = re.compile(r"(?<!\d)((?:18|19|20)\d{2})(?!\d)")
_ENGINE = re.compile(r"(\d+)(?:[.,](\d+))?")
_PLATE_SIGNS = re.compile(r"[^A-ZА-ЯЁ0-9]")
_TO_LATIN: Final = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")
_HEADS = re.compile(r"(\d+)(?:[.,]0+)?\s*(?:баш|бас|гол|голов\w*|шт|даана|уюк|түп|штук)?\.?", re.IGNORECASE)


class Share(NamedTuple):
    """A share as a fraction."""

    numerator: int = 1
    denominator: int = 1


def _number(text: str) -> Decimal | None:
    found = _NUMBER.search(text)
    if found is None:
        return None
    return Decimal(f"{re.sub(r'[^0-9]', '', found[1])}.{found[2] or 0}")


def area(cell: Cell, *, unit: Decimal | None) -> Reading[int]:
    """Return an area in m². `unit` is what the heading says; a unit in the cell itself goes before it."""
    text = as_text(cell)
    if is_blank(text):
        return Reading()
    number = None if isinstance(cell, date) else _number(text)
    if number is None or text.lstrip().startswith("-"):
        return Reading(None, Code.AREA_UNREADABLE)
    own = re.sub(r"[\d\s.,'\u00a0\u202f]", "", text).lower()
    measure = next((size for words, size in _UNITS if own.startswith(words)), unit)
    if measure is None:
        return Reading(None, Code.AREA_WITHOUT_UNIT)
    found = int((number * measure).to_integral_value(ROUND_HALF_UP))
    return Reading(found) if 0 < found < MOST_M2 else Reading(None, Code.AREA_UNREADABLE)


def size(cell: Cell) -> Reading[Decimal]:
    """Return the area of a building in m², with at most one place after the point."""
    text = as_text(cell)
    if is_blank(text):
        return Reading()
    number = None if isinstance(cell, date) else _number(text)
    if number is None or not 0 < number < 1_000_000:
        return Reading(None, Code.AREA_UNREADABLE)
    return Reading(number.quantize(Decimal("0.1"), ROUND_HALF_UP))


def share(cell: Cell) -> Reading[Share]:
    """Return a share: «1/3», «50 %», «0,25», «бүт». Excel makes 1 March of «1/3», and shows a half as 0.5."""
    if isinstance(cell, date):
        return _fraction(cell.day, cell.month)
    text = as_text(cell)
    if fold(text) in _WHOLE:
        return Reading(Share())
    if is_blank(text):
        return Reading()
    if found := _FRACTION.fullmatch(text.strip(" .")):
        return _fraction(int(found[1]), int(found[2]))
    if found := _PERCENT.fullmatch(text.strip()):
        return _ratio(Decimal(found[1].replace(",", ".")) / 100)
    number = _number(text) if re.fullmatch(r"[\d.,\s]+", text) else None
    return Reading(None, Code.SHARE_UNREADABLE) if number is None else _ratio(number)


def _ratio(value: Decimal) -> Reading[Share]:
    """A third is written 0.33 as often as 0.333333."""
    if not 0 < value <= 1:
        return Reading(None, Code.SHARE_UNREADABLE)
    for parts in range(1, 13):
        whole = (value * parts).to_integral_value(ROUND_HALF_UP)
        if abs(value - whole / parts) < Decimal("0.004") and whole:
            return Reading(Share(int(whole), parts))
    return _fraction(int(value * _MOST_PARTS), _MOST_PARTS)


def _fraction(numerator: int, denominator: int) -> Reading[Share]:
    if not 0 < numerator <= denominator:
        return Reading(None, Code.SHARE_UNREADABLE)
    return Reading(Share(numerator, denominator))


def year(cell: Cell, *, today: date) -> Reading[int]:
    """Return the year a cell names."""
    if isinstance(cell, date):
        return Reading(cell.year)
    text = as_text(cell)
    if is_blank(text):
        return Reading()
    found = _YEAR.search(text)
    if found is None or int(found[1]) > today.year:
        return Reading(None, Code.YEAR_UNREADABLE)
    return Reading(int(found[1]))


def engine(cell: Cell) -> Reading[int]:
    """Return the size of an engine in cm³: «1600», «1,6 л», «1600 см3»."""
    text = as_text(cell)
    if is_blank(text):
        return Reading()
    found = None if isinstance(cell, date) else _ENGINE.search(text.replace(" ", "").replace("\u00a0", ""))
    if found is None:
        return Reading(None, Code.ENGINE_UNREADABLE)
    whole, part = int(found[1]), found[2] or ""
    cubic = whole * 1_000 + int(f"{part:0<3}"[:3]) if whole < 20 else whole
    return Reading(cubic) if 20 <= cubic <= 30_000 else Reading(None, Code.ENGINE_UNREADABLE)


def plate(cell: Cell) -> Reading[str]:
    """Return a number plate in Latin capitals: «01 KG 123 АВС» → «01KG123ABC»."""
    text = as_text(cell)
    if is_blank(text):
        return Reading()
    bare = _PLATE_SIGNS.sub("", text.upper()).translate(_TO_LATIN)
    if not 3 <= len(bare) <= 16 or not re.search(r"\d", bare):
        return Reading(None, Code.PLATE_UNREADABLE)
    return Reading(bare)


def count(cell: Cell) -> Reading[int]:
    """Return how many there are; nothing where the cell is empty, 0 where it says none («0», «жок»)."""
    text = as_text(cell)
    if not re.search(r"[^\W_]", text):
        return Reading()
    if is_blank(text):
        return Reading(0)
    found = None if isinstance(cell, date) else _HEADS.fullmatch(text.strip())
    if found is None or int(found[1]) > MOST_COUNTED:
        return Reading(None, Code.NUMBER_UNREADABLE)
    return Reading(int(found[1]))
