"""Whether data on one's own machine was made by the migrations that the program has now.

While the program is young its migrations are sometimes made anew. Django goes by their names, so data made by former
ones would be taken for up to date, and break somewhere in the middle of a page.
"""

import hashlib
import json
from pathlib import Path
from typing import Final

from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.writer import MigrationWriter
from django_tenants.utils import get_public_schema_name, schema_context

from tereze.config.database import connection

_FILE: Final = "migrations.json"


class OtherMigrationsError(Exception):
    """The data was made by migrations that are no longer those of the program; the message says what to do."""


def demand(folder: Path) -> None:
    """Raise OtherMigrationsError if the data in `folder` cannot be brought up to date by the program's migrations."""
    present = {f"{app}.{name}": one for (app, name), one in _on_disk().items()}
    replaced = {f"{app}.{name}" for one in present.values() for app, name in one.replaces}
    gone = [name for name in _recorded() if name not in present and name not in replaced]
    known = [(name, content) for name, content in _remembered(folder).items() if name in present]
    remade = [name for name, content in known if _content(present[name]) != content]
    if gone or remade:
        raise OtherMigrationsError(
            f"The data in {folder} was made with other tables ({sorted(gone + remade)[0]}) than this version's. Start "
            "over with --fresh, or choose another folder: --data FOLDER"
        )


def remember(folder: Path) -> None:
    """Note which migrations have made the data, and what they did."""
    content = {f"{app}.{name}": _content(one) for (app, name), one in _on_disk().items()}
    (folder / _FILE).write_text(json.dumps(content, indent=0, sort_keys=True))


def _on_disk() -> dict[tuple[str, str], Migration]:
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return dict(loader.disk_migrations or {})


def _remembered(folder: Path) -> dict[str, str]:
    file = folder / _FILE
    return dict(json.loads(file.read_text())) if file.exists() else {}


def _content(migration: Migration) -> str:
    """Return a hash of what the migration does; how its file is laid out does not matter."""
    return hashlib.sha256(MigrationWriter(migration, include_header=False).as_string().encode()).hexdigest()[:16]


def _recorded() -> set[str]:
    """Return every migration that any schema has had."""
    with connection.owning(), schema_context(get_public_schema_name()), connection.cursor() as cursor:
        cursor.execute("SELECT schemaname FROM pg_tables WHERE tablename = 'django_migrations'")
        schemas = [connection.ops.quote_name(row[0]) for row in cursor.fetchall()]
        if not schemas:
            return set()
        each = " UNION ".join(f"SELECT app, name FROM {schema}.django_migrations" for schema in schemas)  # noqa: S608  # quoted
        cursor.execute(each)
        return {f"{app}.{name}" for app, name in cursor.fetchall()}
