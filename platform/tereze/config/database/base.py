"""A django-tenants backend with a second wall: every council's schema is entered under its own database role.

The search path decides what a query finds; the role decides what it may touch. Both are set in one round trip, so a
query that strays into another council is refused by PostgreSQL ("permission denied") and not answered.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django_tenants.postgresql_backend import base
from django_tenants.utils import get_limit_set_calls, get_public_schema_name
from psycopg.pq import TransactionStatus

from tereze.config.database.schema import SchemaEditor

OWNER = "none"
"""SET ROLE none: back to the login role, which owns every schema."""
LONGEST = 63
"""Bytes of a name that PostgreSQL keeps; it cuts longer ones silently."""


class NameTooLongError(Exception):
    """The role's name would be cut, and two councils could end up with the same one. Use a shorter database name."""


def role_of(schema_name: str, *, database: str) -> str:
    """Return the database role of a council's schema. Raises NameTooLongError.

    Roles belong to the whole server, so the name carries the database too: two deployments do not meet.
    """
    name = f"tn_{database}_{schema_name}"
    if len(name.encode()) > LONGEST:
        raise NameTooLongError(name)
    return name


class DatabaseWrapper(base.DatabaseWrapper):  # type: ignore[misc]
    """Enters a council's schema and role together, and raises when it cannot."""

    SchemaEditorClass = SchemaEditor
    as_owner = False
    tenant: Any
    schema_name: str
    search_path_set_schemas: list[str] | None
    _setting_search_path: bool

    def _role(self) -> str:
        if self.as_owner or self.schema_name == get_public_schema_name():
            return OWNER
        return role_of(self.schema_name, database=self.settings_dict["NAME"])

    def _cursor(self, name: str | None = None) -> Any:
        if name:
            # A cursor of the server's cannot carry the switch, and would be left open when the switch fails.
            super()._cursor().close()
        return super()._cursor(name)

    def _handle_search_path(self, cursor: Any = None) -> None:
        if self._setting_search_path or (get_limit_set_calls() and self.search_path_set_schemas):
            return
        if self.connection.info.transaction_status == TransactionStatus.INERROR:
            # Nothing but a rollback can follow, and that needs neither path nor role; the next cursor sets both.
            return
        paths = self._get_cursor_search_paths()
        self._setting_search_path = True
        own_cursor = self.connection.cursor() if cursor is None else cursor
        try:
            # one statement keeps role and path from ever coming apart
            own_cursor.execute(
                "SELECT set_config('role', %s, false), set_config('search_path', %s, false)",
                [self._role(), ", ".join(f'"{path}"' for path in paths)],
            )
            self.search_path_set_schemas = paths
        finally:
            self._setting_search_path = False
            if cursor is None:
                own_cursor.close()

    @contextmanager
    def owning(self) -> Iterator[None]:
        """Work as the owner of all schemas: for migrations, onboarding and closing, never for a request."""
        before = self.as_owner
        self.as_owner = True
        self.search_path_set_schemas = None
        try:
            yield
        finally:
            self.as_owner = before
            self.search_path_set_schemas = None
