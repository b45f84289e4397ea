"""PostgreSQL in a data folder: what was written stays, and nothing a crash leaves hinders the next start."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tereze.ops import embedded
from tereze.ops.embedded import EmbeddedDatabaseError, EmbeddedPostgres
from tereze.ops.postmaster import end_orphans, running_port

AS_ROOT = os.geteuid() == 0
WHEELS = embedded.programs()


def open_way(folder: Path) -> Path:
    """Let the server's user through to a folder of a test."""
    for one in (folder, *folder.parents):
        one.chmod(one.stat().st_mode | 0o011)
        if one.name.startswith("pytest-of-"):  # the highest that pytest made
            break
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with a database in which something was written; stopped."""
    root = open_way(tmp_path_factory.mktemp("made"))
    server = EmbeddedPostgres(root / "маалымат базасы", fast=True)
    assert server.folder.parent == root
    server.start()
    with psycopg.connect(server.url) as line:
        line.execute("CREATE TABLE kept (word text)")
        line.execute("INSERT INTO kept VALUES ('сакталган')")
    server.stop()
    yield server.folder
    server.destroy()


@pytest.fixture
def server(made: Path) -> Iterator[EmbeddedPostgres]:
    """The server of that folder, not started; stopped again afterwards."""
    found = EmbeddedPostgres(made, fast=True)
    yield found
    found.stop()


def kept(server: EmbeddedPostgres) -> object:
    with psycopg.connect(server.url) as line:
        return line.execute("SELECT word FROM kept").fetchone()


def postmaster(server: EmbeddedPostgres) -> int:
    return int((server.data / "postmaster.pid").read_text().splitlines()[0])


def test_a_second_start_finds_what_the_first_one_wrote(server: EmbeddedPostgres) -> None:
    said: list[str] = []

    server.start(said.append)

    assert kept(server) == ("сакталган",)
    assert (said, server.started_here) == ([], True)


def test_the_database_belongs_to_a_role_that_is_no_superuser(server: EmbeddedPostgres) -> None:
    server.start()
    with psycopg.connect(server.url) as line:
        found = line.execute(
            "SELECT rolname, rolsuper, rolinherit, rolcreaterole, pg_encoding_to_char(encoding), datcollate "
            "FROM pg_database JOIN pg_roles r ON r.oid = datdba WHERE datname = current_database()"
        ).fetchone()

    assert found == ("tereze", False, False, True, "UTF8", "C.UTF-8")


def test_only_this_machine_reaches_it_and_only_with_the_password(server: EmbeddedPostgres) -> None:
    server.start()
    with psycopg.connect(server.url) as line:
        assert line.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(f"postgresql://tereze:guessed@127.0.0.1:{server.port}/tereze")


def test_passwords_are_for_the_owners_eyes(server: EmbeddedPostgres) -> None:
    for name in ("password", "superuser"):
        assert stat.S_IMODE((server.folder / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700


def test_a_server_that_runs_already_is_used_as_it_is(server: EmbeddedPostgres) -> None:
    server.start()
    second = EmbeddedPostgres(server.folder, fast=True)

    second.start()

    assert (second.port, second.started_here) == (server.port, False)
    assert kept(second) == ("сакталган",)


@pytest.mark.skipif(not AS_ROOT, reason="only root can become somebody else")
def test_as_root_the_server_runs_as_nobody(server: EmbeddedPostgres) -> None:
    server.start()

    status = Path(f"/proc/{postmaster(server)}/status").read_text().splitlines()
    assert next(line.split()[1] for line in status if line.startswith("Uid:")) == str(pwd.getpwnam("nobody").pw_uid)


def test_after_a_kill_it_starts_again_with_all_that_was_committed_even_while_an_orphan_is_busy(made: Path) -> None:
    server = EmbeddedPostgres(made)
    server.start()
    busy = psycopg.connect(server.url, autocommit=True)
    orphan = busy.info.backend_pid
    busy.pgconn.send_query(b"DO 'BEGIN LOOP END LOOP; END'")  # never looks whether its server is still there
    with psycopg.connect(server.url) as line:
        line.execute("UPDATE kept SET word = 'өзгөртүлгөн'")

    os.kill(postmaster(server), signal.SIGKILL)
    while running_port(made / "data"):  # until the machine has noticed
        pass
    assert Path(f"/proc/{orphan}/cwd").exists()
    second = EmbeddedPostgres(made)
    second.start()

    assert kept(second) == ("өзгөртүлгөн",)
    assert not Path(f"/proc/{orphan}/cwd").exists()
    busy.close()
    with psycopg.connect(second.url) as line:
        line.execute("UPDATE kept SET word = 'сакталган'")
    second.stop()


def test_a_number_that_is_another_programs_by_now_hinders_nothing_and_harms_nobody(server: EmbeddedPostgres) -> None:
    """As after a restart of the machine."""
    bystander = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    server.start()
    running = (server.data / "postmaster.pid").read_text()
    server.stop()
    stale = [str(bystander.pid), *running.splitlines()[1:]]
    (server.data / "postmaster.pid").write_text("\n".join(stale) + "\n")

    assert running_port(server.data) == 0
    server.stop()
    server.start()

    assert kept(server) == ("сакталган",)
    assert bystander.poll() is None
    bystander.communicate(b"\n")
    assert bystander.returncode == 0


@pytest.mark.parametrize("text", ["", "123", "number\n\n\nport\n"])
def test_half_a_file_with_a_number_is_no_running_server(text: str, tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text(text)

    assert running_port(tmp_path) == 0


def test_ending_orphans_ends_nobody_else(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    inside, beside = (
        subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, cwd=folder)
        for folder in (tmp_path / "data", tmp_path)
    )

    end_orphans(tmp_path / "data")

    assert inside.wait(timeout=10) == -signal.SIGKILL
    assert beside.poll() is None
    beside.communicate(b"\n")
    inside.communicate()


def test_data_of_another_version_is_refused_and_left_alone(server: EmbeddedPostgres) -> None:
    version = server.data / "PG_VERSION"
    ours = version.read_text()
    version.write_text("14\n")
    try:
        with pytest.raises(EmbeddedDatabaseError, match=r"written by PostgreSQL 14, this is 18. Restore a backup"):
            server.start()
    finally:
        version.write_text(ours)

    server.start()
    assert kept(server) == ("сакталган",)


def test_a_server_that_does_not_start_says_why(server: EmbeddedPostgres) -> None:
    control = server.data / "global" / "pg_control"
    control.rename(control.with_name("pg_control.away"))
    try:
        with pytest.raises(EmbeddedDatabaseError, match=r"did not start. It said:(.|\n)*pg_control"):
            server.start()
    finally:
        control.with_name("pg_control.away").rename(control)


@pytest.mark.parametrize("left", ["half a folder", "half an initdb"])
def test_what_a_killed_first_start_left_is_made_anew(left: str, tmp_path: Path) -> None:
    folder = open_way(tmp_path) / "db"
    rest = folder / ("data" if left == "half a folder" else "data.new") / "base"
    rest.mkdir(parents=True)
    (folder / "password").write_text("of the killed start")
    server = EmbeddedPostgres(folder, fast=True)
    said: list[str] = []
    try:
        server.start(said.append)

        assert said == ["Making a new database"]
        with psycopg.connect(server.url) as line:
            assert line.execute("SELECT current_user").fetchone() == ("tereze",)
        assert "killed" not in server.url
    finally:
        server.destroy()
    assert not folder.exists()


@pytest.mark.skipif(not AS_ROOT, reason="only root's server runs as somebody else")
def test_below_a_closed_folder_the_data_lives_elsewhere_and_goes_with_it(tmp_path: Path) -> None:
    closed = tmp_path / "root's own"
    closed.mkdir(mode=0o700)
    server = EmbeddedPostgres(closed / "data" / "postgresql", fast=True)
    assert server.folder.parent == Path("/var/tmp")
    before = os.umask(0o077)
    try:
        server.start()
        port = server.port
        again = EmbeddedPostgres(closed / "data" / "postgresql", fast=True)
        again.start()
        assert again.port == port
    finally:
        os.umask(before)
        server.destroy()

    assert not server.folder.exists()


@pytest.mark.skipif(not AS_ROOT, reason="only root's server runs as somebody else")
def test_a_folder_elsewhere_that_a_stranger_made_first_is_not_used(tmp_path: Path) -> None:
    closed = tmp_path / "root's own"
    closed.mkdir(mode=0o700)
    server = EmbeddedPostgres(closed / "postgresql", fast=True)
    server.folder.mkdir()
    try:
        (server.folder / "trap").symlink_to(tmp_path / "precious")
        (tmp_path / "precious").write_text("")
        os.chown(server.folder, 12_345, 12_345)

        with pytest.raises(EmbeddedDatabaseError, match="belongs to somebody else"):
            server.start()
        assert (tmp_path / "precious").stat().st_uid == 0
    finally:
        shutil.rmtree(server.folder)


def test_with_a_narrow_umask_the_server_still_gets_to_its_folder(tmp_path: Path) -> None:
    before = os.umask(0o077)
    server = EmbeddedPostgres(open_way(tmp_path) / "a" / "b", fast=True)
    try:
        server.start()
        assert server.folder == tmp_path / "a" / "b"
    finally:
        os.umask(before)
        server.destroy()


@pytest.mark.parametrize("place", ["/nowhere", "/"])
def test_programs_that_are_not_there_are_named(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BINDIR", place)

    with pytest.raises(EmbeddedDatabaseError, match="postgres cannot be run"):
        EmbeddedPostgres(open_way(tmp_path) / "db", fast=True).start()


def test_programs_that_are_too_old_are_refused(tmp_path: Path) -> None:
    old = tmp_path / "postgres"
    old.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 13.4'\n")
    old.chmod(0o755)

    with pytest.raises(EmbeddedDatabaseError, match="is PostgreSQL 13; at least 15 is needed"):
        embedded.major(tmp_path)


def other_programs() -> Path:
    """Return the programs of a PostgreSQL that the system brings, of another version than the wheel's."""
    brought = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name), reverse=True)
    found = [one for one in brought if embedded.OLDEST <= int(one.parent.name) != embedded.major(WHEELS)]
    if not found:
        sentence = "No other PostgreSQL is installed; get one with: apt-get install postgresql"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(sentence)
    return found[0]


def test_programs_of_another_version_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = other_programs()
    monkeypatch.setenv("PG_BINDIR", str(programs))
    server = EmbeddedPostgres(open_way(tmp_path) / "db", fast=True)
    try:
        server.start()
        with psycopg.connect(server.url) as line:
            assert line.info.server_version // 10_000 == int(programs.parent.name)
    finally:
        server.destroy()
