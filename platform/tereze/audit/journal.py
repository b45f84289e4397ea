"""Writing the journal, in the transaction of what it tells, and checking that nobody changed it."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from tereze import clock
from tereze.accounts.permissions import Actor
from tereze.audit.models import End, Entry
from tereze.audit.purposes import Why

FIRST = "0" * 64
_APPEND = """
WITH moved AS (UPDATE audit_end SET sequence = %(sequence)s, hash = %(hash)s)
INSERT INTO audit_entry (sequence, at, actor, action, subject, details, previous_hash, hash)
VALUES (%(sequence)s, %(at)s, %(actor)s, %(action)s, %(subject)s, %(details)s, %(previous_hash)s, %(hash)s)
RETURNING id
"""


class NotInTransactionError(Exception):
    """The journal was written outside a transaction, where it could survive what it tells."""


def record(action: str, *, subject: str = "", by: Actor, **details: Any) -> Entry:
    """Append one entry. `subject` is `kind:reference`, for example `resident:K7M4Q2`; the kind is the name of its page.

    Details are plain JSON and hold no PIN, phone or document number. Raises NotInTransactionError.
    """
    if not connection.in_atomic_block:
        raise NotInTransactionError(action)
    end = locked_end()
    entry = Entry(
        sequence=end.sequence + 1,
        at=clock.now(),
        actor=by.audit_name,
        action=action,
        subject=subject,
        details=json.loads(json.dumps(details)),  # as the database will give them back, so that the hash stays the same
        previous_hash=end.hash,
    )
    entry.hash = digest(entry)
    _append(entry)
    return entry


def _append(entry: Entry) -> None:
    """Write the entry and move the end of the journal to it, in one statement: every look at a person pays for it."""
    said = {name: getattr(entry, name) for name in ("sequence", "at", "actor", "action", "subject", "previous_hash")}
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, {**said, "details": json.dumps(entry.details), "hash": entry.hash})
        (entry.pk,) = cursor.fetchone()
    entry._state.adding = False


def record_read(action: str, *, subject: str, by: Actor, why: Why | None = None, **details: Any) -> None:
    """Append an entry for something that was looked at, in a transaction of its own.

    `why` is what the look served: of a person's data always (law on personal data: a purpose for every access).
    """
    with transaction.atomic():
        record(action, subject=subject, by=by, **(why.told if why else {}), **details)


def seconds_since_look(*, subject: str, by: Actor, at: datetime) -> int | None:
    """Return how long ago `by` opened the card of `subject`: how long somebody has been served. None over an hour."""
    looked = (
        Entry.objects.filter(subject=subject, actor=by.audit_name, action="resident.viewed", at__lte=at)
        .order_by("-sequence")
        .values_list("at", flat=True)
        .first()
    )
    seconds = round((at - looked).total_seconds()) if looked else None
    return seconds if seconds is not None and seconds <= 3_600 else None


def locked_end() -> End:
    """Return where the journal ends, and hold it until the transaction is over: who comes second continues there."""
    end = End.objects.select_for_update().first()
    if end is None:
        End.objects.bulk_create([End(sequence=0, hash=FIRST)], ignore_conflicts=True)
        end = End.objects.select_for_update().get()
    return end


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
    """Return the sequence of the first entry that was changed, added or removed by hand; None when all is whole.

    Entries appended while the check runs are left to the next one.
    """
    sequence, end = End.objects.values_list("sequence", "hash").first() or (0, FIRST)
    expected, before = 1, FIRST
    for entry in Entry.objects.filter(sequence__lte=sequence).order_by("sequence").iterator(chunk_size=2_000):
        if entry.sequence != expected or entry.previous_hash != before or entry.hash != digest(entry):
            return expected
        expected, before = expected + 1, entry.hash
    if before != end:
        return expected
    return _beyond(sequence)


def _beyond(sequence: int) -> int | None:
    """Return the first entry after `sequence` when it was not appended by `record`, which moves the end with it."""
    with transaction.atomic():
        end = locked_end()
        last = Entry.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    return sequence + 1 if last > end.sequence else None
