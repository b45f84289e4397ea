"""Files of the council whose schema is entered: kept with the row first, moved to storage after the commit."""

import hashlib
import logging
from uuid import uuid4

from django.db import transaction

from tereze import clock
from tereze.config.database import connection
from tereze.exchange.hurrying import hurry_after_commit
from tereze.storage import places
from tereze.storage.models import StoredFile

logger = logging.getLogger(__name__)


class FileLostError(Exception):
    """A file that was stored is not there any more, or is not what was stored."""


class NotInTransactionError(Exception):
    """A file was kept outside the transaction of what it belongs to."""


def keep(content: bytes, *, content_type: str, suffix: str) -> StoredFile:
    """Keep `content` in the caller's transaction; after the commit a task moves it to storage.

    The key says the council and nothing else. Raises NotInTransactionError.
    """
    if not connection.in_atomic_block:
        raise NotInTransactionError
    file = StoredFile.objects.create(
        key=f"{connection.schema_name}/{uuid4().hex}{suffix}",
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        made_at=clock.now(),
    )
    from tereze.storage.tasks import store  # tasks import this module

    hurry_after_commit(store)
    return file


def store_waiting(*, limit: int = 100) -> int:
    """Move waiting files to storage; return how many. A file is let go of here only after it was read back there."""
    place = places.configured()
    moved, seen = 0, 0
    for _ in range(limit):
        with transaction.atomic():
            file = (
                StoredFile.objects.select_for_update(skip_locked=True)
                .filter(stored_at__isnull=True, id__gt=seen)
                .order_by("id")
                .first()
            )
            if file is None:
                return moved
            seen = file.pk
            moved += _store(file, place)
    return moved


def _store(file: StoredFile, place: places.Place) -> bool:
    content = bytes(file.content or b"")
    try:
        place.put(file.key, content, content_type=file.content_type)
        if place.get(file.key) != content:
            raise places.StorageDownError("What was read back differs from what was written.")
    except places.StorageDownError as error:
        file.attempts = min(file.attempts + 1, 32_000)
        file.last_error = str(error)[:300]
        file.save(update_fields=["attempts", "last_error"])
        logger.warning("Storage did not take %s: %s", file.key, error)
        return False
    file.content = None
    file.stored_at = clock.now()
    file.save(update_fields=["content", "stored_at"])
    return True


def read(file: StoredFile) -> bytes:
    """Return the bytes of `file`. Raises StorageDownError, or FileLostError if they are gone or changed."""
    content = bytes(file.content) if file.content is not None else places.configured().get(file.key)
    if content is None or hashlib.sha256(content).hexdigest() != file.sha256:
        raise FileLostError(file.key)
    return content
