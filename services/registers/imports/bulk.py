"""Changing many rows with one statement."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, LiteralString

from django.db import connection
from django.db.models import Field, Model
from psycopg import sql

_TYPES: Final[Mapping[str, LiteralString]] = {
    "bigint": "bigint",
    "boolean": "boolean",
    "date": "date",
    "integer": "integer",
    "numeric": "numeric",
    "smallint": "smallint",
    "varchar": "text",
    "text": "text",
}
"""What a column is, as the array of its values has to be."""


def update(model: type[Model], fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Give many rows new values; each row begins with its key and goes on in the order of `fields`."""
    if not rows:
        return
    columns = [model._meta.get_field(name) for name in fields]
    names = [str(getattr(column, "column", "")) for column in columns]
    types: list[LiteralString] = ["bigint", *map(_type, columns)]
    statement = sql.SQL("UPDATE {table} t SET {values} FROM unnest({arrays}) AS v ({names}) WHERE t.id = v.id").format(
        table=sql.Identifier(model._meta.db_table),
        values=sql.SQL(", ").join(sql.SQL("{0} = v.{0}").format(sql.Identifier(name)) for name in names),
        arrays=sql.SQL(", ").join(sql.SQL("%s::{}[]").format(sql.SQL(kind)) for kind in types),
        names=sql.SQL(", ").join(map(sql.Identifier, ("id", *names))),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])


def _type(column: Any) -> LiteralString:
    assert isinstance(column, Field)  # only columns of the table are written
    return _TYPES[str(column.db_type(connection)).partition("(")[0]]
