"""Which PostgreSQL processes work on a data folder: told by where they stand, not by a number in a file.

PostgreSQL's processes stand in their data folder. The number in `postmaster.pid` may be another program's by now, for
after a restart of the machine numbers are given out anew.
"""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

PATIENCE = 10
"""Seconds within which a killed process has to be gone."""


def running_port(data: Path) -> int:
    """Return the port of the server that runs on `data`, or 0."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        process, port = int(lines[0]), int(lines[3])
    except (FileNotFoundError, IndexError, ValueError):
        return 0
    return port if _stands_in(process, data) else 0


def end_orphans(data: Path) -> None:
    """End what a killed server left behind: a long query still writes, and no other server may start beside it."""
    until = time.monotonic() + PATIENCE
    while orphans := [process for process in _processes() if _stands_in(process, data)]:
        for process in orphans:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        if time.monotonic() > until:
            return
        time.sleep(0.05)


def _processes() -> list[int]:
    return [int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit()]


def _stands_in(process: int, data: Path) -> bool:
    try:
        return Path(f"/proc/{process}/cwd").readlink() == data.resolve()
    except OSError:  # gone, or somebody else's
        return False
