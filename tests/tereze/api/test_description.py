"""The API's description, for programs and for people."""

import re
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tenants.directory.models import Tenant
from tests.tereze.api.conftest import AskAt


@pytest.fixture
def description(ask: AskAt) -> dict[str, Any]:
    """What `/api/schema/` says about the views of the tests and of the services."""
    response = ask("/api/schema/?format=json")
    assert response.status_code == 200
    found: dict[str, Any] = response.json()
    return found


def operations(description: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method} {path}", operation)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    ]


def test_it_is_openapi_3_1(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1.")
    assert description["info"]["title"] == "Tereze"


def test_both_ways_to_send_a_key_are_declared(description: dict[str, Any]) -> None:
    schemes = description["components"]["securitySchemes"]

    assert {(scheme["type"], scheme.get("scheme") or scheme.get("name")) for scheme in schemes.values()} == {
        ("http", "bearer"),
        ("apiKey", "X-Api-Key"),
    }


def test_every_operation_of_a_service_names_its_permission_and_its_key(description: dict[str, Any]) -> None:
    for name, operation in operations(description):
        if "security" in operation:
            assert re.search(r"Permission: `[a-z_]+`", operation["description"]), name
            assert {scheme for way in operation["security"] for scheme in way} == {"key", "keyHeader"}, name


def test_operations_have_names_of_their_own(description: dict[str, Any]) -> None:
    names = [operation["operationId"] for _path, operation in operations(description)]

    assert len(names) == len(set(names))


def test_describing_raises_no_warning(karool: Tenant, capsys: pytest.CaptureFixture[str]) -> None:
    from drf_spectacular.drainage import GENERATOR_STATS

    with GENERATOR_STATS.silence():
        Client(HTTP_HOST="karool.localhost").get("/api/schema/")
        said = [*GENERATOR_STATS._warn_cache, *GENERATOR_STATS._error_cache]

    assert said == []


def test_people_find_keys_errors_and_repeating_explained(karool: Tenant) -> None:
    page = Client(HTTP_HOST="karool.localhost").get("/api/docs/").content.decode()

    assert all(word in page for word in ("Authorization: Bearer", "Idempotency-Key", "validation_error", "page_size"))
    assert 'data-schema="/api/schema/?format=json"' in page


def test_the_page_loads_nothing_from_elsewhere(karool: Tenant) -> None:
    response = Client(HTTP_HOST="karool.localhost").get("/api/docs/")
    loaded = re.findall(r'<(?:script|link)[^>]+(?:src|href)="([^"]+)"', response.content.decode())

    assert len(loaded) >= 4
    for address in set(loaded) - {"/accent.css"}:  # the council's own colour, from the same host
        assert address.startswith("/static/")
        assert finders.find(address.removeprefix("/static/")), address
    assert "unsafe" not in response["Content-Security-Policy"]
