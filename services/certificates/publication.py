"""What is published so that certificates can be checked without a network: public keys, and the list of revoked ones.

Both are for everybody, say nothing of anybody, and are the same bytes in every process, so that caches may keep them.
"""

from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db import connection

from services.certificates import signing
from tenants.directory import published
from tenants.directory import queries as directory
from tereze.printing import revocations
from tereze.printing.revocations import Ended

_STAMP = "SELECT count(*), max(ended_at) FROM certificates_certificate WHERE ended_at IS NOT NULL"
_ENDED = """
SELECT count(*), max(ended_at),
    array_agg(number) FILTER (WHERE status = 'revoked'), array_agg(number) FILTER (WHERE status = 'replaced')
FROM certificates_certificate
"""


def keys() -> bytes:
    """Return the public keys of the council whose schema is entered."""
    return published.keyring(directory.current()).write().encode()


def all_keys() -> bytes:
    """Return the public keys of all councils. In the public schema."""
    return published.keyring().write().encode()


def revoked(at: datetime) -> bytes:
    """Return the council's signed list of certificates that were revoked or replaced.

    It is made anew when one is, and every hour, so that its date tells how fresh it is. Raises NoSigningKeyError,
    WrongSecretError.
    """
    number, private = signing.current()
    stamp = _row(_STAMP)
    hour = at.replace(minute=0, second=0, microsecond=0)
    remembered = f"revocations:{number}:{hour.timestamp():.0f}:{stamp[0]}:{stamp[1] and stamp[1].timestamp()}"
    known: bytes | None = cache.get(remembered)
    if known is None:
        known = _made(hour, number, private)
        cache.set(remembered, known, timeout=3600)
    return known


def _made(hour: datetime, number: int, private: Any) -> bytes:
    issued, last, taken_back, replaced = _row(_ENDED)
    ended = [Ended(one, replaced=False) for one in taken_back or ()]
    ended += [Ended(one, replaced=True) for one in replaced or ()]
    # Whichever process makes it, it says the same: the full hour, or the moment of the last end if that was later.
    moment = max(hour, last) if last else hour
    return revocations.encode(directory.current().key, moment, issued, ended, key=private, key_id=number)


def _row(statement: str) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row: tuple[Any, ...] = cursor.fetchone()
    return row
