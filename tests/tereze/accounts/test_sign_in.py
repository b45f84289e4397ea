"""Signing in and out, at one host."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tests.conftest import PASSWORD

ClientFor = Callable[[User | None, Tenant], Client]


@pytest.fixture
def stranger(client_for: ClientFor, karool: Tenant) -> Client:
    """A browser at Karool's host that nobody has signed in with."""
    return client_for(None, karool)


def who(client: Client, tenant: Tenant) -> str | None:
    """Return the primary key of whoever is signed in with `client`."""
    with tenant_context(tenant):
        found: str | None = client.session.get("_auth_user_id")
    return found


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/account/login/", {"login": login, "password": password, **more})


@pytest.mark.parametrize("login", ["aigul", "AIGUL", " aigul ", "aigul@karool.kg", "Aigul@Karool.KG"])
def test_staff_sign_in_with_their_name_or_e_mail(stranger: Client, clerk: User, karool: Tenant, login: str) -> None:
    with tenant_context(karool):
        User.objects.filter(pk=clerk.pk).update(email="aigul@karool.kg")

    response = sign_in(stranger, login)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert who(stranger, karool) == str(clerk.pk)


def test_the_page_that_was_wanted_follows(stranger: Client, clerk: User) -> None:
    response = sign_in(stranger, "aigul", next="/account/?x=1")

    assert response["Location"] == "/account/?x=1"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "http://myrza-ake.localhost/", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_host(stranger: Client, clerk: User, elsewhere: str) -> None:
    assert sign_in(stranger, "aigul", next=elsewhere)["Location"] == "/"


def test_a_wrong_name_and_a_wrong_password_read_alike(stranger: Client, clerk: User, karool: Tenant) -> None:
    wrong_password = sign_in(stranger, "aigul", "туура эмес сырсөз")
    wrong_name = sign_in(stranger, "nobody", "туура эмес сырсөз")
    wrong_email = sign_in(stranger, "nobody@karool.kg", "туура эмес сырсөз")

    errors = {
        str(response.context["form"].non_field_errors()) for response in (wrong_password, wrong_name, wrong_email)
    }
    assert len(errors) == 1
    assert who(stranger, karool) is None


def test_a_closed_account_cannot_sign_in(stranger: Client, clerk: User, karool: Tenant) -> None:
    with tenant_context(karool):
        User.objects.filter(pk=clerk.pk).update(is_active=False)

    response = sign_in(stranger, "aigul")

    assert response["Location"] == "/account/inactive/"
    assert stranger.get("/account/inactive/").status_code == 200
    assert who(stranger, karool) is None


def test_a_closed_account_with_a_wrong_password_tells_nothing(stranger: Client, clerk: User, karool: Tenant) -> None:
    with tenant_context(karool):
        User.objects.filter(pk=clerk.pk).update(is_active=False)

    assert sign_in(stranger, "aigul", "туура эмес сырсөз").status_code == 200


@pytest.mark.parametrize("nonsense", ["a\0b", "x" * 5_000, "@" * 200, "' OR 1=1 --", "айгүл"])
def test_nonsense_is_refused_like_any_wrong_name(stranger: Client, clerk: User, nonsense: str) -> None:
    assert sign_in(stranger, nonsense).status_code == 200


@pytest.mark.parametrize(
    "page", ["signup/", "email/", "confirm-email/", "password/set/", "social/signup/", "login/code/"]
)
def test_nobody_signs_up_or_manages_e_mails(stranger: Client, page: str) -> None:
    assert stranger.get(f"/account/{page}").status_code == 404


def test_signing_out_takes_a_click(desk: Client, karool: Tenant) -> None:
    assert desk.get("/account/logout/").status_code == 200
    assert who(desk, karool)

    response = desk.post("/account/logout/")

    assert response["Location"] == "/account/login/"
    assert who(desk, karool) is None


def test_the_journal_knows_who_came_and_went(stranger: Client, clerk: User, karool: Tenant) -> None:
    sign_in(stranger, "aigul")
    stranger.post("/account/logout/")

    with tenant_context(karool):
        told = list(Entry.objects.filter(actor="user:aigul").values_list("action", "subject"))
    assert told == [
        ("staff.signed_in", f"staff_member:{clerk.reference}"),
        ("staff.signed_out", f"staff_member:{clerk.reference}"),
    ]


def test_signing_in_greets_with_no_message(stranger: Client, clerk: User) -> None:
    sign_in(stranger, "aigul")

    assert [str(message) for message in stranger.get("/account/").context["messages"]] == []


def test_cookies_belong_to_the_host_and_hide_from_scripts(stranger: Client, clerk: User) -> None:
    stranger.get("/account/login/")
    sign_in(stranger, "aigul")

    session, csrf = stranger.cookies[settings.SESSION_COOKIE_NAME], stranger.cookies[settings.CSRF_COOKIE_NAME]
    assert (session["domain"], csrf["domain"]) == ("", "")
    assert (session["httponly"], session["samesite"], session["max-age"]) == (True, "Lax", "")


def test_a_fragment_for_somebody_signed_out_sends_the_whole_page_to_sign_in(stranger: Client, clerk: User) -> None:
    page = "http://karool.localhost/account/staff/?x=1"

    response = stranger.get("/account/staff/", headers={"hx-request": "true", "hx-current-url": page})

    assert response["HX-Redirect"] == "/account/login/?next=/account/staff/%3Fx%3D1"


def test_the_public_site_ignores_cookies_of_sessions(karool: Tenant) -> None:
    client = Client(HTTP_HOST="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32

    assert client.get("/").status_code == 200
