"""Writing the journal, in the transaction of what it tells, and checking that nobody changed it."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from tereze import clock
from tereze.accounts.permissions import Actor
from tereze.audit.models import Entry

FIRST = "0" * 64
_LOCK = 7_401
"""The advisory lock of the journal's end; with the schema's own number it is one council's alone."""


class NotInTransactionError(Exception):
    """The journal was written outside a transaction, where it could survive what it tells."""


def record(action: str, *, subject: str = "", by: Actor, **details: Any) -> Entry:
    """Append one entry. `subject` is `kind:reference`, for example `resident:K7M4Q2`.

    Details are plain JSON and hold no PIN, phone or document number. Raises NotInTransactionError.
    """
    if not connection.in_atomic_block:
        raise NotInTransactionError(action)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [_LOCK])
    last = Entry.objects.order_by("-sequence").values_list("sequence", "hash").first() or (0, FIRST)
    entry = Entry(
        sequence=last[0] + 1,
        at=clock.now(),
        actor=by.audit_name,
        action=action,
        subject=subject,
        details=details,
        previous_hash=last[1],
    )
    entry.hash = digest(entry)
    entry.save(force_insert=True)
    return entry


def record_read(action: str, *, subject: str, by: Actor, **details: Any) -> None:
    """Append an entry for something that was looked at, in a transaction of its own."""
    with transaction.atomic():
        record(action, subject=subject, by=by, **details)


def digest(entry: Entry) -> str:
    """Return the hash of an entry's content and the hash before it (SHA-256, hexadecimal)."""
    at: datetime = entry.at
    content = [
        entry.sequence,
        at.astimezone(clock.OFFICE_TIME).isoformat(),
        entry.actor,
        entry.action,
        entry.subject,
        entry.details,
        entry.previous_hash,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def first_break() -> int | None:
    """Return the sequence of the first entry that was changed, added or removed by hand; None when all is whole."""
    expected, before = 1, FIRST
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2_000):
        if entry.sequence != expected or entry.previous_hash != before or entry.hash != digest(entry):
            return expected
        expected, before = expected + 1, entry.hash
    return None
