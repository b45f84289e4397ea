"""Which truth of the database a write would have broken."""

from django.db import IntegrityError
from psycopg import errors


def broken(error: IntegrityError) -> str:
    """Return the name of the constraint, as the models name it; empty where PostgreSQL names none."""
    cause = error.__cause__
    return (cause.diag.constraint_name or "") if isinstance(cause, errors.IntegrityError) else ""
