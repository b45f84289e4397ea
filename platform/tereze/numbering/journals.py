"""Gapless numbers."""

from django.db import connection


class NotInTransactionError(Exception):
    """A number was asked for outside a transaction, where it could be lost."""


def take(journal: str, *, year: int) -> int:
    """Return the next number of `journal` in `year`, beginning with 1.

    The number belongs to the caller's transaction: when that is rolled back, the number is free again, and until it
    ends others wait. Raises NotInTransactionError.
    """
    if not connection.in_atomic_block:
        raise NotInTransactionError(journal)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO numbering_counter (journal, year, last) VALUES (%s, %s, 1) "
            "ON CONFLICT (journal, year) DO UPDATE SET last = numbering_counter.last + 1 RETURNING last",
            [journal, year],
        )
        (number,) = cursor.fetchone()
    return int(number)
