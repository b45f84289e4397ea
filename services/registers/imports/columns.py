"""Which column means what: recognised by its heading, else by what stands in it."""

import difflib
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from django.utils.translation import override

from services.registers.imports.fields import Field, Meaning, counted, label
from services.registers.imports.part import Part
from services.registers.imports.reading import Cell
from tereze.language.folding import fold
from tereze.language.repair import looks_legacy, repair

EXACT, PHRASE, SIMILAR = 3, 2, 1
_SIMILAR_ENOUGH: Final = 0.84
_SHORTEST_SIMILAR: Final = 5
_SHORTEST_PHRASE: Final = 3


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a heading says: a meaning, or None for one that is known and not needed. More `strength` is surer."""

    field: Meaning | None
    strength: int


_TOTALS: Final = (
    "Жыйынтыгы", "Жыйынтык", "Бардыгы", "Бардыгы болуп", "Баары", "Жалпы", "Жалпысынан", "Бардыгы жалпы",
    "Итого", "Итог", "Всего", "Итого по селу", "Всего по селу", "Total", "Grand total",
)  # fmt: skip
"""The first words of a row that sums up. A person may bear none of these names."""


@cache
def _spellings(part: Part) -> Mapping[str, Meaning | None]:
    known: dict[str, Meaning | None] = {key(text): None for text in part.not_needed}
    for field, texts in part.spellings.items():
        known.update(dict.fromkeys(map(key, texts), field))
    for language in ("ky", "ru", "en"):
        with override(language):  # our own words, as the example workbook has them
            for field in part.meanings:
                if known.get(own := key(label(field))) is None:
                    known[own] = field
    known.pop("", None)
    return known


@cache
def _totals() -> tuple[str, ...]:
    return tuple(key(text) for text in _TOTALS)


def key(text: str) -> str:
    """Return a heading as it is compared: «Ф.И.О.», «Ф. И. О. » and «ФИО» are one."""
    words = fold(text).split()
    return fold("".join(words)) if words and all(len(word) == 1 for word in words) else " ".join(words)


def is_total(text: str) -> bool:
    """Return whether a row that begins with `text` sums up the rows above it."""
    words = key(text)
    return any(words == total or words.startswith(f"{total} ") for total in _totals())


Title = tuple[str, ...]
"""The heading of one column: the cells above each other, from the top one («Паспорт», «сериясы»)."""


@lru_cache(maxsize=8_192)
def recognise(title: Title, part: Part) -> Recognised | None:
    """Return what a heading says, also if it was typed in an old font; None if it is not understood.

    Where headings stand above each other, both together are surest, then the lower one, unless the upper one says
    that nothing below is needed («Үй-бүлө башчысы» above «ФАА»).
    """
    whole, upper, lower = (_said(text, part) for text in (" ".join(title), title[0], title[-1]))
    if whole is not None and whole.strength == EXACT:
        return whole
    if len(title) > 1 and upper is not None and upper == Recognised(None, EXACT):
        return upper
    if lower is not None and lower.strength == EXACT:
        return Recognised(lower.field, PHRASE if len(title) > 1 else EXACT)
    return whole


def _said(text: str, part: Part) -> Recognised | None:
    return _recognise(key(repair(text).text), part) or _recognise(key(repair(text, legacy=True).text), part)


def _recognise(text: str, part: Part) -> Recognised | None:
    known = _spellings(part)
    if text in known:
        return Recognised(known[text], EXACT)
    phrase = _longest_phrase(text, part)
    return None if phrase is None else Recognised(known[phrase], PHRASE)


def _similar(title: Title, part: Part) -> Recognised | None:
    """Return what a heading with a slip of the finger says. Slow: for the row of headings only."""
    known = _spellings(part)
    for legacy in (False, True):
        text = key(repair(" ".join(title), legacy=legacy).text)
        if len(text) >= _SHORTEST_SIMILAR and (close := difflib.get_close_matches(text, known, 1, _SIMILAR_ENOUGH)):
            return Recognised(known[close[0]], SIMILAR)
    return None


@cache
def _phrases(part: Part) -> Mapping[str, tuple[str, ...]]:
    """The known headings by their first word."""
    found: dict[str, tuple[str, ...]] = {}
    for one in _spellings(part):
        if len(one) >= _SHORTEST_PHRASE:
            first = one.split()[0]
            found[first] = (*found.get(first, ()), one)
    return found


def _longest_phrase(text: str, part: Part) -> str | None:
    """Return the longest known heading whose words stand in `text`: «Паспорт сериясы жана №» says «Паспорт сериясы»."""
    padded, known = f" {text} ", _phrases(part)
    inside = [one for word in set(text.split()) for one in known.get(word, ()) if f" {one} " in padded]
    return max(inside, key=lambda one: (len(one), -padded.index(one)), default=None)


def guess(titles: Sequence[Title], rows: Sequence[Sequence[Cell]], part: Part) -> dict[int, Meaning]:
    """Return what each column means, by its heading or else by its content; no meaning is given twice.

    Of two columns with one heading the surer wins, then the left one. `rows` are some rows below the headings.
    """
    said = {
        place: found
        for place, title in enumerate(titles)
        if (found := recognise(title, part) or _similar(title, part)) is not None
    }
    _number_beside_series(titles, said)
    _birth_in_parts(titles, said)
    _house_or_cow(titles, said)
    mapped: dict[int, Meaning] = {}
    taken: set[Meaning] = set()
    for place, found in sorted(said.items(), key=lambda item: (-item[1].strength, item[0])):
        if found.field is not None and found.field not in taken:
            mapped[place] = found.field
            taken.add(found.field)
    for place in sorted(set(range(len(titles))) - said.keys()):
        field = by_content(row[place] for row in rows if place < len(row))
        if field in part.by_content and field not in taken:
            mapped[place] = field
            taken.add(field)
    _drop_covered(mapped)
    return dict(sorted(mapped.items()))


def _number_beside_series(titles: Sequence[Title], said: dict[int, Recognised]) -> None:
    """A bare «номери» right of «сериясы» is the document's number."""
    for left, right in pairwise(range(len(titles))):
        bare = key(titles[right][-1]) in {"номер", "номери", "", "no", "number"}
        if bare and left in said and said[left].field is Field.DOCUMENT_SERIES:
            said[right] = Recognised(Field.DOCUMENT_NUMBER, EXACT)


_BIRTH: Final = frozenset({Field.BIRTH_DATE, Field.BIRTH_DAY, Field.BIRTH_YEAR})
_PARTS_OF_BIRTH: Final = (
    (("кун", "числ", "ден", "day"), Field.BIRTH_DAY),
    (("жыл", "год", "year"), Field.BIRTH_YEAR),
)  # fmt: skip


def _birth_in_parts(titles: Sequence[Title], said: dict[int, Recognised]) -> None:
    """Where the month of birth stands in a column of its own, so do the day and the year."""
    if not any(found.field is Field.BIRTH_MONTH for found in said.values()):
        return
    for place, found in said.items():
        last = key(titles[place][-1]).split()
        for beginnings, meaning in _PARTS_OF_BIRTH if found.field in _BIRTH else ():
            if any(word.startswith(beginnings) for word in last):
                said[place] = Recognised(meaning, found.strength)


_HOUSE: Final = "Үй"


def _house_or_cow(titles: Sequence[Title], said: dict[int, Recognised]) -> None:
    """«Үй» is a house and «уй» a cow; typed without ү, a house is what stands right of the street."""
    cow = counted("cow")
    for place, found in said.items():
        if found.field != cow or key(titles[place][-1]) != key(_HOUSE):
            continue
        left = said.get(place - 1)
        if "ү" in titles[place][-1].lower() or (left and left.field == Field.STREET):
            said[place] = Recognised(Field.HOUSE, found.strength)


def _drop_covered(mapped: dict[int, Meaning]) -> None:
    """With surname and given name in columns of their own, a column of full names would only contradict them."""
    fields = set(mapped.values())
    if {Field.FULL_NAME, Field.SURNAME, Field.GIVEN_NAME} <= fields:
        mapped.pop(next(place for place, field in mapped.items() if field == Field.FULL_NAME))


_PIN = re.compile(r"[012][0-3]\d[01]\d[12]\d{8}")
_PHONE = re.compile(r"(?:\+?996|0)[2-9]\d{8}")
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})|\d{4}-\d\d-\d\d")
_DOCUMENT = re.compile(r"(?:ID|AN|AC|PE|АН|АС)\W*\d{7}", re.IGNORECASE)
_SEX_WORDS = frozenset(map(fold, ["эркек", "аял", "муж", "жен", "мужской", "женский", "м", "ж", "э", "а", "эр", "кыз"]))
_ENOUGH: Final = 0.6


def _is_pin(text: str) -> bool:
    return bool(_PIN.fullmatch(re.sub(r"\s", "", text)))


def _is_phone(text: str) -> bool:
    return bool(_PHONE.fullmatch(re.sub(r"[\s()-]", "", text)))


_BY_CONTENT: Final[Sequence[tuple[Field, Callable[[str], bool]]]] = (
    (Field.PIN, _is_pin),
    (Field.BIRTH_DATE, lambda text: bool(_DAY.match(text))),
    (Field.PHONE, _is_phone),
    (Field.DOCUMENT, lambda text: bool(_DOCUMENT.match(text))),
    (Field.SEX, lambda text: fold(text) in _SEX_WORDS),
)


def by_content(cells: Iterable[Cell]) -> Field | None:
    """Return what a column without a heading seems to hold, judged by most of its filled cells."""
    filled = [text for cell in cells if (text := as_text(cell))]
    for field, fits in _BY_CONTENT if filled else ():
        if sum(map(fits, filled)) >= _ENOUGH * len(filled):
            return field
    return None


def as_text(cell: Cell) -> str:
    """Return a cell as a person reads it: whole numbers without «.0», dates as they are written here."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, date):
        return f"{cell:%d.%m}.{cell.year}"
    return "" if cell is None else str(cell)


_LEGACY_SIGNS = re.compile(r"[ъё\\|]", re.IGNORECASE)
_TRUE_LETTERS = re.compile("[ңөү]", re.IGNORECASE)


def legacy_places(rows: Sequence[Sequence[Cell]], width: int) -> frozenset[int]:
    """Return the columns that were typed in a font from before Unicode."""
    columns: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        for place, cell in enumerate(row[:width]):
            if isinstance(cell, str) and cell:
                columns[place].append(cell)
    sure = {place for place, texts in enumerate(columns) if texts and looks_legacy(texts)}
    return frozenset(sure | {place for place, texts in enumerate(columns) if sure and _may_be_legacy(texts)})


def _may_be_legacy(texts: Sequence[str]) -> bool:
    """Beside a column in an old font, another with the font's signs and no true ң ө ү is in that font too."""
    whole = "\n".join(texts)
    return bool(_LEGACY_SIGNS.search(whole)) and not _TRUE_LETTERS.search(whole)


def fingerprint(titles: Sequence[Title]) -> str:
    """Return a key for a row of headings: tables with the same headings in the same order have the same one."""
    lines = (key(repair(" ".join(title)).text) for title in titles)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]
