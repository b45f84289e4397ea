"""Writing rows so that each write can be told, and taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from json import dumps, loads
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from psycopg import sql

Row = Mapping[str, Any]
_M = TypeVar("_M", bound=models.Model)


@dataclass(frozen=True)
class Change:
    """One write, in the columns of the table. `before` is None for a row it made, `after` for one it deleted."""

    model: str
    record_id: int
    before: Row | None
    after: Row | None

    def new(self, column: str) -> bool:
        """Return whether the write gave `column` another value."""
        return (self.before or {}).get(column) != (self.after or {}).get(column)

    @property
    def row(self) -> Row:
        """The row after the write; of a deleted one, as it was."""
        return self.after if self.after is not None else self.before or {}


class Pen:
    """Writes rows of the register inside a transaction and remembers each write in order."""

    def __init__(self) -> None:
        self.changes: list[Change] = []

    def create(self, row: _M) -> _M:
        """Write a new row."""
        row.save(force_insert=True)
        self._note(row, None)
        return row

    def change(self, row: _M, **values: Any) -> _M:
        """Give the row other values; `row` has them afterwards. Nothing is written where they are the same."""
        fresh = type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
        before = image(fresh)
        for name, value in values.items():
            setattr(fresh, name, value)
            setattr(row, name, value)
        fresh.save()
        self._note(fresh, before)
        return row

    def delete(self, row: models.Model) -> None:
        """Delete the row."""
        before, key = image(row), row.pk
        type(row)._base_manager.filter(pk=key)._raw_delete(using="default")
        self.changes.append(Change(str(row._meta.model_name), key, before, None))

    def _note(self, row: models.Model, before: Row | None) -> None:
        after = image(row)
        if before != after:
            self.changes.append(Change(str(row._meta.model_name), row.pk, before, after))


def image(row: models.Model) -> Row | None:
    """Return the row as the database writes it in JSON; None if it is not there."""
    return image_of(type(row), row.pk)


def image_of(model: type[models.Model], key: int) -> Row | None:
    """Return the row with that key as the database writes it in JSON; None if it is not there."""
    text = sql.SQL("SELECT to_jsonb(t) FROM {} t WHERE id = %s").format(_table(model))
    with connection.cursor() as cursor:
        cursor.execute(text, [key])
        found = cursor.fetchone()
    return loads(found[0]) if found else None  # Django leaves jsonb as text


def put_back(model: type[models.Model], change: Change) -> None:
    """Undo one write: delete what it made, give back what it changed or deleted."""
    if change.before is None:
        text = sql.SQL("DELETE FROM {} WHERE id = %s").format(_table(model))
        _execute(text, [change.record_id])
        return
    columns = [
        sql.Identifier(str(field.column))
        for field in model._meta.concrete_fields
        if not isinstance(field, models.GeneratedField)
    ]
    statement = _UPDATE if change.after is not None else _INSERT
    listed = sql.SQL(", ").join(columns)
    taken = sql.SQL(", ").join(sql.SQL("p.{}").format(column) for column in columns)
    _execute(sql.SQL(statement).format(table=_table(model), columns=listed, taken=taken), [_json(change.before)])


_UPDATE = """
    UPDATE {table} t SET ({columns}) = ROW({taken})
    FROM jsonb_populate_record(NULL::{table}, %s::jsonb) p WHERE t.id = p.id"""
_INSERT = "INSERT INTO {table} ({columns}) SELECT {taken} FROM jsonb_populate_record(NULL::{table}, %s::jsonb) p"


def _json(row: Row) -> str:

    return dumps(row, cls=DjangoJSONEncoder)


def _table(model: type[models.Model]) -> sql.Identifier:
    return sql.Identifier(model._meta.db_table)


def _execute(text: sql.Composed, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, values)
