"""Two clerks at once, and a server that dies at the worst moment: an event is recorded whole, once, or not at all."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client
from django_tenants.utils import tenant_context

from services.registers.life import recording
from services.registers.life.pen import Pen
from services.registers.life.recording import AlreadyUndoneError
from services.registers.life.registry import RefusedError, registry
from services.registers.models import EventChange, Household, LifeEvent, Membership
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.accounts.permissions import Platform
from tereze.config.database import connection
from tests.conftest import inside
from tests.conftest import member as staff
from tests.services.registers.life.households.events import ON, called, family, new_head, told
from tests.services.registers.life.households.test_pages import SECRETS

BY = Platform("tests")
HEAD = registry.get("head")


@pytest.fixture
def home(own_council: Tenant) -> Household:
    """A family that is really committed."""
    with tenant_context(own_council):
        return family()


def at_once(council: Tenant, *works: Callable[[], Any]) -> list[Any]:
    """Do the works in threads with connections of their own that start at one moment; return results and errors."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        try:
            with tenant_context(council):
                barrier.wait(timeout=20)
                return work()
        except (RefusedError, AlreadyUndoneError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def heads(council: Tenant, home: Household) -> list[str]:
    with tenant_context(council):
        return [name for name, relation in told(home, ON).items() if relation is Relation.HEAD]


@pytest.mark.transactional
def test_two_heads_at_once_leave_one_head(own_council: Tenant, home: Household) -> None:
    with tenant_context(own_council):
        saids = [new_head(home, name) for name in ("Бакыт", "Айым")]
    done = at_once(
        own_council,
        *(
            lambda said=said, key=key: recording.record(HEAD, said, request_key=key, by=BY)
            for key, said in zip("ab", saids, strict=True)
        ),
    )
    recorded = [one for one in done if isinstance(one, LifeEvent)]
    assert len(recorded) == 2
    assert len(heads(own_council, home)) == 1
    with tenant_context(own_council):
        last = max(recorded, key=lambda one: one.pk)
        assert last.said["head"] == called(heads(own_council, home)[0]).reference
        for event in sorted(recorded, key=lambda one: -one.pk):
            recording.undo(event.reference, by=BY)
    assert heads(own_council, home) == ["Асан"]


@pytest.mark.transactional
def test_one_form_sent_by_many_at_once_is_one_event(own_council: Tenant, home: Household) -> None:
    with tenant_context(own_council):
        said = new_head(home, "Бакыт")
    done = at_once(own_council, *[lambda: recording.record(HEAD, said, request_key="one", by=BY)] * 4)
    assert len({one.pk for one in done}) == 1
    with tenant_context(own_council):
        assert LifeEvent.objects.count() == 1
        assert Membership.objects.filter(joined_on=ON).count() == 6


@pytest.mark.transactional
def test_an_event_is_taken_back_once(own_council: Tenant, home: Household) -> None:
    with tenant_context(own_council):
        event = recording.record(HEAD, new_head(home, "Бакыт"), request_key="one", by=BY)
    done = at_once(own_council, *[lambda: recording.undo(event.reference, by=BY)] * 3)
    assert sorted(type(one).__name__ for one in done) == ["AlreadyUndoneError", "AlreadyUndoneError", "LifeEvent"]
    assert heads(own_council, home) == ["Асан"]


@pytest.mark.transactional
def test_a_server_that_dies_while_recording_leaves_nothing_and_the_form_can_be_sent_again(
    own_council: Tenant, home: Household
) -> None:
    with tenant_context(own_council):
        said = new_head(home, "Бакыт")

    def apply_and_die(pen: Pen, what: Any) -> None:
        HEAD.apply(pen, what)
        connection.connection.close()  # all that the database sees of a process that was killed

    def die() -> None:
        with pytest.raises((OperationalError, InterfaceError)):
            recording.record(replace(HEAD, apply=apply_and_die), said, request_key="one", by=BY)

    at_once(own_council, die)
    with tenant_context(own_council):
        assert (LifeEvent.objects.count(), EventChange.objects.count()) == (0, 0)
    assert heads(own_council, home) == ["Асан"]

    with tenant_context(own_council):
        recording.record(HEAD, said, request_key="one", by=BY)
    assert heads(own_council, home) == ["Бакыт"]


def test_what_another_clerk_changed_after_the_preview_is_shown_before_it_is_recorded(
    karool: Tenant, client_for: Callable[[User | None, Tenant], Client]
) -> None:
    with inside(karool):
        home = family()
        bakyt = called("Бакыт").reference
    address, clerk = f"/life/head/of/{home.reference}/", client_for(staff(karool, "a", "statistics_specialist"), karool)
    shown = clerk.post(address, {"step": "preview", "on": "01.06.2024", "head": bakyt})
    seen = dict(SECRETS.findall(shown.content.decode()))

    with inside(karool):
        recording.record(HEAD, new_head(home, "Айым"), request_key="other", by=BY)
    # a server that restarts meanwhile keeps nothing: all that is needed is in the form
    form = shown.context["form"]
    typed = {name: form[name].value() for name in form.confirmed} | {"on": "01.06.2024", "head": bakyt}
    again = clerk.post(address, {**typed, **seen, "step": "record"})

    assert again.status_code == 200
    assert again.context["again"] is True
    with inside(karool):
        assert LifeEvent.objects.count() == 1
        assert told(home, ON)["Айым"] is Relation.HEAD
