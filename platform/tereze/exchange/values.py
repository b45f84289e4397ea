"""The types of what can be said. Every value survives a round trip through JSON, because snapshots keep it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Literal

Language = Literal["ky", "ru"]


@dataclass(frozen=True)
class Bilingual:
    """A text in both languages."""

    ky: str
    ru: str

    def __getitem__(self, language: Language) -> str:
        return self.ky if language == "ky" else self.ru


@dataclass(frozen=True)
class PersonName:
    """A person's name as written in the document. The patronymic may be empty; `sex` is "m" or "f"."""

    surname: str
    given: str
    patronymic: str
    sex: Literal["m", "f"]

    @property
    def full(self) -> str:
        """«Маматов Бакыт Асанович», «Асан уулу Бакыт»."""
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)

    @property
    def initials(self) -> str:
        """First letters only, for what strangers may see: «М.Б.А.»."""
        return "".join(f"{part[0]}." for part in (self.surname, self.given, self.patronymic) if part)


@dataclass(frozen=True)
class Address:
    """A place of residence. Flat may be empty. Village and street in both languages."""

    village: Bilingual
    street: Bilingual
    house: str
    flat: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table: its key, its heading, how it is aligned, and its share of the width."""

    key: str
    title: Bilingual
    align: Literal["left", "center", "right"] = "left"
    width: float = 1.0


Cell = str | int | date | Bilingual | PersonName


@dataclass(frozen=True)
class Row:
    """A row of a table. `reference` names it, so that a clerk can choose rows."""

    reference: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table of values, for example the members of a household."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


Value = str | int | date | Bilingual | PersonName | Address | Table


@dataclass(frozen=True)
class Stated:
    """A value, and where it comes from («чарба китеби № 3, 45-бет» / «похозяйственная книга № 3, стр. 45»)."""

    value: Value
    source: Bilingual


@dataclass
class Subject:
    """Whom or what a statement is about: `resident`, `household` or `council`, and its public reference.

    `memory` is for the functions that answer: what one of them has read, the next need not read again.
    """

    kind: Literal["resident", "household", "council"]
    reference: str
    memory: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.kind}:{self.reference}"


_TYPES: Mapping[str, type] = {
    cls.__name__: cls for cls in (Bilingual, PersonName, Address, Column, Row, Table, Stated)
}  # fmt: skip


def to_json(value: Any) -> Any:
    """Return `value` as plain JSON."""
    if isinstance(value, date):
        return {"": "date", "day": value.isoformat()}
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    name = type(value).__name__
    if name in _TYPES:
        return {"": name, **{part.name: to_json(getattr(value, part.name)) for part in fields(value)}}
    return value


def from_json(data: Any) -> Any:
    """Return the value that `to_json` made into `data`."""
    if isinstance(data, list):
        return tuple(from_json(item) for item in data)
    if not isinstance(data, dict):
        return data
    if data[""] == "date":
        return date.fromisoformat(data["day"])
    return _TYPES[data[""]](**{key: from_json(item) for key, item in data.items() if key})
