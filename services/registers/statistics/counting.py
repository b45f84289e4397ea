"""Counting: all that a page asks of one base, in one statement.

Every section of a page groups by other dimensions, so PostgreSQL is asked for grouping sets: the base is read once,
whatever the number of sections.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, CharField, Exists, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from services.registers.models import CustomField, CustomValue
from services.registers.statistics import dimensions
from services.registers.statistics.bases import Base, Rows
from services.registers.statistics.dimensions import Dimension

Chosen = Mapping[str, Sequence[str]]
"""Texts of dimensions that are asked for; of a dimension that is missing, all."""
OWN: Final = "own_"
HAS: Final = "has_"
"""How dimensions of the council's own fields begin: with a text each, and those that only tell whether there is one."""
_COUNTABLE: Final = (CustomField.Type.CHOICE, CustomField.Type.YES_NO, CustomField.Type.NUMBER)


class UnknownDimensionError(LookupError):
    """A base is not counted by that."""


@dataclass(frozen=True)
class Tally:
    """How many rows, and the sum of the base's measure over them."""

    rows: int = 0
    sum: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.rows + other.rows, self.sum + other.sum)


Counted = Mapping[tuple[str, ...], Mapping[tuple[str, ...], Tally]]
"""By the names of the dimensions of a grouping, by their texts."""


def dimensions_of(base: Base) -> dict[str, Dimension]:
    """Return what a base is counted by, the council's own fields of choices, of yes and no and of numbers among it."""
    known = {one.name: replace(one, words=cache(one.words)) for one in base.dimensions}  # words once a page
    if base.about:
        fields = CustomField.objects.filter(about=base.about, type__in=_COUNTABLE, archived_at__isnull=True)
        known |= {one.name: one for one in (_own(base, field) for field in fields)}
    return known


def _own(base: Base, field: CustomField) -> Dimension:
    """Return the dimension of a field: its text; of a number, whether there is one."""
    is_number = field.type == CustomField.Type.NUMBER
    to = "resident" if base.about == "resident" else "pk"
    written = CustomValue.objects.filter(field=field, **{base.about: OuterRef(to)})
    if is_number:
        told: Any = Case(When(Exists(written), then=Value("yes")), default=Value("no"), output_field=CharField())
    else:
        told = Coalesce(Subquery(written.values("text")[:1]), Value(""), output_field=CharField())
    return Dimension(f"{HAS if is_number else OWN}{field.key}", field.label, lambda _on: told, lambda: _words(field))


def _words(field: CustomField) -> dimensions.Words:
    if field.type == CustomField.Type.CHOICE:
        language = "ru" if get_language() == "ru" else "ky"
        return [(one["code"], one[language]) for one in field.choices]
    (yes, said), (no, denied) = dimensions.yes_or_no()
    return [("1", said), ("0", denied)] if field.type == CustomField.Type.YES_NO else [(yes, said), (no, denied)]


def rows_behind(base: Base, chosen: Chosen, *, on: date, known: Mapping[str, Dimension]) -> Rows:
    """Return the rows that a number counts. Raises UnknownDimensionError."""
    rows = base.rows(on)
    for name, texts in chosen.items():
        if name not in known:
            raise UnknownDimensionError(name)
        rows = rows.alias(**{f"by_{name}": known[name].key(on)}).filter(**{f"by_{name}__in": list(texts)})
    return rows


def count(
    base: Base, groupings: Iterable[tuple[str, ...]], chosen: Chosen, *, on: date, known: Mapping[str, Dimension]
) -> Counted:
    """Count the base by each of the groupings (names of dimensions), in one statement."""
    sets = list(dict.fromkeys(groupings))
    names = list(dict.fromkeys(name for one in sets for name in one))
    rows = rows_behind(base, chosen, on=on, known=known).order_by()
    rows = rows.annotate(**{f"by_{name}": known[name].key(on) for name in names})
    inner = rows.values(*(f"by_{name}" for name in names), *([base.measure] if base.measure else []))
    try:
        sql, params = inner.query.sql_with_params()
    except EmptyResultSet:  # no round was closed yet
        return {one: {} for one in sets}
    with connection.cursor() as cursor:
        cursor.execute(_statement(sql, names, sets, base.measure), params)
        return _read(cursor.fetchall(), names, sets)


def _statement(inner: str, names: Sequence[str], sets: Sequence[tuple[str, ...]], measure: str) -> str:
    """Return the statement. Names come from dimensions, never from a request."""
    quote = connection.ops.quote_name
    columns = [quote(f"by_{name}") for name in names]
    grouping = ", ".join("(" + ", ".join(quote(f"by_{name}") for name in one) + ")" for one in sets)
    total = f"COALESCE(SUM({quote(measure)}), 0)" if measure else "0"
    which = f"GROUPING({', '.join(columns)})" if columns else "0"
    told = ", ".join([which, *columns, "COUNT(*)", total])
    return f"SELECT {told} FROM ({inner}) AS rows GROUP BY GROUPING SETS ({grouping})"  # noqa: S608


def _read(rows: Iterable[Sequence[Any]], names: Sequence[str], sets: Sequence[tuple[str, ...]]) -> Counted:
    """Sort what came back: PostgreSQL sets a bit for each dimension that a row is not grouped by."""
    bits = {name: 1 << (len(names) - 1 - place) for place, name in enumerate(names)}
    places = {name: place for place, name in enumerate(names, start=1)}
    of_mask = {sum(bit for name, bit in bits.items() if name not in one): one for one in sets}
    found: dict[tuple[str, ...], dict[tuple[str, ...], Tally]] = {one: {} for one in sets}
    for row in rows:
        grouping = of_mask[row[0]]
        found[grouping][tuple(row[places[name]] for name in grouping)] = Tally(row[-2], int(row[-1]))
    return found
