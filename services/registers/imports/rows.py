"""One row of cells on its way to becoming a record: cells are found by their meaning, mended, and read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final, TypeVar

from services.registers.codelists import CodeList
from services.registers.imports.cells import accounts, addresses, codes, dates, names
from services.registers.imports.cells.blanks import is_blank
from services.registers.imports.columns import as_text
from services.registers.imports.entries import Said
from services.registers.imports.fields import Field, Meaning
from services.registers.imports.part import Mapped
from services.registers.imports.problems import Code, Problem, Reading
from services.registers.imports.reading import Cell
from services.registers.imports.tables import SourceRow
from tereze.language.repair import Note, Repair, repair

Value = TypeVar("Value")
_LONGEST: Final[Mapping[Meaning, int]] = {
    Field.BIRTH_PLACE: 160,
    Field.STREET: 120,
    Field.HOUSE: 20,
    Field.FLAT: 10,
    Field.DOCUMENT_AUTHORITY: 120,
    Field.SURNAME_LATIN: names.LONGEST,
    Field.GIVEN_NAME_LATIN: names.LONGEST,
    Field.WORKPLACE: 160,
    Field.ENI: 30,
    Field.TITLE_NUMBER: 60,
    Field.LAND_PLACE: 120,
    Field.CROP: 60,
    Field.MODEL: 80,
}
_LONGEST_TEXT: Final = 400


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is, as the row says it; empty texts where it says nothing."""

    village: str = ""
    street: str = ""
    house: str = ""
    flat: str = ""

    def __bool__(self) -> bool:
        return bool(self.village or self.street or self.house or self.flat)


NOWHERE: Final = Place()


@dataclass(frozen=True)
class Manner:
    """How to read rows: what columns mean, which were typed in an old font, and what the council has said of words.

    `learnt` holds meaning → search key → what the word means; `is_village` tells names of villages from other words.
    """

    mapped: Mapped
    today: date
    is_village: Callable[[str], bool]
    legacy: frozenset[int] = frozenset()
    learnt: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def places(self) -> dict[Meaning, int]:
        """Where the columns stand, by their meaning."""
        return {meaning: place for place, meaning in self.mapped.items()}


@lru_cache(maxsize=100_000)
def _mended(text: str, legacy: bool) -> Repair:  # noqa: FBT001 a cache key
    return repair(text, legacy=legacy)


class Row:
    """One row being read into `said`. Subclasses know which cells make up their record.

    What somebody has mended in the browser stands in place of the cell; the file stays as it is.
    """

    def __init__(self, row: SourceRow, places: Mapping[Meaning, int], manner: Manner, said: Said) -> None:
        self.row = row
        self.places = places
        self.manner = manner
        self.said = said
        said.accepted = row.accepted

    def has(self, meaning: Meaning) -> bool:
        """Return whether the table has such a column, or somebody has filled it in for this row."""
        return meaning in self.places or meaning in self.row.mended

    def cell(self, meaning: Meaning) -> Cell:
        if self.row.mended and meaning in self.row.mended:
            return self.row.mended[meaning]
        place = self.places.get(meaning, -1)
        return self.row.cells[place] if 0 <= place < len(self.row.cells) else None

    def text(self, meaning: Meaning) -> str:
        """Return a cell's mended text; empty where it says «жок» or is longer than can be kept."""
        cell = self.cell(meaning)
        if cell is None or cell == "":
            return ""
        if not isinstance(cell, str):
            return as_text(cell)
        mended = _mended(cell, self.places.get(meaning) in self.manner.legacy and meaning not in self.row.mended)
        self.said.mended += bool({Note.LOOK_ALIKE, Note.LEGACY_FONT} & set(mended.notes))
        if Note.MIXED in mended.notes and meaning in {Field.FULL_NAME, Field.SURNAME, Field.GIVEN_NAME}:
            self.tell(Code.LETTERS_MIXED, meaning)
        text = "" if is_blank(mended.text) else mended.text
        longest = _LONGEST.get(meaning, _LONGEST_TEXT)
        if len(text) > longest:
            self.tell(Code.TOO_LONG, meaning, {"most": str(longest)})
            return ""
        return text

    def word(self, meaning: Meaning, read: Callable[[str], Reading[Value]]) -> Reading[Value]:
        """Read a word of a list; if it is in none, as a word in an old font: a few do not give a column away."""
        text = self.text(meaning)
        reading = read(text)
        if reading.code is None or (old := repair(text, legacy=True).text) == text:
            return reading
        other = read(old)
        return other if other.value is not None else reading

    def code(self, meaning: Meaning, codelist: CodeList) -> str:
        """Return the code of a list that a cell's word means; empty if it says nothing, or nothing we know."""
        learnt = self.manner.learnt.get(meaning, {})
        return self.take(self.word(meaning, lambda text: codes.read(codelist, text, learnt)), meaning) or ""

    def tell(self, code: Code, meaning: Meaning | None, about: Mapping[str, str] | None = None) -> None:
        """Note what is wrong with a cell, or with the whole row."""
        value = "" if meaning is None else as_text(self.cell(meaning))[:200]
        self.said.problems.append(Problem(code, meaning, value, about or {}))

    def take(self, reading: Reading[Value], meaning: Meaning) -> Value | None:
        """Return what was read, noting what is wrong with it."""
        if reading.code is not None:
            self.tell(reading.code, meaning, reading.about)
        return reading.value

    def account(self) -> tuple[str, int | None, int | None]:
        """Return account, book and page; an account counted within its book carries the book."""
        book, page = (accounts.whole_number(self.cell(one)) for one in (Field.BOOK, Field.PAGE))
        account = self.take(accounts.account(self.cell(Field.ACCOUNT)), Field.ACCOUNT) or ""
        if book and (not account or (not self.has(Field.PAGE) and account.isdigit())):
            number = account or str(page or "")
            account = f"{book}-{number}" if number else ""
        return account, book, page

    def place(self) -> Place:
        """Return the address that the row's cells say, whole or in parts."""
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

    def _number(self, meaning: Meaning) -> Cell:
        cell = self.cell(meaning)
        return self.text(meaning) if isinstance(cell, str) else cell

    def earlier(self, meaning: Meaning) -> date | None:
        """Return a day that is not needed to know a record: what cannot be read is left out with no error."""
        return dates.read(self.cell(meaning), today=self.manner.today).value
