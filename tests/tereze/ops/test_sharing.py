"""Commands that share the embedded server: the last one to leave turns it off, and nobody else."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tereze.ops.embedded import EmbeddedPostgres
from tereze.ops.postmaster import running_port
from tests.tereze.ops.test_embedded import open_way

COMMAND = """
import os, sys
from pathlib import Path
from tereze.ops.local import local_environment

with local_environment(command="migrate_all", data=Path(sys.argv[1])):
    print(os.environ["DATABASE_URL"], flush=True)
    sys.stdin.readline()
"""
SET_BY_US = {"DATABASE_URL", "SECRET_KEY", "TEREZE_DATA"}


class Command:
    """A process that uses the server until it is told to end."""

    def __init__(self, data: Path) -> None:
        environment = {name: value for name, value in os.environ.items() if name not in SET_BY_US}
        self.process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, str(data)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()
        assert self.url.startswith("postgresql://")

    def end(self) -> None:
        self.process.communicate("\n", timeout=60)
        assert self.process.returncode == 0

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate(timeout=60)


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    folder = open_way(tmp_path) / "data"
    yield folder
    EmbeddedPostgres(folder / "postgresql").destroy()


@pytest.fixture
def begin(data: Path) -> Iterator[Callable[[], Command]]:
    begun: list[Command] = []

    def make() -> Command:
        begun.append(Command(data))
        return begun[-1]

    yield make
    for one in begun:
        if one.process.poll() is None:
            one.kill()


def is_running(data: Path) -> bool:
    return bool(running_port(EmbeddedPostgres(data / "postgresql").data))


def test_whoever_started_the_server_leaves_it_to_the_others(data: Path, begin: Callable[[], Command]) -> None:
    first, second = begin(), begin()
    assert first.url == second.url

    with psycopg.connect(second.url) as line:
        first.end()
        assert line.execute("SELECT 1").fetchone() == (1,)
    assert is_running(data)

    second.end()
    assert not is_running(data)


def test_one_that_was_killed_keeps_nothing_running(data: Path, begin: Callable[[], Command]) -> None:
    first, second = begin(), begin()
    first.kill()
    assert is_running(data)

    second.end()

    assert not is_running(data)
