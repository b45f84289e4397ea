"""The language: chosen on any page, kept with the account or in a cookie, and never a way to another site."""

from collections.abc import Callable

import pytest
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tereze.accounts.models import User

ClientFor = Callable[[User | None, Tenant], Client]


def test_the_switch_keeps_the_page(desk: Client) -> None:
    response = desk.post("/language/", {"language": "ru", "next": "/search/?q=мамат"})

    assert response.status_code == 302
    assert response.headers["Location"] == "/search/?q=%D0%BC%D0%B0%D0%BC%D0%B0%D1%82"
    assert 'lang="ru"' in desk.get("/").content.decode()


def test_staff_keep_their_language_on_every_computer(desk: Client, clerk: User, karool: Tenant) -> None:
    desk.post("/language/", {"language": "ru", "next": "/"})

    with tenant_context(karool):
        clerk.refresh_from_db()
    assert clerk.language == "ru"


def test_a_stranger_keeps_it_in_a_cookie(client_for: ClientFor, karool: Tenant) -> None:
    client = client_for(None, karool)
    client.post("/language/", {"language": "ru", "next": "/account/login/"})

    assert 'lang="ru"' in client.get("/account/login/").content.decode()
    assert client.cookies["language"]["httponly"]


def test_kyrgyz_is_what_one_begins_with(client_for: ClientFor, karool: Tenant) -> None:
    assert 'lang="ky"' in client_for(None, karool).get("/account/login/").content.decode()


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "evil", ""]
)
def test_the_switch_leads_to_no_other_site(desk: Client, elsewhere: str) -> None:
    response = desk.post("/language/", {"language": "ru", "next": elsewhere})

    assert response.headers["Location"] == "/"


def test_a_language_we_do_not_speak_changes_nothing(desk: Client, clerk: User, karool: Tenant) -> None:
    desk.post("/language/", {"language": "de", "next": "/"})

    with tenant_context(karool):
        clerk.refresh_from_db()
    assert clerk.language == "ky"
    assert "language" not in desk.cookies


def test_a_link_cannot_change_the_language(desk: Client) -> None:
    assert desk.get("/language/", {"language": "ru"}).status_code == 405


def test_a_foreign_form_cannot_change_the_language(clerk: User, karool: Tenant, client_for: ClientFor) -> None:
    client = client_for(clerk, karool)
    client.handler.enforce_csrf_checks = True

    assert client.post("/language/", {"language": "ru"}).status_code == 403


@pytest.mark.parametrize("host", ["uzgen.localhost", "operator.localhost", "localhost"])
def test_every_kind_of_host_has_the_switch(karool: Tenant, host: str) -> None:
    response = Client(HTTP_HOST=host).post("/language/", {"language": "ru", "next": "/"})

    assert response.status_code == 302
