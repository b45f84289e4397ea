"""The tables of a new tenant as SQL, made once for each state of the migrations and then replayed in a moment."""

import hashlib
import os
import re
import subprocess
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import transaction
from django_tenants.utils import get_public_schema_name, schema_context
from psycopg.conninfo import make_conninfo

from tenants.directory.models import Blueprint
from tereze import clock
from tereze.config.database import connection
from tereze.ops.embedded import programs

NAME = "zz_blueprint"
"""The schema from which a blueprint is taken; the name is replaced by the tenant's when it is replayed."""

_LOCK = 7_402
_SKIP = re.compile(r"^(SET |SELECT pg_catalog\.set_config|\\|--|CREATE SCHEMA |COMMENT ON SCHEMA )")


class DumpError(Exception):
    """pg_dump could not read the blueprint schema; the message is its own."""


def digest() -> str:
    """Return a hash over the migrations of all tenant apps: what a blueprint was made from."""
    whole = hashlib.sha256()
    for name in settings.TENANT_APPS:
        config = apps.get_app_config(name.rpartition(".")[2])
        try:
            folder = Path(str(import_module(f"{config.name}.migrations").__file__)).parent
        except ModuleNotFoundError:
            continue
        for file in sorted(folder.glob("[!_]*.py")):
            whole.update(f"{config.label}/{file.name}\n".encode() + file.read_bytes())
    return whole.hexdigest()


def current(say: Callable[[str], None] = lambda _line: None) -> Blueprint:
    """Return the blueprint for the present migrations, making it if there is none yet. Raises DumpError."""
    wanted = digest()
    with schema_context(get_public_schema_name()):
        found = Blueprint.objects.filter(digest=wanted).first()
    if found:
        return found
    say("Making the blueprint of a tenant's tables")
    return _make(wanted)


def _make(wanted: str) -> Blueprint:
    with connection.owning(), schema_context(get_public_schema_name()):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            found = Blueprint.objects.filter(digest=wanted).first()
            return found or _build(wanted)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _build(wanted: str) -> Blueprint:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {NAME} CASCADE")
        cursor.execute(f"CREATE SCHEMA {NAME}")
    try:
        migrate_schema(NAME)
        sql = "\n".join(line for line in _dump().splitlines() if line and not _SKIP.match(line))
        with schema_context(NAME), connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
            rows = [list(row) for row in cursor.fetchall()]
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {NAME} CASCADE")
    with transaction.atomic():
        Blueprint.objects.all().delete()
        return Blueprint.objects.create(digest=wanted, sql=sql, rows=rows, made_at=clock.now())


def migrate_schema(schema: str) -> None:
    """Run the migrations that `schema` has not had yet. The slow way; the caller works as the owner."""
    with schema_context(schema):
        call_command(Migrate(), interactive=False, verbosity=0, skip_checks=True)


def _dump() -> str:
    command = [
        str(programs() / "pg_dump"), "--schema-only", "--no-owner", "--no-privileges", f"--schema={NAME}",
        f"--dbname={_address()}",
    ]  # fmt: skip
    environment = {**os.environ, "PGPASSWORD": str(connection.settings_dict["PASSWORD"])}
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    except OSError as error:
        raise DumpError(f"{command[0]}: {error.strerror}. Install PostgreSQL's programs or name PG_BINDIR.") from error
    if done.returncode:
        raise DumpError(done.stderr.strip())
    return done.stdout


def _address() -> str:
    """Return where the database is, with the options of DATABASE_URL, and without the password: others see commands."""
    database = connection.settings_dict
    options = {name: value for name, value in database["OPTIONS"].items() if isinstance(value, str)}
    parts = {"dbname": database["NAME"], "user": database["USER"], "host": database["HOST"], "port": database["PORT"]}
    return make_conninfo("", **{name: value for name, value in (parts | options).items() if value})


def replay(blueprint: Blueprint, schema: str) -> None:
    """Create the schema and all its tables, in the caller's transaction, as the owner."""
    quoted = connection.ops.quote_name(schema)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {quoted}")
        cursor.execute(blueprint.sql.replace(f"{NAME}.", f"{quoted}."))
        cursor.executemany(
            f"INSERT INTO {quoted}.django_migrations (app, name, applied) VALUES (%s, %s, %s)",  # noqa: S608  # quoted
            [[app, name, blueprint.made_at] for app, name in blueprint.rows],
        )
