"""The queue in our own PostgreSQL, for a worker that is told to stop while it waits there.

kombu's transport waits two seconds at a time for PostgreSQL to wake it, and hears nothing else meanwhile.
"""

import time
from typing import Final

from celery.worker import state
from kombu.transport import pgmq

SLICE: Final = 0.2
"""Seconds of waiting after which a worker looks whether it has to stop. It asks the database nothing then."""


class _Waiter(pgmq._NotifyWaiter):
    def wait(self, timeout: float | None) -> bool:
        until = None if timeout is None else time.monotonic() + timeout
        while until is None or time.monotonic() < until:
            left = SLICE if until is None else min(SLICE, until - time.monotonic())
            if left > 0 and super().wait(left):
                return True
            if self._closed or not self._channels:
                return False
            if _has_to_stop():
                raise TimeoutError  # the loop above takes this for a wait that brought nothing, and looks up
        return False


def _has_to_stop() -> bool:
    """Return whether an exit code was set, which may be 0; so does the loop of the worker itself."""
    return any(code is not None and code is not False for code in (state.should_stop, state.should_terminate))


class Transport(pgmq.Transport):
    """kombu's, whose waits end when the worker has to."""

    def _get_notify_waiter(self) -> pgmq._NotifyWaiter:
        if self._notify_waiter is None:
            self._notify_waiter = _Waiter(self._get_pgmq_client().config.dsn)
        return self._notify_waiter
