"""The council that is measured: a durable database in a temporary folder, 17,000 residents, real processes."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tereze.ops import furnishing, local
from tereze.ops.console import Console
from tereze.ops.embedded import EmbeddedPostgres, free_port

RESIDENTS = 17_000


class World:
    """Where things are."""

    def __init__(self, folder: Path, port: int, server: EmbeddedPostgres) -> None:
        self.folder = folder
        self.port = port
        self.server = server


@contextmanager
def world(*, residents: int = RESIDENTS, serve: bool = False) -> Iterator[World]:
    """Furnish a platform as the demo does, without its neighbours; serve its pages when asked to."""
    from tereze.ops.processes import Processes

    os.environ["DJANGO_SETTINGS_MODULE"] = "tereze.config.settings"
    folder, port = Path(tempfile.mkdtemp(prefix="tereze-bench-")), free_port()
    folder.chmod(0o711)
    server = EmbeddedPostgres(folder / "postgresql")
    processes = Processes(folder)
    try:
        server.start()
        os.environ["DATABASE_URL"] = server.url
        local.fill_in(folder, port=port)
        _furnish(folder, residents)
        if serve:
            processes.start(port)
            processes.wait_until_open(port)
        yield World(folder, port, server)
    finally:
        processes.stop()
        _close()
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _furnish(folder: Path, residents: int) -> None:
    furnishing.COUNCILS.clear()  # a bench has one council
    furnishing.COUNCILS["karool"] = 1.0
    furnishing.furnish(folder, residents=residents, console=Console())
    sys.stderr.flush()


def _close() -> None:
    from django.db import connection

    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
