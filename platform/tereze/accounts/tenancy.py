"""Working in one tenant's schema from the command line."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django_tenants.utils import get_public_schema_name, get_tenant_model, schema_context, tenant_context

from tereze.accounts.http import Council


@contextmanager
def at(key: str) -> Iterator[Council]:
    """Enter the schema of the tenant `key`. Raises CommandError when there is none."""
    with schema_context(get_public_schema_name()):
        tenant = get_tenant_model().objects.filter(key=key).first()
    if tenant is None:
        raise CommandError(f"There is no tenant {key}.")
    with tenant_context(tenant):
        yield tenant
