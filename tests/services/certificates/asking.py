"""Asking Karool's API with a key."""

from collections.abc import Callable
from typing import Any

from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tereze.accounts.permissions import Permission, Platform
from tereze.api import actions as keys

ALL = (Permission.CERTIFICATE_VIEW, Permission.CERTIFICATE_ISSUE, Permission.CERTIFICATE_REVOKE)
Ask = Callable[..., Any]


def key_of(council: Tenant, *permissions: Permission, name: str = "bank") -> str:
    with tenant_context(council):
        return keys.create(name, permissions=permissions, by=Platform("tests")).text


def error(response: Any) -> tuple[int, str, str | None]:
    """Return status, code and field of a refusal, which must have the one shape of all errors."""
    body = response.json()
    assert set(body) == {"type", "errors"}
    first = body["errors"][0]
    assert set(first) == {"code", "detail", "attr"}
    return response.status_code, first["code"], first["attr"]
