"""Personal data: everything any service holds on one resident, for the resident who asks for it.

The law on personal data gives everybody the right to know what is held on them, where from and for what. Each service
says what it holds; nothing is masked, for it is the resident's own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tereze.exchange.registry import Registry
from tereze.exchange.values import Bilingual, Column, Row, Table


@dataclass(frozen=True)
class Section:
    """One kind of thing held: what it is called, and the things."""

    name: str
    title: Bilingual
    table: Table


@dataclass(frozen=True)
class Holder:
    """A service that holds something on residents. `find` takes the resident's reference; smaller `order` first."""

    name: str
    order: int
    find: Callable[[str], Iterable[Section]]


registry: Registry[Holder] = Registry("holders of personal data")


def held_on(reference: str) -> list[Section]:
    """Return everything that is held on the resident; kinds of which there is nothing are left out."""
    holders = sorted(registry, key=lambda one: one.order)
    return [section for holder in holders for section in holder.find(reference) if section.table.rows]


def section(name: str, title: Bilingual, columns: Iterable[Column], rows: Iterable[tuple[object, ...]]) -> Section:
    """Return a section of plain rows; what nobody wrote down becomes empty."""
    cells = (tuple("" if cell is None else cell for cell in row) for row in rows)
    numbered = tuple(Row(str(number), row) for number, row in enumerate(cells, start=1))  # type: ignore[arg-type]
    return Section(name, title, Table(tuple(columns), numbered))
