"""What can be asked about tenants."""

import time
from threading import Lock

from django_tenants.utils import get_public_schema_name, schema_context

from tenants.directory.models import Tenant

LOOKUP_SECONDS = 60
"""How long a host's tenant is remembered; a suspension is felt within this time."""

_found: dict[str, tuple[float, Tenant | None]] = {}
_lock = Lock()


def by_host(host: str) -> Tenant | None:
    """Return the tenant served under `host`, or None. Remembered for a minute, strangers too (they are many)."""
    moment = time.monotonic()
    known = _found.get(host)
    if known and known[0] > moment:
        return known[1]
    with schema_context(get_public_schema_name()):
        tenant = Tenant.objects.select_related("district__region").filter(domains__domain=host).first()
    with _lock:
        if len(_found) > 5_000:
            _found.clear()
        _found[host] = (moment + LOOKUP_SECONDS, tenant)
    return tenant


def forget_hosts() -> None:
    """Forget remembered hosts: after a tenant was made, changed or closed in this process."""
    with _lock:
        _found.clear()


def current() -> Tenant:
    """Return the tenant whose schema is entered.

    Raises Tenant.DoesNotExist in the public schema.
    """
    from tereze.config.database import connection

    tenant = connection.tenant
    if isinstance(tenant, Tenant):
        return tenant
    return Tenant.objects.select_related("district__region").get(schema_name=connection.schema_name)
