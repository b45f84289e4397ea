"""A council's host with a few views of the tests beside the real ones, and keys to ask them with."""

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.test import Client
from django.urls import clear_url_caches
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tereze.accounts.permissions import Permission, Platform
from tereze.api import actions
from tereze.config.urls import council
from tests.tereze.api import views

KeyFor = Callable[..., str]
AskAt = Callable[..., Any]


@pytest.fixture
def more_views(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Let the council's URL map begin with the tests' views."""
    name = "tests.tereze.api.council_urls"
    module = ModuleType(name)
    module.urlpatterns = [*views.urlpatterns, *council.urlpatterns]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, name, module)
    settings.URLCONF_OF_KIND = {**settings.URLCONF_OF_KIND, "council": name}
    clear_url_caches()


@pytest.fixture
def key_for(karool: Tenant) -> KeyFor:
    """Make a key of Karool, or of another tenant, and return its text."""

    def make(*permissions: Permission, tenant: Tenant = karool, name: str = "bank", **more: Any) -> str:
        with tenant_context(tenant):
            return actions.create(name, permissions=permissions, by=Platform("tests"), **more).text

    return make


@pytest.fixture
def ask(more_views: None, karool: Tenant) -> AskAt:
    """Ask Karool's API, or another tenant's, with a key."""

    def request(path: str, key: str = "", method: str = "get", *, tenant: Tenant = karool, **more: Any) -> Any:
        client = Client(HTTP_HOST=f"{tenant.key}.localhost", raise_request_exception=False)
        headers = {"authorization": f"Bearer {key}"} if key else {}
        headers |= more.pop("headers", {})
        return getattr(client, method)(path, headers=headers, content_type="application/json", **more)

    return request
