"""Going through all tenants, and telling the worker that something waits."""

from collections.abc import Iterator
from threading import Event as Signal

import pytest
from django_tenants.utils import get_public_schema_name, schema_context
from pytest_django import DjangoDbBlocker

from tenants.directory.models import Status, Tenant
from tereze.config.database import connection
from tereze.exchange import hurrying, sweeping, tasks


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The cast as it was onboarded, with a connection of its own."""
    with django_db_blocker.unblock():
        yield
        connection.close()


def test_every_active_tenant_has_its_turn_and_no_other(karool: Tenant) -> None:
    with schema_context(get_public_schema_name()):
        Tenant.objects.filter(key="myrza-ake").update(status=Status.SUSPENDED)
    seen: list[str] = []

    sweeping.each_council(lambda: seen.append(connection.schema_name))

    assert set(seen) >= {"operator", "uzgen", "karool"}
    assert "myrza_ake" not in seen
    assert connection.schema_name == get_public_schema_name()


def test_a_tenant_that_fails_does_not_keep_the_next_from_its_turn(
    karool: Tenant, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[str] = []

    def fail_in_karool() -> None:
        seen.append(connection.schema_name)
        if connection.schema_name == "karool":
            raise RuntimeError("no")

    sweeping.each_council(fail_in_karool)

    assert {"karool", "myrza_ake", "uzgen"} <= set(seen)
    assert "fail_in_karool failed in karool" in caplog.text


@pytest.mark.transactional
def test_a_connection_that_is_lost_in_one_tenant_is_not_missed_in_the_next(
    committed: None, caplog: pytest.LogCaptureFixture
) -> None:
    reached: list[str] = []

    def lose_it() -> None:
        with connection.owning(), connection.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            reached.append(cursor.fetchone()[0])
            if reached[-1] == "karool":
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    sweeping.each_council(lose_it)

    assert reached.index("karool") == 0
    assert {"myrza_ake", "operator", "uzgen"} <= set(reached[1:])
    assert "terminating connection" in caplog.text


def test_while_the_queue_is_slow_one_word_for_each_council_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    at_work, go_on = Signal(), Signal()

    def slow(*, council: str) -> None:
        said.append(council)
        at_work.set()
        assert go_on.wait(timeout=20)

    monkeypatch.setattr(tasks.deliver, "delay", slow)
    hurrying._hurry(tasks.deliver, "karool")
    assert at_work.wait(timeout=20)
    for council in ("karool", "karool", "myrza_ake", "karool", "myrza_ake"):
        hurrying._hurry(tasks.deliver, council)
    go_on.set()
    hurrying._beside.submit(str).result(timeout=20)

    assert said == ["karool", "karool", "myrza_ake"]  # one that was at work, and one for what came meanwhile


def test_what_is_committed_within_a_moment_is_told_with_one_word(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(tasks.deliver, "delay", lambda *, council: said.append(council))

    for council in ("karool", "myrza_ake", "karool", "karool"):
        hurrying._hurry(tasks.deliver, council)
    told_while_answering = list(said)
    hurrying._beside.submit(str).result(timeout=20)

    assert told_while_answering == []
    assert said == ["karool", "myrza_ake"]
