"""What the environment says is read as it is meant, or refused with the name of the variable."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st
from pgmq.base import PGMQConfig
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from tereze.config import environment
from tereze.ops.embedded import EmbeddedPostgres

ROOT = Path(environment.__file__).resolve().parents[3]
NEEDED = ("SECRET_KEY", "TEREZE_BASE_DOMAIN", "DATABASE_URL")


@pytest.mark.parametrize("value", [None, "", "  "])
def test_what_is_needed_and_not_there_is_refused(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOMETHING", raising=False)
    if value is not None:
        monkeypatch.setenv("SOMETHING", value)

    with pytest.raises(ImproperlyConfigured, match="SOMETHING is not set"):
        environment.text("SOMETHING")


@pytest.mark.parametrize("value", [None, "", "  "])
def test_what_is_blank_counts_as_not_set(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compose files hand over empty variables."""
    monkeypatch.delenv("SOMETHING", raising=False)
    if value is not None:
        monkeypatch.setenv("SOMETHING", value)

    assert environment.text("SOMETHING", "default") == "default"
    assert environment.text("SOMETHING", "") == ""
    assert environment.number("SOMETHING", default=8) == 8
    assert environment.flag("SOMETHING", default=True) is True


def test_spaces_around_a_value_are_nobodys_intention(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOMETHING", " example.kg\n")

    assert environment.text("SOMETHING") == "example.kg"


@pytest.mark.parametrize(("value", "meaning"), [("True", True), ("False", False)])
def test_a_flag_is_true_or_false(value: str, *, meaning: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOMETHING", value)

    assert environment.flag("SOMETHING", default=not meaning) is meaning


@pytest.mark.parametrize("value", ["true", "1", "yes", "on", "no", "0"])
def test_a_flag_that_is_neither_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOMETHING", value)

    with pytest.raises(ImproperlyConfigured, match=f"SOMETHING is '{value}'; say True or False"):
        environment.flag("SOMETHING", default=False)


@pytest.mark.parametrize("value", ["eight", "8.0", "-1", "8 connections", "0x8"])
def test_a_number_that_is_none_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOMETHING", value)

    with pytest.raises(ImproperlyConfigured, match=f"SOMETHING is '{value}'; say a whole number"):
        environment.number("SOMETHING", default=8)


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        (
            "postgresql://tereze:secret@db.example.kg:6432/tereze",
            ("tereze", "tereze", "secret", "db.example.kg", "6432"),
        ),
        ("postgres://tereze@db/tereze", ("tereze", "tereze", "", "db", "")),
        ("postgresql://tereze:p%40ss%2Fw%3Ard%23%3F%25%20@db/tereze", ("tereze", "tereze", "p@ss/w:rd#?% ", "db", "")),
        ("postgresql://t%C3%B6r%C3%B6:x@db/%D1%82%D3%A9%D1%80", ("төр", "törö", "x", "db", "")),
        ("postgresql://tereze:x@[::1]:5433/tereze", ("tereze", "tereze", "x", "::1", "5433")),
        ("postgresql:///tereze", ("tereze", "", "", "", "")),
    ],
)
def test_an_address_of_a_database_is_taken_apart(
    value: str, parts: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOMEWHERE", value)

    found = environment.database("SOMEWHERE")

    assert tuple(found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")) == parts
    assert found["OPTIONS"] == {}


def test_options_of_an_address_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "SOMEWHERE", "postgresql:///tereze?host=/run/postgresql&sslmode=verify-full&sslrootcert=%2Fca.pem"
    )

    assert environment.database("SOMEWHERE")["OPTIONS"] == {
        "host": "/run/postgresql", "sslmode": "verify-full", "sslrootcert": "/ca.pem",
    }  # fmt: skip


@pytest.mark.parametrize("reader", [environment.database, environment.queue], ids=["database", "queue"])
@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("", "is not set"),
        ("mysql://tereze:hidden@db/tereze", "begins with 'mysql'"),
        ("tereze", "begins with ''"),
        ("postgresql://tereze:hidden@db", "names no database"),
        ("postgresql://tereze:hidden@db/", "names no database"),
        ("postgresql://tereze:hid/den@db/tereze", "percent-encoding"),
        ("postgresql://tereze:hid#den@db/tereze", "percent-encoding"),
        ("postgresql://tereze:hid?den@db/tereze", "percent-encoding"),
        ("postgresql://tereze:hid[den@db/tereze", "percent-encoding"),
        ("postgresql://tereze:hidden@db:port/tereze", "percent-encoding"),
        ("postgresql://tereze:hidden@db:99999/tereze", "percent-encoding"),
    ],
)
def test_an_address_that_cannot_be_read_is_refused_without_repeating_its_password(
    value: str, problem: str, reader: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOMEWHERE", value)

    with pytest.raises(ImproperlyConfigured, match=f"SOMEWHERE .*{problem}") as refused:
        reader("SOMEWHERE")

    assert refused.value.__suppress_context__ or refused.value.__context__ is None
    assert not {"hid", "den", "hidden"} & set(str(refused.value).replace("'", " ").replace("/", " ").split())


PASSWORDS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), min_size=1, max_size=12)


@given(password=PASSWORDS.filter(lambda password: "://" not in password))
def test_the_queue_is_reached_by_the_same_password_whatever_stands_in_it(password: str) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv(
            "SOMEWHERE", f"postgresql://tereze:{quote(password, safe='')}@db:6432/tereze?sslmode=require"
        )
        database, queue = environment.database("SOMEWHERE"), environment.queue("SOMEWHERE")

    assert database["PASSWORD"] == password
    assert conninfo_to_dict(PGMQConfig(conn_string=queue, init_extension=False).dsn) == {
        "host": "db", "port": "6432", "dbname": "tereze", "user": "tereze", "password": password, "sslmode": "require",
    }  # fmt: skip


@pytest.fixture
def member(postgres: EmbeddedPostgres) -> Iterator[str]:
    """A login role with a password that is hard to write; returns its percent-encoded address."""
    password = "п а'р\"о\\л@:/?#%&= "
    owner = psycopg.connect(postgres.url, autocommit=True)
    with owner:
        owner.execute(sql.SQL("CREATE ROLE hard_to_write LOGIN PASSWORD {}").format(sql.Literal(password)))
    yield f"postgresql://hard_to_write:{quote(password, safe='')}@127.0.0.1:{postgres.port}/tereze?application_name=a+b"
    with psycopg.connect(postgres.url, autocommit=True) as owner:
        owner.execute("DROP ROLE hard_to_write")


def test_database_and_queue_are_reached_with_a_password_that_is_hard_to_write(
    member: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOMEWHERE", member)
    database = environment.database("SOMEWHERE")
    parts = {name: database[part] for name, part in (("user", "USER"), ("password", "PASSWORD"), ("dbname", "NAME"))}
    question = "SELECT current_user, current_setting('application_name')"

    with psycopg.connect(host="127.0.0.1", port=str(database["PORT"]), **parts, **database["OPTIONS"]) as line:  # type: ignore[arg-type]  # texts
        assert line.execute(question).fetchone() == ("hard_to_write", "a b")
    with psycopg.connect(PGMQConfig(conn_string=environment.queue("SOMEWHERE"), init_extension=False).dsn) as line:
        assert line.execute(question).fetchone() == ("hard_to_write", "a b")


def settings_with(**variables: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of their own."""
    told = {"SECRET_KEY": "s", "TEREZE_BASE_DOMAIN": "example.kg", "DATABASE_URL": "postgresql://t:x@db/t"} | variables
    environment_ = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}", **told}
    command = [sys.executable, "-c", "import tereze.config.settings as s; print(s.CELERY_BROKER_URL, s.DATABASES)"]
    return subprocess.run(command, env=environment_, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("missing", NEEDED)
def test_the_settings_do_not_load_without_what_is_needed(missing: str) -> None:
    done = settings_with(**{missing: ""})

    assert done.returncode == 1
    assert f"ImproperlyConfigured: {missing} is not set" in done.stderr


def test_the_settings_load_with_what_is_needed_and_the_brokers_address_shows_no_password() -> None:
    done = settings_with(DATABASE_URL="postgres://t:hidden@db/t")

    assert done.returncode == 0, done.stderr
    broker, _, databases = done.stdout.partition(" ")
    assert broker == "pgmq://our-own-database"
    assert "'PASSWORD': 'hidden'" in databases
