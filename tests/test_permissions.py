"""The table of permissions, walked: every address of every host says who may open it, and keeps its word.

Nothing is listed here by hand. A new page is found by itself; one that does not say who may open it fails.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts import roles
from tereze.accounts.models import RoleGrant, User
from tereze.accounts.permissions import Permission
from tereze.api import key_text
from tereze.api.models import ApiKey
from tests import walk
from tests.walk import Page

PAGES = walk.pages()
GUARDED = [page for page in PAGES if page.permissions]
SCREENS = [page for page in GUARDED if not page.is_api]
CALLS = [(page, method) for page in GUARDED if page.is_api for method in page.permissions]
FOR_STAFF = [page for page in PAGES if page.open_to_staff_because]
OPEN = [page for page in PAGES if page.open_because]

each = pytest.mark.parametrize


@pytest.fixture
def tenant_of(karool: Tenant, uzgen: Tenant, operator: Tenant) -> Callable[[Page], Tenant]:
    """Return the tenant whose host a page is tried at."""
    by_kind = {"council": karool, "district": uzgen, "operator": operator}
    return lambda page: by_kind[page.kind]


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Client]:
    """Return a browser at a tenant's host, signed in as somebody who may do exactly what is said."""

    def make(tenant: Tenant, *permissions: Permission) -> Client:
        role = roles.Role("tried", "tried", "for this test", frozenset(permissions))
        monkeypatch.setitem(roles.BY_KEY, role.key, role)
        client = Client(HTTP_HOST=f"{tenant.key}.localhost")
        with tenant_context(tenant):
            user = User.objects.create(username="tried", full_name="Сынакчы")
            RoleGrant.objects.create(user=user, role=role.key, given_on=clock.today(), given_by="platform:tests")
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return make


def key_with(tenant: Tenant, *permissions: Permission) -> str:
    """Return the text of a key that may do exactly what is said."""
    secret = key_text.new()
    with tenant_context(tenant):
        ApiKey.objects.create(
            name="tried", prefix=secret.prefix, hash=secret.hash, permissions=list(permissions), created_by="tests"
        )
    return secret.text


def call(tenant: Tenant, page: Page, method: str, key: str = "") -> Any:
    """Ask the API by one method; `*` stands for GET."""
    client = Client(HTTP_HOST=f"{tenant.key}.localhost")
    headers = {"authorization": f"Bearer {key}"} if key else {}
    ask = getattr(client, "get" if method == "*" else method.lower())
    response = ask(page.path, headers=headers, content_type="application/json")
    if response.status_code == 405:
        response = client.post(page.path, headers=headers, content_type="application/json")
    return response


def open_page(client: Client, page: Page) -> Any:
    """Open a page; one that only takes a click is clicked."""
    response = client.get(page.path)
    return client.post(page.path) if response.status_code == 405 else response


def asks_to_sign_in(response: Any) -> bool:
    return response.status_code == 302 and str(response["Location"]).startswith("/account/login/?next=/")


# --- every address has its say


@each("page", PAGES, ids=str)
def test_every_page_says_who_may_open_it(page: Page) -> None:
    said = [bool(page.permissions), bool(page.open_because), bool(page.open_to_staff_because)]

    assert said.count(True) == 1, f"{page} says {said}; see tereze.accounts.http: requires, open_to_staff, open_to_all"


@each("page", PAGES, ids=str)
def test_every_page_can_be_reached(page: Page) -> None:
    from django.conf import settings

    urlconf = settings.URLCONF_OF_KIND.get(page.kind, settings.PUBLIC_SCHEMA_URLCONF)
    found = resolve(page.path, urlconf)

    assert found.func is page.view, f"{page} is hidden behind {found.route}"


def test_a_page_that_says_nothing_would_be_found() -> None:
    silent = Page("council", "/silent/", "silent", lambda request: None)

    assert not silent.permissions
    assert not silent.open_because
    assert not silent.open_to_staff_because


def test_the_walk_finds_all_kinds_of_pages() -> None:
    assert {page.kind for page in PAGES} == {"council", "district", "operator", "public"}
    assert len(SCREENS) > 30
    assert len(CALLS) > 3


# --- pages for people


@each("page", [*SCREENS, *FOR_STAFF], ids=str)
@each("method", ["get", "post"])
def test_strangers_are_sent_to_sign_in(page: Page, method: str, tenant_of: Callable[[Page], Tenant]) -> None:
    client = Client(HTTP_HOST=f"{tenant_of(page).key}.localhost")

    assert asks_to_sign_in(getattr(client, method)(page.path))


@each("page", SCREENS, ids=str)
@each("method", ["get", "post"])
def test_whoever_may_everything_else_is_refused(
    page: Page, method: str, tenant_of: Callable[[Page], Tenant], somebody: Callable[..., Client]
) -> None:
    client = somebody(tenant_of(page), *(set(Permission) - set(page.permissions.values())))

    response = getattr(client, method)(page.path)

    if page.path == "/" and response.status_code == 302:
        assert client.get(response["Location"]).status_code == 200  # the front door leads to a page one may open
    else:
        assert response.status_code == 403


@each("page", SCREENS, ids=str)
def test_whoever_may_gets_in(page: Page, tenant_of: Callable[[Page], Tenant], somebody: Callable[..., Client]) -> None:
    response = open_page(somebody(tenant_of(page), *page.permissions.values()), page)

    assert not asks_to_sign_in(response)
    assert response.status_code in ({404} if page.leads_nowhere else {200, 302, 400, 409, 422})


@each("page", [page for page in SCREENS if page.kind == "council"], ids=str)
def test_a_session_of_one_council_gets_nowhere_at_the_other(
    page: Page, karool: Tenant, myrza_ake: Tenant, somebody: Callable[..., Client]
) -> None:
    client = somebody(karool, *page.permissions.values())

    response = client.get(page.path, headers={"host": f"{myrza_ake.key}.localhost"})

    assert asks_to_sign_in(response)


@each("page", FOR_STAFF, ids=str)
def test_everybody_signed_in_gets_to_the_pages_for_all(
    page: Page, tenant_of: Callable[[Page], Tenant], somebody: Callable[..., Client]
) -> None:
    assert open_page(somebody(tenant_of(page)), page).status_code == 200


# --- the API


@each(("page", "method"), CALLS, ids=str)
def test_without_a_key_the_api_asks_for_one(page: Page, method: str, tenant_of: Callable[[Page], Tenant]) -> None:
    response = call(tenant_of(page), page, method)

    assert (response.status_code, response["WWW-Authenticate"]) == (401, 'Bearer realm="tereze"')


@each(("page", "method"), CALLS, ids=str)
def test_a_key_that_may_everything_else_is_refused(
    page: Page, method: str, tenant_of: Callable[[Page], Tenant]
) -> None:
    tenant = tenant_of(page)
    key = key_with(tenant, *(set(Permission) - {page.permissions[method]}))

    assert call(tenant, page, method, key).status_code == 403


@each(("page", "method"), CALLS, ids=str)
def test_a_key_that_may_gets_in(page: Page, method: str, tenant_of: Callable[[Page], Tenant]) -> None:
    tenant = tenant_of(page)
    response = call(tenant, page, method, key_with(tenant, page.permissions[method]))

    assert response.status_code in ({400, 404} if page.leads_nowhere else {200, 400})


@each(("page", "method"), CALLS, ids=str)
def test_a_session_is_no_key(
    page: Page, method: str, tenant_of: Callable[[Page], Tenant], somebody: Callable[..., Client]
) -> None:
    client = somebody(tenant_of(page), *Permission)

    assert client.get(page.path).status_code == 401


@each(("page", "method"), CALLS, ids=str)
def test_a_key_is_no_session(page: Page, method: str, karool: Tenant) -> None:
    key = key_with(karool, *Permission)
    client = Client(HTTP_HOST="karool.localhost", headers={"authorization": f"Bearer {key}"})

    assert asks_to_sign_in(client.get("/account/"))


# --- what is open


@each("page", [page for page in OPEN if page.kind != "public"], ids=str)
def test_open_pages_answer_strangers(page: Page, tenant_of: Callable[[Page], Tenant]) -> None:
    response = open_page(Client(HTTP_HOST=f"{tenant_of(page).key}.localhost"), page)

    assert not asks_to_sign_in(response)
    assert response.status_code in {200, 302, 400, 404, 422}


@each("page", [page for page in PAGES if page.kind == "public"], ids=str)
def test_the_public_site_has_open_pages_only(page: Page, karool: Tenant) -> None:
    assert page.open_because
    expected = {404} if page.leads_nowhere else {200, 302}
    assert open_page(Client(HTTP_HOST="localhost"), page).status_code in expected
