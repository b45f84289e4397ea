"""Events that were given up: seen by the operator and by the council's administrator, who has them tried again."""

from collections.abc import Callable

import pytest
from django.test import Client

from tenants.directory.models import Tenant
from tenants.fleet import figures as counted
from tenants.fleet import queries
from tereze import clock
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tereze.exchange import events, figures, stuck
from tereze.exchange.models import Delivery, Event
from tests.conftest import inside, member

ClientFor = Callable[[User | None, Tenant], Client]


@pytest.fixture
def given_up(karool: Tenant) -> Event:
    """A certificate that was issued, of which one listener never heard."""
    with inside(karool):
        Event.objects.create(name="certificates.issued", happened_at=clock.now(), attempts=events.GIVE_UP_AFTER - 1)
        return Event.objects.create(
            name="certificates.issued", happened_at=clock.now(), attempts=events.GIVE_UP_AFTER, try_after=clock.now(),
            payload={"certificate": "X", "subject": "Y"},
        )  # fmt: skip


def test_only_what_was_given_up_is_counted(given_up: Event, karool: Tenant) -> None:
    with inside(karool):
        assert stuck.count() == 1


def test_the_operator_sees_how_many_by_tenant(
    given_up: Event, karool: Tenant, operator: Tenant, client_for: ClientFor
) -> None:
    keeper = member(operator, "sanjar", "operator_administrator")
    with inside(karool):
        figures.write([counted.STUCK])
    with inside(operator):
        assert queries.tenant("karool").stuck == 1
    pages = client_for(keeper, operator)

    assert "токтоп калды: 1" in pages.get("/").content.decode()
    assert "токтоп калды: 1" in pages.get("/tenants/karool/").content.decode()


def test_the_administrator_has_them_tried_again_and_the_journal_knows(
    given_up: Event, karool: Tenant, administrator: User, client_for: ClientFor
) -> None:
    client = client_for(administrator, karool)
    page = client.get("/account/stuck/").content.decode()
    assert "Маалымкат берилди" in page

    client.post("/account/stuck/again/")

    with inside(karool):
        given_up.refresh_from_db()
        assert (given_up.attempts, given_up.try_after) == (0, None)
        entry = Entry.objects.get(action="events.tried_again")
        assert (entry.actor, entry.details) == (administrator.audit_name, {"count": 1})
    assert "Эч нерсе токтоп калган жок" in client.get("/account/stuck/").content.decode()


def test_who_heard_it_already_is_not_named(given_up: Event, karool: Tenant) -> None:
    with inside(karool):
        (before,) = stuck.newest()
        Delivery.objects.create(event=given_up, listener="figure certificates.issued", at=clock.now())
        (after,) = stuck.newest()

    assert set(before.deaf) - set(after.deaf) == {str(figures.registry.get("certificates.issued").label)}


def test_with_nothing_stuck_nothing_is_written(karool: Tenant, administrator: User, client_for: ClientFor) -> None:
    client_for(administrator, karool).post("/account/stuck/again/")

    with inside(karool):
        assert not Entry.objects.filter(action="events.tried_again").exists()


def test_the_neighbours_events_are_not_touched(
    given_up: Event, karool: Tenant, myrza_ake: Tenant, client_for: ClientFor
) -> None:
    other = member(myrza_ake, "admin-two", "administrator")
    client_for(other, myrza_ake).post("/account/stuck/again/")

    with inside(karool):
        assert stuck.count() == 1


def test_the_window_operator_does_not_see_it(desk: Client) -> None:
    assert desk.get("/account/stuck/").status_code == 403
