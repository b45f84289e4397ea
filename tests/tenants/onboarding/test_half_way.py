"""Onboarding that fails, is killed, or meets another: all of it or nothing, and it can be repeated."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import OperationalError, ProgrammingError
from django.test import Client

from tenants.directory import walls
from tenants.directory.models import Status, Tenant
from tenants.onboarding import actions
from tenants.onboarding.descriptions import Description
from tenants.onboarding.steps import Step, registry
from tereze.config.database import connection
from tests import councils
from tests.tenants.onboarding.traces import traces

pytestmark = pytest.mark.transactional

STEPS = sorted(registry, key=lambda step: step.order)
KINDS = frozenset({"council", "district", "operator"})


class TornError(Exception):
    """What the test's own step raises."""


def tear(description: Description) -> None:
    raise TornError


def lose_the_server(description: Description) -> None:
    """What the database sees, and what we see, when one of the two is killed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def insert(monkeypatch: pytest.MonkeyPatch, take: Callable[[Description], None], *, order: int) -> None:
    """Add a step for the length of the test."""
    monkeypatch.setitem(registry._things, "of the test", Step("of the test", order=order, kinds=KINDS, take=take))


def onboard(key: str) -> Tenant:
    return actions.onboard(replace(councils.described(), key=key))


def test_every_package_adds_its_step() -> None:
    assert [step.name for step in STEPS] == ["letterhead", "administrator", "villages", "signing key"]


@pytest.mark.parametrize("order", [0, *(step.order + 1 for step in STEPS)], ids=["first", *(s.name for s in STEPS)])
def test_a_step_that_fails_leaves_nothing_and_it_can_be_repeated(
    order: int, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        insert(broken, tear, order=order)
        with pytest.raises(TornError):
            onboard(key)

    assert traces(key) == {}
    assert connection.schema_name == "public"
    assert not connection.as_owner
    assert onboard(key).status == Status.ACTIVE


@pytest.mark.parametrize("order", [0, STEPS[-1].order + 1], ids=["before the steps", "after the steps"])
def test_a_connection_that_dies_leaves_nothing_and_it_can_be_repeated(
    order: int, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        insert(broken, lose_the_server, order=order)
        with pytest.raises(OperationalError):
            onboard(key)
    connection.close()

    assert traces(key) == {}
    assert onboard(key).status == Status.ACTIVE


def test_walls_that_cannot_be_built_leave_nothing(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walls, "READABLE", ("there_is_no_such_table",))

    with pytest.raises(ProgrammingError):
        onboard(key)

    assert traces(key) == {}


def test_nobody_is_let_in_before_all_is_there(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def look(description: Description) -> None:
        with ThreadPoolExecutor(1) as somebody:
            seen.append(somebody.submit(visit).result())

    def visit() -> int:
        try:
            return Client(HTTP_HOST=f"{key}.localhost").get("/account/login/").status_code
        finally:
            connection.close()

    insert(monkeypatch, look, order=99)
    onboard(key)

    assert seen == [404]
    assert visit() == 200


def at_once(keys: list[str]) -> list[str]:
    """Onboard all of `keys` at one moment; return "done", or the name of what was raised, for each."""
    together = Barrier(len(keys))

    def one(key: str) -> str:
        try:
            together.wait(timeout=20)
            onboard(key)
            return "done"
        except Exception as error:
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(keys)) as threads:
        return list(threads.map(one, keys))


def test_of_two_at_one_moment_one_is_told_that_the_other_was_first(key: str) -> None:
    assert sorted(at_once([key, key])) == ["AlreadyThereError", "done"]
    assert traces(key)["tenant"] == 1
    assert Client(HTTP_HOST=f"{key}.localhost").get("/account/login/").status_code == 200


def test_two_different_councils_at_one_moment_both_open(key: str, another_key: str) -> None:
    assert at_once([key, another_key]) == ["done", "done"]


def test_if_they_did_not_wait_for_each_other_one_would_fail(
    key: str, another_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = Barrier(2)
    monkeypatch.setattr(walls, "_one_at_a_time", lambda: together.wait(timeout=20))

    ends = at_once([key, another_key])

    monkeypatch.undo()
    assert sorted(ends) == ["InternalError", "done"]  # «tuple concurrently updated»


def test_a_closed_tenant_leaves_nothing(key: str) -> None:
    onboard(key)
    assert set(traces(key)) == {
        "tenant", "host", "schema", "role", "table", "membership", "right to a public table", "right to come",
    }  # fmt: skip

    councils.close(key)

    assert traces(key) == {}
    assert onboard(key).status == Status.ACTIVE
