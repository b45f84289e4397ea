"""Keeping what the tenants count, in one table of the public schema."""

from collections.abc import Mapping
from datetime import date

from django.db import connection
from django_tenants.utils import get_public_schema_name

from tenants.oversight.models import FigureValue
from tereze import clock


class NoTenantError(Exception):
    """Figures were handed over outside a tenant's schema, so nobody knows whose they are."""


def keep(day: date, counted: Mapping[str, int | None]) -> None:
    """Write the figures of the tenant whose schema is entered; counted anew, a day's figure takes the newer value.

    The tenant's own database role writes here, and PostgreSQL lets it write its own rows only. Raises NoTenantError.
    """
    tenant: str = connection.schema_name  # type: ignore[attr-defined]
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
