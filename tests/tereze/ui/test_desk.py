"""The desk: the search box, what services show beneath it, and who does not work here."""

from collections.abc import Callable

import pytest
from django.test import Client

from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.accounts.permissions import Permission
from tests.conftest import member
from tests.tereze.ui.conftest import Shows

ClientFor = Callable[[User | None, Tenant], Client]


def test_the_desk_begins_with_the_search_box(desk: Client) -> None:
    page = desk.get("/").content.decode()

    assert page.count('name="q"') == 1  # the header's box makes room for the large one
    assert "autofocus" in page
    assert 'action="/search/"' in page


def test_the_desk_shows_what_services_contribute_in_their_order(desk: Client, shows: Shows) -> None:
    shows("Бүгүнкү маалымкаттар", Permission.CERTIFICATE_VIEW)
    shows("Текшерүүнү күткөндөр", Permission.RESIDENT_VIEW)

    page = desk.get("/").content.decode()

    assert page.index("Бүгүнкү маалымкаттар") < page.index("Текшерүүнү күткөндөр")


def test_the_desk_shows_no_panel_that_the_clerk_may_not_see(desk: Client, shows: Shows) -> None:
    shows("Жазуулар журналы", Permission.AUDIT_VIEW)

    assert "Жазуулар журналы" not in desk.get("/").content.decode()


def test_what_a_service_says_is_escaped_unless_it_is_a_template(desk: Client, shows: Shows) -> None:
    shows("<script>1</script>", Permission.DESK_USE)

    assert "<script>1</script>" not in desk.get("/").content.decode()


def test_an_empty_council_invites_who_may_to_import_its_register(
    client_for: ClientFor, karool: Tenant, shows: Shows
) -> None:
    statistician = member(karool, "asel", "statistics_specialist")

    page = client_for(statistician, karool).get("/").content.decode()

    assert "Айыл өкмөтүңүздүн реестри азырынча бош" in page
    assert 'href="/import/"' in page or "Реестрди жүктөө" in page


def test_an_empty_council_tells_the_clerk_whom_to_ask(desk: Client, shows: Shows) -> None:
    page = desk.get("/").content.decode()

    assert "Реестрди жүргүзгөн адиске кайрылыңыз" in page


def test_a_stranger_is_led_to_the_sign_in(client_for: ClientFor, karool: Tenant) -> None:
    response = client_for(None, karool).get("/")

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/account/login/")


@pytest.mark.parametrize(("role", "first"), [("ict_specialist", "/account/staff/")])
def test_staff_who_do_not_work_at_the_desk_land_on_their_first_page(
    client_for: ClientFor, karool: Tenant, role: str, first: str
) -> None:
    response = client_for(member(karool, "nurbek", role), karool).get("/")

    assert response.status_code == 302
    assert response.headers["Location"] == first


def test_somebody_without_a_role_reads_what_to_do(client_for: ClientFor, karool: Tenant) -> None:
    somebody = member(karool, "new", "no_such_role")

    response = client_for(somebody, karool).get("/")

    assert response.status_code == 403
    assert "роль берүүсүн сураныңыз" in response.content.decode()


def test_the_navigation_shows_only_what_may_be_opened(
    client_for: ClientFor, desk: Client, karool: Tenant, administrator: User
) -> None:
    clerks = desk.get("/").content.decode()
    administrators = client_for(administrator, karool).get("/account/staff/").content.decode()

    assert 'href="/certificates/"' in clerks
    assert 'href="/account/staff/"' not in clerks
    assert 'href="/account/staff/" aria-current="page"' in administrators
    assert 'href="/certificates/"' not in administrators


def test_who_may_not_search_gets_no_search_box(client_for: ClientFor, karool: Tenant) -> None:
    accountant = member(karool, "dinara", "accountant")

    assert 'name="q"' not in client_for(accountant, karool).get("/").content.decode()


@pytest.mark.parametrize("address", ["/account/staff/add/", "/account/journal/", "/account/keys/"])
def test_pages_beneath_an_entry_mark_it_as_the_current_one(
    client_for: ClientFor, karool: Tenant, administrator: User, address: str
) -> None:
    page = client_for(administrator, karool).get(address).content.decode()

    assert page.count('aria-current="page"') >= 1
    assert '<a href="/account/staff/" aria-current="page">' in page


def test_the_user_menu_names_each_page_once(desk: Client) -> None:
    page = desk.get("/").content.decode()

    for address in ("/account/", "/account/password/change/", "/account/logout/"):
        assert page.count(f'="{address}"') == 1
