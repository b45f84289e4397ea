"""The second wall: each tenant's own database role, and what it may touch.

The login role may take on every tenant's role but inherits none; a request works under its tenant's role alone.
"""

from django.db import transaction

from tereze.config.database import connection
from tereze.config.database.base import role_of

READABLE = (
    "directory_tenant",
    "directory_domain",
    "directory_region",
    "directory_district",
    "directory_publishedkey",
    "catalogue_template",
)
"""Public tables every tenant may read: who there is, with which keys they sign, and the shared templates."""
FIGURES = "oversight_figurevalue"
"""Public table where a tenant may write its own rows only; row-level security sees to it."""
OF_KIND = {"operator": "GRANT UPDATE (status) ON public.directory_tenant TO {wall}"}
"""What only one kind of tenant may do in public: the operator suspends and resumes, and changes nothing else."""
ONLY_GROWING = ("audit_entry",)
"""Tables of a tenant in which nothing is ever changed or removed."""

_LOCK = 7_406
_NOTHING_IN_PUBLIC = """
REVOKE ALL ON SCHEMA public FROM {wall};
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {wall};
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {wall};
"""
_GRANTS = """
GRANT USAGE ON SCHEMA {house} TO {wall};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {house} TO {wall};
GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA {house} TO {wall};
ALTER DEFAULT PRIVILEGES IN SCHEMA {house} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {wall};
ALTER DEFAULT PRIVILEGES IN SCHEMA {house} GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO {wall};
GRANT USAGE ON SCHEMA public TO {wall};
GRANT SELECT ON {readable} TO {wall};
GRANT SELECT, INSERT, UPDATE ON public.{figures} TO {wall};
REVOKE UPDATE, DELETE ON {only_growing} FROM {wall};
"""


@transaction.atomic
def build(schema: str) -> None:
    """Create the role of `schema`, unless it is there, and give it exactly what it needs. As the owner; repeatable."""
    role = role_of(schema, database=connection.settings_dict["NAME"])
    quote = connection.ops.quote_name
    wall, house, login = quote(role), quote(schema), quote(connection.settings_dict["USER"])
    _one_at_a_time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {wall} NOLOGIN NOINHERIT")
        # PostgreSQL 16 made membership precise; before that, SET is part of any membership and NOINHERIT the login's.
        precise = "WITH SET TRUE, INHERIT FALSE" if connection.pg_version >= 160_000 else ""
        cursor.execute(f"GRANT {wall} TO {login} {precise}")
        cursor.execute(_NOTHING_IN_PUBLIC.format(wall=wall))  # what an older version gave and this one does not
        cursor.execute(
            _GRANTS.format(
                house=house,
                wall=wall,
                readable=", ".join(f"public.{table}" for table in READABLE),
                figures=FIGURES,
                only_growing=", ".join(f"{house}.{table}" for table in ONLY_GROWING),
            )
        )
        cursor.execute("SELECT kind FROM public.directory_tenant WHERE schema_name = %s", [schema])
        for (kind,) in cursor.fetchall():
            if kind in OF_KIND:
                cursor.execute(OF_KIND[kind].format(wall=wall))


@transaction.atomic
def tear_down(schema: str) -> None:
    """Drop the schema and its role, if they are there. As the owner; for tests and for closing a tenant."""
    role = role_of(schema, database=connection.settings_dict["NAME"])
    wall = connection.ops.quote_name(role)
    _one_at_a_time()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {connection.ops.quote_name(schema)} CASCADE")
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone():
            # It owns nothing, and its rights in its own schema went with that; those in public are taken back.
            cursor.execute(_NOTHING_IN_PUBLIC.format(wall=wall))
            cursor.execute(f"DROP ROLE {wall}")


def _one_at_a_time() -> None:
    """Wait for others: two that grant on the same public table at one moment fail («tuple concurrently updated»)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
