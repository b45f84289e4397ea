"""Files of the council whose schema is entered: kept with the row first, moved to storage after the commit."""

import hashlib
import logging
import re
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


class StrayKeyError(Exception):
    """A key does not say the council whose schema is entered, and nothing else."""


_IN_COUNCIL = re.compile(r"[0-9a-f]{32}(\.[a-z0-9]{1,8})?")


def keep(content: bytes, *, content_type: str, suffix: str) -> StoredFile:
    """Keep `content` in the caller's transaction; after the commit a task moves it to storage.

    The key says the council and nothing else. Raises NotInTransactionError, StrayKeyError (a strange suffix).
    """
    if not connection.in_atomic_block:
        raise NotInTransactionError
    file = StoredFile.objects.create(
        key=_checked(f"{connection.schema_name}/{uuid4().hex}{suffix}"),
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
    """Move waiting files to storage; return how many. A file is let go of here only after it was read back there.

    It ends at the first file that storage does not take, for then storage is probably down. Files that were refused
    come after those that were not, so one that is always refused holds up no other.
    """
    place = places.configured()
    for moved in range(limit):
        with transaction.atomic():
            file = (
                StoredFile.objects.select_for_update(skip_locked=True)
                .filter(stored_at__isnull=True)
                .order_by("attempts", "id")
                .first()
            )
            if file is None or not _store(file, place):
                return moved
    return limit


def _store(file: StoredFile, place: places.Place) -> bool:
    content = bytes(file.content or b"")
    try:
        key = _checked(file.key)
        place.put(key, content, content_type=file.content_type)
        if place.get(key) != content:
            raise places.StorageDownError("What was read back differs from what was written.")
    except (places.StorageDownError, StrayKeyError) as error:
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
    """Return the bytes of `file`.

    Raises StorageDownError, FileLostError if they are gone or changed, StrayKeyError if they are another council's.
    """
    key = _checked(file.key)
    content = bytes(file.content) if file.content is not None else places.configured().get(key)
    if content is None or hashlib.sha256(content).hexdigest() != file.sha256:
        raise FileLostError(key)
    return content


def discard(file: StoredFile) -> bool:
    """Remove the bytes of a file that nobody needs any more; return whether they are gone. The row is the caller's."""
    try:
        places.configured().remove(_checked(file.key))
    except (places.StorageDownError, StrayKeyError) as error:
        logger.warning("Storage did not remove %s: %s", file.key, error)
        return False
    return True


def _checked(key: str) -> str:
    council, _, rest = key.partition("/")
    if council != connection.schema_name or not _IN_COUNCIL.fullmatch(rest):
        raise StrayKeyError(key)
    return key
