"""One embedded server, several commands at a time: whoever is the last to leave turns it off.

Each user holds a shared lock on a file beside the data. Who leaves tries to have the file alone; if that works, nobody
else is there. The locks go with their processes, so one that was killed keeps nothing running for ever.
"""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tereze.ops.embedded import EmbeddedDatabaseError, EmbeddedPostgres


@contextmanager
def in_use(server: EmbeddedPostgres, say: Callable[[str], None] = lambda _line: None) -> Iterator[None]:
    """Run the server for as long as this user, or another, needs it. Raises EmbeddedDatabaseError."""
    server.make_folder()
    try:
        users = (server.folder / "users").open("a")
    except PermissionError:
        raise EmbeddedDatabaseError(
            f"The data in {server.folder} is another user's. Start as that user, or choose another folder: --data"
        ) from None
    with users:
        with _at_the_door(server.folder):
            fcntl.flock(users, fcntl.LOCK_SH)
            server.start(say)
        try:
            yield
        finally:
            with _at_the_door(server.folder):
                if _alone(users.fileno()):
                    server.stop()


@contextmanager
def _at_the_door(folder: Path) -> Iterator[None]:
    """Let one come or leave at a time: nobody finds a server that another is just turning off."""
    with (folder / "door").open("a") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def _alone(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
