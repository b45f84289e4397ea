"""Pieces of SQL with their parameters.

Only this package's constants become SQL; what was typed is always a parameter.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Clause:
    """A piece of SQL and what stands for its placeholders, in order."""

    sql: str
    parameters: tuple[Any, ...] = ()


TRUE = Clause("TRUE")
FALSE = Clause("FALSE")


def every(clauses: Iterable[Clause]) -> Clause:
    """Return what is true when all of `clauses` are."""
    return _joined(list(clauses), " AND ", TRUE)


def some(clauses: Iterable[Clause]) -> Clause:
    """Return what is true when one of `clauses` is."""
    return _joined(list(clauses), " OR ", FALSE)


def _joined(clauses: Sequence[Clause], word: str, empty: Clause) -> Clause:
    if not clauses:
        return empty
    if len(clauses) == 1:
        return clauses[0]
    return Clause(
        "(" + word.join(one.sql for one in clauses) + ")", tuple(value for one in clauses for value in one.parameters)
    )


def union(queries: Iterable[Clause]) -> Clause:
    """Return the rows of all `queries`. Each can use its own index, which an OR over tables cannot."""
    listed = list(queries)
    return Clause(
        " UNION ALL ".join(one.sql for one in listed), tuple(value for one in listed for value in one.parameters)
    )


def like(column: str, pattern: str) -> Clause:
    """Return `column LIKE pattern`; what was typed is escaped by `literal`."""
    return Clause(f"{column} LIKE %s", (pattern,))


def literal(text: str) -> str:
    """Return `text` with LIKE's wildcards disarmed."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def contains(column: str, word: str) -> Clause:
    """Return that `word` stands anywhere in a text of keys; a short one only where a word begins.

    Three letters are found inside half the names, and fewer have no trigram for the index.
    """
    return like(column, f"%{literal(word)}%" if len(word) > 3 else f"% {literal(word)}%")


def beginning(word: str) -> str:
    """Return the pattern of texts in which a word begins with `word`."""
    return f"% {literal(word)}%"


def begins(column: str, word: str) -> Clause:
    """Return that a word of the text begins with `word`."""
    return like(column, beginning(word))


def stands(column: str, word: str) -> Clause:
    """Return that `word` is a whole word of the text."""
    return like(column, f"% {literal(word)} %")


def leading(word: str) -> str:
    """Return the pattern of texts that begin with `word`."""
    return f" {literal(word)}%"


def leads(column: str, word: str) -> Clause:
    """Return that the text itself begins with `word`."""
    return like(column, leading(word))


def first_is(column: str, word: str) -> Clause:
    """Return that the text's first word is `word`."""
    return like(column, f" {literal(word)} %")


def rows(*templates: str, **parts: Clause) -> list[tuple[Any, ...]]:
    """Run the templates, one after another, as one statement with their `{names}` replaced by `parts`."""
    pieces: list[str] = []
    parameters: list[Any] = []
    for text, name, _specification, _conversion in Formatter().parse("".join(templates)):
        pieces.append(text)
        if name:
            pieces.append(parts[name].sql)
            parameters.extend(parts[name].parameters)
    with connection.cursor() as cursor:
        cursor.execute("".join(pieces), parameters)
        return list(cursor.fetchall())
