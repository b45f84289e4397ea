"""The data folder of one's own machine: may we use it, is it ours alone, is it not too new?"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VERSION = 1
"""The shape of the data folder. It grows when an older program could not use a newer folder."""


class FolderError(Exception):
    """The demo cannot start; the message says why and what to do."""


class DataFolder:
    """The folder in which the demo keeps everything."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()

    def exists(self) -> bool:
        return self.path.exists() and any(self.path.iterdir())

    def prepare(self) -> None:
        """Make the folder. Raises FolderError if it cannot be written or was made by a newer version."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            probe = self.path / ".probe"
            probe.write_text("")
            probe.unlink()
        except OSError as error:
            raise FolderError(
                f"{self.path} cannot be written ({error.strerror}). Choose another folder: --data FOLDER"
            ) from None
        file = self.path / "version"
        found = int(file.read_text()) if file.exists() else 0
        if found > VERSION:
            raise FolderError(
                f"The data in {self.path} was written by a newer version of Tereze. Update the program, choose another "
                "folder (--data FOLDER), or start over (--fresh)."
            )
        self._let_server_in()

    def remember_version(self) -> None:
        """Note which version wrote the data."""
        (self.path / "version").write_text(str(VERSION))

    def delete(self) -> None:
        """Delete everything. Raises FolderError while a demo runs on it."""
        if not self.path.exists():
            return
        from tereze.ops.embedded import EmbeddedPostgres

        with self.locked():
            EmbeddedPostgres(self.path / "postgresql").destroy()
            shutil.rmtree(self.path)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep others from using the folder at the same time; the lock goes with the process."""
        with (self.path / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise FolderError(
                    f"A demo is running on {self.path} already. Stop it, or choose another folder: --data FOLDER"
                ) from None
            yield

    def _let_server_in(self) -> None:
        """As root the database server runs as `nobody`, who has to be let through to its own folder."""
        if os.geteuid() == 0:
            self.path.chmod(self.path.stat().st_mode | 0o011)
