"""Host names and addresses of tenants."""

from django.conf import settings
from django_tenants.utils import get_tenant_model

from tereze.config.database import connection


def host_of(key: str) -> str:
    """Return the host name of the tenant `key`, without a port."""
    return f"{key}.{settings.BASE_HOST}"


def address_of(key: str) -> str:
    """Return the address of the tenant `key`: scheme, host and, where it is unusual, port. No slash at the end."""
    return f"{'https' if settings.HTTPS else 'http'}://{key}.{settings.BASE_DOMAIN}"


def current_key() -> str:
    """Return the key of the tenant whose schema is entered."""
    tenant = connection.tenant
    if hasattr(tenant, "key"):
        return str(tenant.key)
    return str(get_tenant_model().objects.values_list("key", flat=True).get(schema_name=connection.schema_name))
