"""The web server and the worker as child processes."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tereze.ops.embedded import ends_with_parent
from tereze.ops.folder import FolderError

PATIENCE = 40
"""Seconds within which the pages have to open."""
_FILE = "processes.json"


def port_is_free(port: int) -> bool:
    """Return whether nobody listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _behind_the_pages() -> None:
    """Let the pages go first on the processors that both share: somebody waits for those."""
    ends_with_parent()
    os.nice(10)


class Processes:
    """Web and worker, started together and stopped together. Their output goes to files in the data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, port: int) -> None:
        """Start both."""
        python = [sys.executable, "-m"]
        web = [
            *python, "gunicorn", "tereze.config.wsgi:application", f"--bind=127.0.0.1:{port}", "--worker-class=gthread",
            "--workers=2", "--threads=4", "--timeout=60", "--graceful-timeout=5", "--no-control-socket",
            "--config=python:tereze.config.serving",
        ]  # fmt: skip
        worker = [
            *python, "celery", "--app=tereze.config", "worker", "--beat", "--pool=threads", "--concurrency=2",
            "--loglevel=WARNING", f"--schedule={self.folder / 'beat'}", "--without-gossip", "--without-mingle",
        ]  # fmt: skip
        for name, command, begin in (("web", web, ends_with_parent), ("worker", worker, _behind_the_pages)):
            log = (self.folder / f"{name}.log").open("ab")
            self.children[name] = subprocess.Popen(
                command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, preexec_fn=begin,  # noqa: PLW1509  # before any thread
                start_new_session=True, cwd=Path(__file__).resolve().parents[3],
            )  # fmt: skip
            log.close()
        pids = {name: child.pid for name, child in self.children.items()}
        (self.folder / _FILE).write_text(json.dumps(pids))

    def wait_until_open(self, port: int) -> None:
        """Wait for the first page. Raises FolderError when it does not come."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self._all_alive()
            with contextlib.suppress(OSError, http.client.HTTPException):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
                if connection.getresponse().status == 200:
                    return
            time.sleep(0.1)
        raise FolderError(f"The pages did not open. See {self.folder / 'web.log'}.")

    def wait(self) -> int:
        """Wait until somebody ends the demo, or a child ends by itself, which is a failure."""
        while True:
            self._all_alive()
            time.sleep(0.5)

    def stop(self) -> None:
        """End both gently, and after a while for good."""
        for child in self.children.values():
            child.terminate()
        for child in self.children.values():
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        (self.folder / _FILE).unlink(missing_ok=True)

    def _all_alive(self) -> None:
        for name, child in self.children.items():
            if child.poll() is not None:
                log = self.folder / f"{name}.log"
                last = "\n".join(log.read_text(errors="replace").splitlines()[-8:])
                raise FolderError(f"The {name} process ended with {child.returncode}. See {log}:\n{last}")

    @staticmethod
    def end_leftovers(folder: Path) -> None:
        """End what a killed demo left running on this folder."""
        file = folder / _FILE
        with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
            for pid in json.loads(file.read_text()).values():
                command = Path(f"/proc/{pid}/cmdline")
                if command.exists() and b"tereze.config" in command.read_bytes():
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(pid, signal.SIGKILL)
        file.unlink(missing_ok=True)
