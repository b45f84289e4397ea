"""Keeping what the tenants count in one table of the public schema, and reading it back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django_tenants.utils import get_public_schema_name

from tenants.oversight.models import FigureValue
from tereze import clock
from tereze.config.database import connection
from tereze.exchange.figures import Reading, Readings

# For each tenant and figure one look into the index, however many days are kept.
_LATEST = """
SELECT tenant.schema_name, named.name, newest.value, newest.day, newest.counted_at
FROM public.directory_tenant tenant
CROSS JOIN unnest(%s::text[]) named(name)
CROSS JOIN LATERAL (
    SELECT value, day, counted_at FROM public.oversight_figurevalue f
    WHERE f.tenant = tenant.schema_name AND f.name = named.name ORDER BY day DESC LIMIT 1
) newest
"""


class NoTenantError(Exception):
    """Figures were handed over outside a tenant's schema, so nobody knows whose they are."""


def keep(day: date, counted: Mapping[str, int | None]) -> None:
    """Write the figures of the tenant whose schema is entered; counted anew, a day's figure takes the newer value.

    The tenant's own database role writes here, and PostgreSQL lets it write its own rows only. Raises NoTenantError.
    """
    tenant: str = connection.schema_name
    if tenant == get_public_schema_name():
        raise NoTenantError(", ".join(counted))
    moment = clock.now()
    FigureValue.objects.bulk_create(
        [
            FigureValue(tenant=tenant, day=day, name=name, value=value, counted_at=moment)
            for name, value in sorted(counted.items())
        ],
        update_conflicts=True,
        unique_fields=["tenant", "name", "day"],
        update_fields=["value", "counted_at"],
    )


def latest(names: Iterable[str]) -> Readings:
    """Return the newest reading of each figure by tenant, as far as row-level security lets the entered tenant see."""
    found: dict[str, dict[str, Reading]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, [list(names)])
        for schema, name, *reading in cursor.fetchall():
            found[schema][name] = Reading(*reading)
    return found
