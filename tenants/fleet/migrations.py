"""Migrating every schema, and knowing which are behind.

What has been applied is read from all schemas at once; only those that are behind are entered. This module is no
package of migrations: the app has no tables, and Django passes it over.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django_tenants.utils import get_public_schema_name, schema_context
from psycopg import sql

from tenants.catalogue.actions import publish_shipped
from tenants.directory import walls
from tenants.directory.actions import load_reference
from tenants.directory.models import Status, Tenant
from tereze.config.database import connection
from tereze.exchange import figures
from tereze.ops import queue

logger = logging.getLogger(__name__)

PUBLIC = get_public_schema_name()
_LOCK = 7_403
_AT_ONCE = 100
"""Schemas whose applied migrations are read by one statement."""

Say = Callable[[str], None]
Plan = list[tuple[Migration, bool]]


def _quietly(_line: str) -> None:
    """Say nothing."""


class NoSchemaError(Exception):
    """The directory names a tenant whose schema is not there."""


class SchemasFailedError(Exception):
    """Some schemas could not be migrated; all others were. `failures` is what went wrong, by schema."""

    def __init__(self, failures: dict[str, str]) -> None:
        self.failures = failures
        super().__init__("\n".join(f"{schema}: {problem}" for schema, problem in failures.items()))


def behind() -> dict[str, list[str]]:
    """Return the migrations each schema still lacks (`register.0002_x`), by schema; nothing of those up to date."""
    with connection.owning(), schema_context(PUBLIC):
        present = _schemas_with("django_migrations")
        schemas = [PUBLIC]
        if _schemas_with("directory_tenant"):
            schemas += Tenant.objects.exclude(status=Status.CLOSED).values_list("schema_name", flat=True)
        wanted = _wanted()
        applied = _applied([schema for schema in schemas if schema in present])
    lacking = {schema: _lacking(wanted, applied.get(schema, frozenset())) for schema in schemas}
    return {schema: names for schema, names in lacking.items() if names}


def lacking_here() -> list[str]:
    """Return the migrations that the entered schema still lacks. Works under the schema's own role."""
    schema: str = connection.schema_name
    return _lacking(_wanted(), _applied([schema])[schema])


def migrate_all(say: Say = _quietly) -> list[str]:
    """Migrate public, then every schema that is behind; return the schemas that were migrated.

    Public also gets what is shipped with the code: reference data, templates, and the queue where no broker is
    configured. Raises SchemasFailedError after all schemas had their turn, and whatever public raises at once.
    """
    with connection.owning(), _alone():
        waiting = behind()
        done = []
        if PUBLIC in waiting:
            say("Migrating the public schema")
            _migrate(PUBLIC, _Path(), waiting[PUBLIC])
            done.append(PUBLIC)
        _ship(say)
        waiting = behind()
        failures: dict[str, str] = {}
        path = _Path()
        for number, schema in enumerate(waiting, start=1):
            say(f"Migrating {schema} ({number} of {len(waiting)}, {len(waiting[schema])} to apply)")
            try:
                _migrate(schema, path, waiting[schema])
                done.append(schema)
            except Exception as error:  # one schema's trouble must not keep the others from the new version
                logger.exception("%s could not be migrated.", schema)
                failures[schema] = str(error).strip() or type(error).__name__
        if PUBLIC in done:
            _open_public(set(done))
    if failures:
        raise SchemasFailedError(failures)
    return done


def _open_public(done: set[str]) -> None:
    """Let tenants that had nothing to migrate reach what is new in public."""
    with schema_context(PUBLIC):
        schemas = Tenant.objects.exclude(status=Status.CLOSED).values_list("schema_name", flat=True)
    for schema in schemas:
        if schema not in done and schema in _all_schemas():
            walls.build(schema)


def _ship(say: Say) -> None:
    with schema_context(PUBLIC):
        load_reference()
        publish_shipped()
    if queue.is_ours() and queue.install_queue():
        say("Installing the queue")


class _Path:
    """How a schema gets from what it has to this version, worked out once for all that lack the same."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], tuple[MigrationExecutor, Plan, ProjectState]] = {}

    def walk(self, lacking: list[str]) -> None:
        """Apply what is lacking in the entered schema."""
        key = tuple(lacking)
        if key not in self._known:
            self._known[key] = self._look()
        executor, plan, state = self._known[key]
        executor.migrate([], plan=plan, state=state.clone())

    def _look(self) -> tuple[MigrationExecutor, Plan, ProjectState]:
        executor = MigrationExecutor(connection)
        executor.loader.check_consistent_history(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        state = executor._create_project_state(with_applied_migrations=True)
        _ = state.apps  # made here once; a clone takes it over, and making it is what costs time
        return executor, plan, state


def _migrate(schema: str, path: _Path, lacking: list[str]) -> None:
    if schema not in _all_schemas():
        # without this the search path would fall through to public, where everything has been applied
        raise NoSchemaError(f"There is no schema {schema}.")
    with schema_context(schema):
        path.walk(lacking)
        if schema != PUBLIC:
            walls.build(schema)  # new tables may need other rights than the default
            figures.write(["fleet.behind"])  # so that the operator's page need not wait for the next count


@contextmanager
def _alone() -> Iterator[None]:
    """Wait for others that migrate: two containers may start at the same moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _all_schemas() -> frozenset[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace")
        return frozenset(name for (name,) in cursor.fetchall())


def _schemas_with(table: str) -> frozenset[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE c.relname = %s AND c.relkind = 'r'",
            [table],
        )
        return frozenset(name for (name,) in cursor.fetchall())


def _wanted() -> dict[str, frozenset[str]]:
    """Every migration on disk by name, with those it replaces."""
    loader = MigrationLoader(None)
    return {
        f"{app}.{name}": frozenset(f"{old_app}.{old}" for old_app, old in migration.replaces)
        for (app, name), migration in loader.graph.nodes.items()
        if migration is not None
    }


def _lacking(wanted: dict[str, frozenset[str]], applied: frozenset[str]) -> list[str]:
    return [name for name, replaces in wanted.items() if name not in applied and not (replaces and replaces <= applied)]


def _applied(schemas: list[str]) -> dict[str, frozenset[str]]:
    found = {}
    with connection.cursor() as cursor:
        for some in _portions(schemas):
            cursor.execute(
                sql.SQL(" UNION ALL ").join(
                    sql.SQL("SELECT {}, array_agg(app || '.' || name) FROM {}.django_migrations").format(
                        sql.Literal(schema), sql.Identifier(schema)
                    )
                    for schema in some
                )
            )
            found.update({schema: frozenset(names or ()) for schema, names in cursor.fetchall()})
    return found


def _portions(schemas: list[str]) -> Iterable[list[str]]:
    return (schemas[start : start + _AT_ONCE] for start in range(0, len(schemas), _AT_ONCE))
