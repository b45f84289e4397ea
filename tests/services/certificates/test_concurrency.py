"""Clerks at once, a request that comes twice, a process that dies: with real commits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction
from django_tenants.utils import schema_context, tenant_context

from services.certificates import actions, drafting
from services.certificates.drafting import Order
from services.certificates.models import Certificate
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.permissions import Platform
from tereze.storage.models import StoredFile
from tests.services.certificates.conftest import large_family, populate

AT_ONCE = 6


@pytest.fixture
def order(own_council: Tenant) -> Order:
    with tenant_context(own_council), transaction.atomic():
        populate(60)
        return Order(template="residence", resident=large_family().head.reference)


def at_once(council: Tenant, act: Callable[[int], Certificate], times: int = AT_ONCE) -> list[Certificate]:
    """Run `act` in as many threads at the same moment, each in the council's schema."""
    together = Barrier(times)

    def one(number: int) -> Certificate:
        try:
            with schema_context(council.schema_name):
                together.wait(timeout=20)
                return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(one, range(times)))


def issue(order: Order, key: str) -> Certificate:
    return actions.issue(order=order, by=Platform("clerk"), at=clock.now(), request_key=key)


def test_one_request_sent_many_times_at_once_gives_one_certificate(own_council: Tenant, order: Order) -> None:
    issued = at_once(own_council, lambda number: issue(order, "the same"))

    assert len({certificate.pk for certificate in issued}) == 1
    with schema_context(own_council.schema_name):
        assert Certificate.objects.count() == 1
        assert StoredFile.objects.count() == 1


def test_many_clerks_at_once_get_numbers_without_gap_or_repetition(own_council: Tenant, order: Order) -> None:
    issued = at_once(own_council, lambda number: issue(order, f"clerk {number}"))

    assert sorted(certificate.serial for certificate in issued) == list(range(1, AT_ONCE + 1))


def test_without_the_lock_two_equal_requests_do_collide(
    own_council: Tenant, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The race is real: only then do the tests above prove anything."""
    together = Barrier(2)
    monkeypatch.setattr(actions, "_one_at_a_time", lambda key: None)
    draft = drafting.draft

    def slow_draft(*args: object, **kwargs: object) -> object:
        together.wait(timeout=20)
        return draft(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "draft", slow_draft)

    with pytest.raises(Exception, match="request_key"):
        at_once(own_council, lambda number: issue(order, "the same"), times=2)

    with schema_context(own_council.schema_name):
        assert Certificate.objects.count() == 1  # the database is the last wall


def test_a_process_that_dies_before_the_commit_leaves_nothing(own_council: Tenant, order: Order) -> None:
    with schema_context(own_council.schema_name):
        with transaction.atomic():
            died = issue(order, "dies")
            connection.connection.close()  # what the server sees of a killed process
            transaction.set_rollback(True)
        connection.close()
        after = issue(order, "lives")

        assert after.serial == died.serial == 1
        assert Certificate.objects.count() == 1


def test_only_one_of_many_revokes(own_council: Tenant, order: Order) -> None:
    with schema_context(own_council.schema_name):
        certificate = issue(order, "one")

    def revoke(number: int) -> Certificate:
        try:
            return actions.revoke(certificate=certificate, by=Platform(f"c{number}"), at=clock.now(), reason="ката")
        except actions.AlreadyEndedError:
            return Certificate()

    done = at_once(own_council, revoke)

    assert sum(one.pk is not None for one in done) == 1
