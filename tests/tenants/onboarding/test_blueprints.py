"""A replayed blueprint is, to the last column, what the migrations make."""

import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django_tenants.utils import get_public_schema_name, schema_context
from pytest_django import DjangoDbBlocker

from tenants.directory.models import Blueprint
from tenants.onboarding import blueprints
from tereze.config.database import connection

_ASPECTS = {
    "columns": """
        SELECT table_name, rank() OVER (PARTITION BY table_name ORDER BY ordinal_position), column_name,
            column_default, is_nullable, data_type, udt_name,
            character_maximum_length, numeric_precision, numeric_scale, datetime_precision, collation_name,
            is_identity, identity_generation, identity_start, identity_increment, identity_maximum, identity_cycle,
            is_generated, generation_expression
        FROM information_schema.columns WHERE table_schema = %(schema)s
    """,
    "storage of columns": """
        SELECT c.relname, a.attname, a.attstorage, a.attcompression, a.attnotnull, a.attoptions
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = %(schema)s::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    """,
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = %(schema)s",
    "constraints": """
        SELECT c.relname, k.conname, k.contype, k.condeferrable, k.condeferred, k.convalidated,
            pg_get_constraintdef(k.oid)
        FROM pg_constraint k LEFT JOIN pg_class c ON c.oid = k.conrelid
        WHERE k.connamespace = %(schema)s::regnamespace
    """,
    "sequences": """
        SELECT s.sequencename, s.data_type::text, s.start_value, s.min_value, s.max_value, s.increment_by, s.cycle,
            s.cache_size, d.refobjid::regclass::text, d.refobjsubid, d.deptype
        FROM pg_sequences s
        LEFT JOIN pg_depend d ON d.objid = format('%%I.%%I', s.schemaname, s.sequencename)::regclass
            AND d.refclassid = 'pg_class'::regclass AND d.classid = 'pg_class'::regclass
        WHERE s.schemaname = %(schema)s
    """,
    "tables": """
        SELECT relname, relkind, relpersistence, relrowsecurity, relforcerowsecurity, relreplident, reloptions
        FROM pg_class WHERE relnamespace = %(schema)s::regnamespace
    """,
    "triggers": """
        SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = %(schema)s::regnamespace AND NOT t.tgisinternal
    """,
    "functions": "SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = %(schema)s::regnamespace",
    "types": "SELECT typname, typtype FROM pg_type WHERE typnamespace = %(schema)s::regnamespace",
    "policies": "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies WHERE schemaname = %(schema)s",
    "comments": """
        SELECT c.relname, d.objsubid, d.description FROM pg_description d JOIN pg_class c ON c.oid = d.objoid
        WHERE c.relnamespace = %(schema)s::regnamespace
    """,
    "migrations": "SELECT id, app, name FROM {schema}.django_migrations",
}
MADE_AFTER_MIGRATING = {"django_migrations", "django_content_type", "auth_permission"}
"""Tables that Django fills when a migration is over. Nobody here asks them."""
_CASTS = re.compile(r"::(text|character varying)(\[\])?|[()]")
"""PostgreSQL writes the casts of a condition differently once it has read it back; they mean the same."""


def structure(schema: str, aspect: str) -> list[tuple[str, ...]]:
    """Return one aspect of a schema as text, with the schema's own name taken out."""
    with connection.cursor() as cursor:
        cursor.execute(_ASPECTS[aspect].replace("{schema}", schema), {"schema": schema})
        rows = [tuple(str(cell).replace(schema, "<schema>") for cell in row) for row in cursor.fetchall()]
    return sorted((*row[:-1], _CASTS.sub("", row[-1])) for row in rows)


@pytest.fixture(scope="module")
def twins(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[str, str]]:
    """A schema replayed from the blueprint, and one that was migrated."""
    names = ("replayed_twin", "migrated_twin")
    with django_db_blocker.unblock(), connection.owning(), schema_context(get_public_schema_name()):
        blueprints.replay(blueprints.current(), names[0])
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {names[1]}")
        blueprints.migrate_schema(names[1])
        try:
            yield names
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f"DROP SCHEMA {names[0]} CASCADE")
                cursor.execute(f"DROP SCHEMA {names[1]} CASCADE")
            connection.close()


@pytest.mark.parametrize("aspect", _ASPECTS)
def test_a_replayed_schema_is_what_the_migrations_make(aspect: str, twins: tuple[str, str]) -> None:
    replayed, migrated = (structure(schema, aspect) for schema in twins)

    assert replayed == migrated


def test_the_comparison_sees_what_there_is(twins: tuple[str, str]) -> None:
    """Were a question asked wrongly, two empty answers would be equal too."""
    there = {aspect for aspect in _ASPECTS if structure(twins[0], aspect)}

    assert {"columns", "storage of columns", "indexes", "constraints", "sequences", "tables", "types"} <= there
    assert "migrations" in there


def test_migrations_put_no_rows_into_a_new_schema(twins: tuple[str, str]) -> None:
    """A blueprint copies tables without rows; a migration that needs some has to become an onboarding step."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [twins[1]])
        tables = {name for (name,) in cursor.fetchall()} - MADE_AFTER_MIGRATING
        filled = []
        for table in sorted(tables):
            cursor.execute(f"SELECT EXISTS (SELECT FROM {twins[1]}.{table})")
            filled += [table] if cursor.fetchone()[0] else []

    assert filled == []


@pytest.fixture
def migrations_of_numbering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of one app's migrations, which the digest reads instead."""
    folder = tmp_path / "migrations"
    found = import_module
    original = found("tereze.numbering.migrations")
    shutil.copytree(Path(str(original.__file__)).parent, folder)
    copied = SimpleNamespace(__file__=str(folder / "__init__.py"))
    monkeypatch.setattr(
        blueprints, "import_module", lambda name: copied if name == "tereze.numbering.migrations" else found(name)
    )
    return folder


def add(folder: Path) -> None:
    (folder / "0002_more.py").write_text("")


def change(folder: Path) -> None:
    with (folder / "0001_initial.py").open("a") as file:
        file.write("# changed\n")


def rename(folder: Path) -> None:
    (folder / "0001_initial.py").rename(folder / "0001_first.py")


@pytest.mark.parametrize("act", [add, change, rename], ids=["added", "changed", "renamed"])
def test_the_digest_changes_with_the_migrations(act: Callable[[Path], None], migrations_of_numbering: Path) -> None:
    before = blueprints.digest()

    act(migrations_of_numbering)

    assert blueprints.digest() != before


def test_the_digest_is_the_same_for_the_same_migrations(migrations_of_numbering: Path) -> None:
    copied = blueprints.digest()
    (migrations_of_numbering / "__init__.py").write_text("# says nothing of tables\n")

    assert blueprints.digest() == copied


@pytest.mark.transactional
def test_a_blueprint_is_remade_once_when_the_migrations_changed(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blueprints, "digest", lambda: "of other migrations")
    said: list[str] = []

    def current(_number: int) -> Blueprint:
        try:
            return blueprints.current(said.append)
        finally:
            connection.close()

    built: list[str] = []
    build = blueprints._build

    def counted_build(wanted: str) -> Blueprint:
        built.append(wanted)
        return build(wanted)

    monkeypatch.setattr(blueprints, "_build", counted_build)
    with django_db_blocker.unblock():
        before = Blueprint.objects.get()
        try:
            with ThreadPoolExecutor(2) as threads:
                made = list(threads.map(current, range(2)))
            assert [one.digest for one in Blueprint.objects.all()] == ["of other migrations"]
        finally:
            Blueprint.objects.all().delete()
            before.save(force_insert=True)
            connection.close()

    assert built == ["of other migrations"]
    assert said[0] == "Making the blueprint of a tenant's tables"
    assert {one.sql for one in made} == {before.sql}


@pytest.mark.transactional
def test_a_server_that_cannot_be_dumped_says_why(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with django_db_blocker.unblock(), connection.owning():
        monkeypatch.setitem(connection.settings_dict, "PASSWORD", "wrong")
        with pytest.raises(blueprints.DumpError, match="password authentication failed"):
            blueprints._dump()
    monkeypatch.setenv("PG_BINDIR", "/nowhere")
    with pytest.raises(blueprints.DumpError, match="name PG_BINDIR"):
        blueprints._dump()


def test_the_address_for_pg_dump_has_the_options_and_not_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {
        "NAME": "a b", "USER": "tereze", "PASSWORD": "secret", "HOST": "", "PORT": "",
        "OPTIONS": {"sslmode": "require", "host": "/run/postgresql", "connect_timeout": 5, "pool": {}},
    }  # fmt: skip
    for name, value in told.items():
        monkeypatch.setitem(connection.settings_dict, name, value)

    assert set(blueprints._address().replace("'a b'", "a_b").split()) == {
        "dbname=a_b", "user=tereze", "sslmode=require", "host=/run/postgresql",
    }  # fmt: skip
