"""`manage.py demo`: the whole platform on one's own machine, from an empty folder.

Runs before Django is set up, because the database it starts decides the settings.
"""

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from tereze.ops import check, furnishing, local, sharing
from tereze.ops.console import Console
from tereze.ops.embedded import EmbeddedDatabaseError, EmbeddedPostgres, free_port
from tereze.ops.folder import DataFolder, FolderError
from tereze.ops.processes import Processes, port_is_free

RESIDENTS = 17_000


def main(arguments: Sequence[str]) -> int:
    """Run the demo until Ctrl-C, or check it once; return the exit code."""
    options = _parser().parse_args(arguments)
    console = Console()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        if options.check:
            return _check(options, console)
        folder = DataFolder(options.data)
        if options.fresh and not _empty(folder, console, sure=options.yes):
            return 1
        with ExitStack() as stack:
            processes = _open(folder, options.port, options.residents, console, stack)
            console.table(furnishing.addresses(options.port))
            console.say("Ctrl-C stops everything; the data stays.")
            return processes.wait()
    except (FolderError, EmbeddedDatabaseError, furnishing.FurnishingError) as error:
        console.fail(str(error))
        return 1
    except KeyboardInterrupt:
        console.say("Stopped.")
        return 0


def _interrupt(number: int, frame: FrameType | None) -> None:
    """End the demo from wherever it is; what it started is stopped on the way out."""
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="manage.py demo", description="Run the whole platform on this machine.")
    parser.add_argument("--data", type=Path, default=local.DATA, help="where everything is kept (default: .tereze)")
    parser.add_argument("--port", type=int, default=8000, help="the port of the pages (default: 8000)")
    parser.add_argument("--residents", type=int, default=RESIDENTS, help="residents of Karool (default: 17000)")
    parser.add_argument("--fresh", action="store_true", help="delete the data first (asks)")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--check", action="store_true", help="do it all once in a temporary folder and print timings")
    return parser


def _empty(folder: DataFolder, console: Console, *, sure: bool) -> bool:
    if folder.exists() and not sure and not console.ask(f"Delete everything in {folder.path}? Type yes: "):
        console.say("Nothing was deleted.")
        return False
    folder.delete()
    return True


def _open(folder: DataFolder, port: int, residents: int, console: Console, stack: ExitStack) -> Processes:
    """Start everything and return the running processes; the stack stops them in the right order."""
    folder.prepare()
    stack.enter_context(folder.locked())
    Processes.end_leftovers(folder.path)
    if not port_is_free(port):
        raise FolderError(f"Port {port} is taken by another program. Choose another one: --port {port + 1}")
    server = EmbeddedPostgres(folder.path / "postgresql")
    console.step("Starting the database")
    stack.enter_context(sharing.in_use(server, console.detail))
    os.environ["DATABASE_URL"] = server.url
    local.fill_in(folder.path, port=port)
    furnishing.furnish(folder.path, residents=residents, console=console)
    folder.remember_version()
    console.step("Opening the pages and the background worker")
    processes = Processes(folder.path)
    stack.callback(processes.stop)
    processes.start(port)
    processes.wait_until_open(port)
    console.done()
    return processes


def _check(options: argparse.Namespace, console: Console) -> int:
    """Do it all on a temporary folder and a free port, perform the main job, print one line of timings."""
    folder = Path(tempfile.mkdtemp(prefix="tereze-check-"))
    folder.chmod(0o711)  # as root the database server runs as somebody else, who has to get through
    port = free_port()
    try:
        with ExitStack() as stack:
            _open(DataFolder(folder / "data"), port, options.residents, console, stack)
            opened = console.elapsed()
            timings = check.main_job(port)
        sys.stdout.write(json.dumps({"opened_seconds": round(opened, 2), **timings}) + "\n")
        return 0
    except check.CheckFailedError as error:
        console.fail(str(error))
        return 1
    finally:
        EmbeddedPostgres(folder / "data" / "postgresql").destroy()
        shutil.rmtree(folder, ignore_errors=True)
