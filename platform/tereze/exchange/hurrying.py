"""Telling the worker that something waits, without waiting for the queue.

Whatever has to be done is in a table already, and the sweep would find it. So a task only speeds things up, and the
counter must not stand still while a broker is slow to answer: a thread beside the request does the telling.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from celery import Task
from django.db import transaction

from tereze.config.database import connection

logger = logging.getLogger(__name__)

_beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="hurry")
_to_tell: set[tuple[str, str]] = set()
"""Tasks and councils the thread has not come to yet. While a broker is slow, one word for each is enough."""


def hurry_after_commit(task: Task[Any, Any]) -> None:
    """Once the caller's transaction is committed, have `task` done soon in the council whose schema is entered."""
    transaction.on_commit(partial(_hurry, task, connection.schema_name), robust=True)


def _hurry(task: Task[Any, Any], council: str) -> None:
    if (task.name, council) not in _to_tell:
        _to_tell.add((task.name, council))
        _beside.submit(_send, task, council)


def _send(task: Task[Any, Any], council: str) -> None:
    _to_tell.discard((task.name, council))  # first: what is committed from here on needs a word of its own
    try:
        task.delay(council=council)
    except Exception:  # a broker fails in its own ways; the sweep does the work
        logger.warning("The queue cannot be reached; %s waits for the next sweep.", task.name, exc_info=True)
