"""Suspending and resuming a tenant, under the operator's own database role."""

from collections.abc import Iterator

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from tenants.directory import queries as directory
from tenants.directory.models import Tenant
from tenants.fleet import actions
from tereze.accounts.permissions import Platform
from tereze.audit.models import Entry
from tests.conftest import inside

OPERATOR = Platform("tests")


@pytest.fixture
def in_operator(operator: Tenant) -> Iterator[Tenant]:
    with inside(operator):
        yield operator


def status_of(key: str) -> str:
    return str(Tenant.objects.get(key=key).status)


def test_a_suspended_tenant_answers_503_as_soon_as_it_is_forgotten(
    karool: Tenant, operator: Tenant, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    client = Client(HTTP_HOST="karool.localhost")
    before = client.get("/account/login/").status_code
    with inside(operator), django_capture_on_commit_callbacks(execute=True):
        actions.suspend(key="karool", by=OPERATOR, reason="A test.")

    response = client.get("/account/login/")

    assert (before, response.status_code, response["Retry-After"]) == (200, 503, "600")
    assert "Это окно пока закрыто" in response.content.decode()


def test_other_processes_feel_it_within_a_minute() -> None:
    assert directory.LOOKUP_SECONDS <= 60


def test_a_resumed_tenant_is_served_again(in_operator: Tenant, karool: Tenant) -> None:
    actions.suspend(key="karool", by=OPERATOR, reason="A test.")
    actions.resume(key="karool", by=OPERATOR, reason="Over.")

    assert status_of("karool") == "active"


def test_the_reason_stands_in_the_operators_journal(in_operator: Tenant, karool: Tenant) -> None:
    actions.suspend(key="karool", by=OPERATOR, reason="Unpaid since spring.")

    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.subject, entry.actor) == ("tenant.suspended", "tenant:karool", "platform:tests")
    assert entry.details == {"reason": "Unpaid since spring."}


def test_a_suspension_that_cannot_be_journalled_does_not_happen(
    in_operator: Tenant, karool: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_details: object) -> None:
        raise RuntimeError("the journal is full")

    monkeypatch.setattr(actions.journal, "record", fail)  # type: ignore[attr-defined]
    with pytest.raises(RuntimeError):
        actions.suspend(key="karool", by=OPERATOR, reason="A test.")

    assert status_of("karool") == "active"


@pytest.mark.parametrize("key", ["operator", "nobody"])
def test_the_operator_itself_and_strangers_cannot_be_suspended(key: str, in_operator: Tenant) -> None:
    with pytest.raises(actions.CannotSuspendError):
        actions.suspend(key=key, by=OPERATOR, reason="A test.")


def test_what_is_suspended_cannot_be_suspended_again(in_operator: Tenant, karool: Tenant) -> None:
    actions.suspend(key="karool", by=OPERATOR, reason="A test.")

    with pytest.raises(actions.CannotSuspendError):
        actions.suspend(key="karool", by=OPERATOR, reason="A test.")


def test_only_what_is_suspended_can_be_resumed(in_operator: Tenant, karool: Tenant) -> None:
    with pytest.raises(actions.CannotResumeError):
        actions.resume(key="karool", by=OPERATOR, reason="A test.")


@pytest.mark.parametrize("key", ["karool", "uzgen"])
def test_no_other_kind_of_tenant_may_change_a_status(key: str, request: pytest.FixtureRequest) -> None:
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with inside(request.getfixturevalue(key)), refused, transaction.atomic():
        actions.suspend(key="myrza-ake", by=OPERATOR, reason="A test.")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE directory_tenant SET schema_name = 'operator' WHERE key = 'karool'",
        "UPDATE directory_domain SET domain = 'karool.example'",
        "DELETE FROM directory_tenant WHERE key = 'karool'",
        "SELECT 1 FROM karool.accounts_user",
    ],
)
def test_the_operators_role_may_change_the_status_and_nothing_else(
    statement: str, in_operator: Tenant, karool: Tenant
) -> None:
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
