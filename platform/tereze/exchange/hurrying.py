"""Telling the worker that something waits, without waiting for the queue.

Whatever has to be done is in a table already, and the sweep would find it. So a task only speeds things up, and the
counter must not stand still while a broker is slow to answer: a thread beside the request does the telling. It begins
a moment later, when the request has been answered, so that the answer goes first; what was committed meanwhile is told
with the same word.
"""

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Lock
from typing import Any, Final

from celery import Task
from django.db import transaction

from tereze.config.database import connection

logger = logging.getLogger(__name__)

MOMENT: Final = 0.25
"""Seconds by which the telling waits for the answer."""

_beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="hurry")
_to_tell: dict[tuple[str, str], Task[Any, Any]] = {}
"""Tasks by their name and council that the thread has not come to yet: one word for each is enough."""
_lock = Lock()


def hurry_after_commit(task: Task[Any, Any]) -> None:
    """Once the caller's transaction is committed, have `task` done soon in the council whose schema is entered."""
    transaction.on_commit(partial(_hurry, task, connection.schema_name), robust=True)


def _hurry(task: Task[Any, Any], council: str) -> None:
    with _lock:
        thread_will_come = bool(_to_tell)
        _to_tell[task.name, council] = task
    if not thread_will_come:
        _beside.submit(_tell)


def _tell() -> None:
    time.sleep(MOMENT)
    with _lock:
        words = list(_to_tell.items())
        _to_tell.clear()  # before sending: what is committed from here on needs a word of its own
    for (_, council), task in words:
        _send(task, council)


def _send(task: Task[Any, Any], council: str) -> None:
    try:
        task.delay(council=council)
    except Exception:  # a broker fails in its own ways; the sweep does the work
        logger.warning("The queue cannot be reached; %s waits for the next sweep.", task.name, exc_info=True)
