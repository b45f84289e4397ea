"""Keeping a round open while something is written into it."""

from django.db import connection

from services.registers.models import CountingRound


class ClosedRoundError(Exception):
    """The round is closed: its counts stay as they are."""


def hold_open(round_id: int) -> None:
    """Keep the round open until the transaction is over; many may hold it at once. Raises ClosedRoundError."""
    table = connection.ops.quote_name(CountingRound._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT closed_at FROM {table} WHERE id = %s FOR SHARE", [round_id])  # noqa: S608  our own name
        row = cursor.fetchone()
    if row is None or row[0] is not None:
        raise ClosedRoundError
