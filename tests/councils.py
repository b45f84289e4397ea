"""Tenants of a test's own, where everything is really committed, and which are gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

from django_tenants.utils import get_public_schema_name, schema_context

from tenants.directory import queries, walls
from tenants.directory.models import Domain, Tenant
from tenants.onboarding import actions
from tenants.onboarding.descriptions import SHIPPED, Description, read
from tereze.config.database import connection

PASSWORD = "Айылдын ачкычы 7"


@cache
def described(file: str = "karool") -> Description:
    """Return what a shipped file describes."""
    return read(SHIPPED / f"{file}.toml", password=PASSWORD)


@contextmanager
def own(key: str, *, like: str = "karool") -> Iterator[Tenant]:
    """Onboard a tenant called `key` that is otherwise like the shipped one, and close it at the end."""
    tenant = actions.onboard(replace(described(like), key=key))
    try:
        yield tenant
    finally:
        close(key)


def close(key: str) -> None:
    """Remove a tenant: schema, role, host and rows, as far as they are there."""
    schema = key.replace("-", "_")
    connection.close()  # whatever the test left open or broken
    with connection.owning(), schema_context(get_public_schema_name()):
        walls.tear_down(schema)
        Domain.objects.filter(tenant__key=key).delete()
        Tenant.objects.filter(key=key).delete()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM oversight_figurevalue WHERE tenant = %s", [schema])
    queries.forget_hosts()
    connection.close()
