"""The demo as a newcomer starts it: real processes, real ports, a real folder."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tereze.ops.check import Browser, CheckFailedError, main_job
from tereze.ops.embedded import EmbeddedPostgres, free_port
from tereze.ops.folder import DataFolder, FolderError

ROOT = Path(__file__).resolve().parents[3]
READY = "Ctrl-C stops everything"
PATIENCE = 180


class Demo:
    """A running demo."""

    def __init__(self, folder: Path, port: int, *more: str) -> None:
        self.folder, self.port, self.lines = folder, port, ""
        command = [
            sys.executable,
            "manage.py",
            "demo",
            "--data",
            str(folder),
            "--port",
            str(port),
            "--residents",
            "150",
            *more,
        ]
        hidden = {
            "DATABASE_URL",
            "SECRET_KEY",
            "TEREZE_BASE_DOMAIN",
            "TEREZE_HTTPS",
            "EMAIL_BACKEND",
            "DJANGO_SETTINGS_MODULE",
        }
        environment = {name: value for name, value in os.environ.items() if name not in hidden}
        self.process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=environment)

    def wait_until_ready(self) -> None:
        assert self.process.stderr is not None
        until = time.monotonic() + PATIENCE
        while READY not in self.lines and time.monotonic() < until:
            line = self.process.stderr.readline()
            assert line, f"The demo ended: {self.lines}"
            self.lines += line

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        try:
            return self.process.wait(timeout=60)
        finally:
            assert self.process.stderr is not None
            self.process.stderr.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    found = tmp_path_factory.mktemp("demo") / "data"
    yield found
    EmbeddedPostgres(found / "postgresql").destroy()


def running(folder: Path) -> list[int]:
    """Return the processes that the demo left behind on its folder."""
    file = folder / "processes.json"
    pids = json.loads(file.read_text()).values() if file.exists() else []
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


@pytest.mark.transactional
def test_from_an_empty_folder_to_the_main_job_and_back_again(folder: Path) -> None:
    """One story, because starting takes its time: start, work, a second demo, Ctrl-C, again, kill, again."""
    port = free_port()
    demo = Demo(folder, port)
    demo.wait_until_ready()
    assert f"http://karool.localhost:{port}" in demo.lines
    first = main_job(port)
    assert str(first["number"]).endswith("/00001")

    second = subprocess.run(
        [sys.executable, "manage.py", "demo", "--data", str(folder), "--port", str(free_port())],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert second.returncode == 1
    assert "is running on" in second.stderr

    assert demo.stop() == 0
    assert not running(folder)

    again = Demo(folder, port)
    again.wait_until_ready()
    assert "Making up" not in again.lines  # the data was kept
    assert str(main_job(port)["number"]).endswith("/00002")
    again.process.kill()
    again.process.wait()
    assert again.process.stderr is not None
    again.process.stderr.close()

    after = Demo(folder, port)
    after.wait_until_ready()
    assert str(main_job(port)["number"]).endswith("/00003")
    assert after.stop(signal.SIGTERM) == 0


def demo_says(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", "demo", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_taken_port_is_named_with_what_to_do(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = demo_says("--data", str(tmp_path / "data"), "--port", str(port))

    assert f"Port {port} is taken" in said
    assert f"--port {port + 1}" in said


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")

    assert "--data FOLDER" in demo_says("--data", str(file / "data"))


def test_data_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.prepare()
    (folder.path / "version").write_text("99")

    with pytest.raises(FolderError, match="newer version"):
        folder.prepare()


def test_fresh_asks_and_deletes_nothing_without_a_yes(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "precious").write_text("kept")

    said = demo_says("--data", str(tmp_path / "data"), "--fresh")

    assert "Nothing was deleted" in said
    assert (tmp_path / "data" / "precious").exists()


def test_the_check_says_which_step_failed() -> None:
    with pytest.raises((CheckFailedError, OSError)):
        Browser("karool", free_port()).get("/")
