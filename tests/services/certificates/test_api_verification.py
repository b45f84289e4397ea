"""Checking certificates over the API, and what it says of itself."""

from typing import Any

import pytest
from django.test import Client
from openapi_spec_validator import validate

from services.certificates import actions
from services.certificates.models import Certificate
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import User
from tests.services.certificates.asking import Ask, error


def test_anybody_may_check_a_certificate(ask: Ask, certificate: Certificate, clerk: User) -> None:
    by_payload = ask("get", f"/verification/?payload={certificate.payload}", key="").json()
    by_code = ask("get", f"/verification/?code={certificate.short_code.lower()}", key="").json()

    assert by_payload == by_code
    assert by_payload["outcome"] == "valid"
    assert by_payload["number"] == certificate.number
    assert set(by_payload) == {"outcome", "number", "issued_on", "valid_until", "kind_ky", "kind_ru", "initials"}
    actions.revoke(certificate=certificate, by=clerk, at=clock.now(), reason="Дареги ката")
    revoked = ask("get", f"/verification/?code={certificate.short_code}", key="").json()
    assert (revoked["outcome"], revoked["reason"]) == ("revoked", "Дареги ката")


@pytest.mark.parametrize(
    ("query", "outcome"),
    [("payload=HELLO", "forged"), ("code=0000-0000-01", "mistyped"), ("code=0000-0000-00", "unknown")],
)
def test_what_is_not_ours_is_told_as_such(ask: Ask, karool: Tenant, query: str, outcome: str) -> None:
    assert ask("get", f"/verification/?{query}", key="").json() == {"outcome": outcome}


def test_a_check_needs_something_to_check(ask: Ask, karool: Tenant) -> None:
    assert error(ask("get", "/verification/", key="")) == (400, "invalid", "code")


def test_checks_are_limited(ask: Ask, karool: Tenant) -> None:
    answers = [ask("get", "/verification/?code=0000-0000-00", key="") for _ in range(31)]

    assert answers[0].status_code == 200
    assert error(answers[-1])[:2] == (429, "throttled")


@pytest.fixture
def description(karool: Tenant) -> dict[str, Any]:
    """What the API says of itself."""
    found: dict[str, Any] = Client(HTTP_HOST="karool.localhost").get("/api/schema/?format=json").json()
    return found


def test_the_description_is_valid_openapi(description: dict[str, Any]) -> None:
    validate(description)


def test_certificates_are_described(description: dict[str, Any]) -> None:
    operations = {
        one["operationId"]: one
        for path in description["paths"].values()
        for one in path.values()
        if isinstance(one, dict)
    }

    assert {
        "certificates_list", "certificates_issue", "certificates_one", "certificates_pdf", "certificates_revoke",
        "verification",
    } <= set(operations)  # fmt: skip
    issue_it = operations["certificates_issue"]
    assert {"201", "400", "401", "403"} <= set(issue_it["responses"])
    assert "Idempotency-Key" in {one["name"] for one in issue_it["parameters"]}
    assert {"q", "resident", "status", "template", "page"} <= {
        one["name"] for one in operations["certificates_list"]["parameters"]
    }
    certificate = description["components"]["schemas"]["Certificate"]["properties"]
    assert {"number", "status", "pdf", "verify_url"} <= set(certificate)
