"""What belongs to one council is worth nothing at the other. Each refusal has its positive control beside it."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tests.conftest import PASSWORD

ClientFor = Callable[[User | None, Tenant], Client]
SESSION, CSRF = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME


@pytest.fixture
def twin(myrza_ake: Tenant, clerk: User) -> User:
    """Somebody in Myrza-Ake with the same number, sign-in name and password as Karool's clerk."""
    with tenant_context(myrza_ake):
        User.objects.filter(pk=clerk.pk).delete()
        twin = User(
            pk=clerk.pk,
            username="aigul",
            full_name="Айгүл Абдиева",
            email="aigul@karool.kg",
            password=clerk.password,
            reference=clerk.reference,
        )
        twin.save(force_insert=True)
    return twin


def test_a_session_cookie_opens_nothing_at_the_neighbours(
    desk: Client, twin: User, client_for: ClientFor, myrza_ake: Tenant
) -> None:
    assert desk.get("/account/").status_code == 200
    neighbour = client_for(None, myrza_ake)
    neighbour.cookies[SESSION] = desk.cookies[SESSION].value

    response = neighbour.get("/account/")

    assert (response.status_code, response["Location"]) == (302, "/account/login/?next=/account/")


def test_even_a_copied_session_opens_nothing_at_the_neighbours(
    desk: Client, twin: User, client_for: ClientFor, karool: Tenant, myrza_ake: Tenant
) -> None:
    from django.contrib.sessions.models import Session

    key = desk.cookies[SESSION].value
    with tenant_context(karool):
        row = Session.objects.get(session_key=key)
    with tenant_context(myrza_ake):
        Session.objects.create(session_key=key, session_data=row.session_data, expire_date=row.expire_date)
    neighbour = client_for(None, myrza_ake)
    neighbour.cookies[SESSION] = key

    assert neighbour.get("/account/").status_code == 302


def test_accounts_are_separate(client_for: ClientFor, clerk: User, myrza_ake: Tenant, karool: Tenant) -> None:
    login = {"login": "aigul", "password": PASSWORD}

    assert client_for(None, karool).post("/account/login/", login).status_code == 302
    assert client_for(None, myrza_ake).post("/account/login/", login).status_code == 200


def test_one_more_account_here_is_not_one_more_there(karool: Tenant, myrza_ake: Tenant, clerk: User) -> None:
    with tenant_context(karool):
        assert User.objects.filter(username="aigul").exists()
    with tenant_context(myrza_ake):
        assert not User.objects.filter(username="aigul").exists()


def test_a_form_of_one_council_cannot_be_sent_to_the_other(karool: Tenant, myrza_ake: Tenant) -> None:
    ours = Client(HTTP_HOST="karool.localhost", enforce_csrf_checks=True)
    theirs = Client(HTTP_HOST="myrza-ake.localhost", enforce_csrf_checks=True)
    token = _token(ours.get("/account/login/").content.decode())
    theirs.get("/account/login/")
    form = {"login": "nobody", "password": "x", "csrfmiddlewaretoken": token}

    assert ours.post("/account/login/", form).status_code == 200
    assert theirs.post("/account/login/", form).status_code == 403


@pytest.mark.parametrize("origin", ["http://myrza-ake.localhost", "null"])
def test_a_page_of_the_neighbours_cannot_post_here(karool: Tenant, origin: str) -> None:
    client = Client(HTTP_HOST="karool.localhost", enforce_csrf_checks=True)
    token = _token(client.get("/account/login/").content.decode())
    form = {"login": "nobody", "password": "x", "csrfmiddlewaretoken": token}

    assert client.post("/account/login/", form, headers={"origin": "http://karool.localhost"}).status_code == 200
    assert client.post("/account/login/", form, headers={"origin": origin}).status_code == 403


def _token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    return found[1]


def test_a_reset_link_of_one_council_opens_nothing_at_the_other(
    client_for: ClientFor, clerk: User, twin: User, karool: Tenant, myrza_ake: Tenant
) -> None:
    with tenant_context(karool):
        User.objects.filter(pk=clerk.pk).update(email="aigul@karool.kg")
    client_for(None, karool).post("/account/password/reset/", {"email": "aigul@karool.kg"})
    link = re.search(r"http://karool\.localhost(/account/password/reset/key/\S+)", str(mail.outbox[0].body))
    assert link

    assert client_for(None, karool).get(link[1]).status_code == 302
    neighbour = client_for(None, myrza_ake).get(link[1])
    assert (neighbour.status_code, neighbour.context["token_fail"]) == (200, True)


def test_counters_of_one_council_do_not_fill_the_others(
    client_for: ClientFor, clerk: User, karool: Tenant, myrza_ake: Tenant
) -> None:
    asking = {"email": "aigul@karool.kg"}
    ours, theirs = client_for(None, karool), client_for(None, myrza_ake)
    answers = [ours.post("/account/password/reset/", asking).status_code for _number in range(6)]

    assert answers == [302, 302, 302, 302, 302, 429]
    assert theirs.post("/account/password/reset/", asking).status_code == 302
