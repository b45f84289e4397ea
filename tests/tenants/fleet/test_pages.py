"""The operator's pages."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tenants.directory.models import Tenant
from tenants.fleet import figures as counted
from tenants.fleet import queries
from tereze import clock
from tereze.accounts.models import User
from tereze.accounts.permissions import Platform
from tereze.audit import journal
from tereze.audit.models import Entry
from tereze.exchange import figures
from tests.conftest import inside, member
from tests.tenants.oversight.conftest import owning, write

ClientFor = Callable[[User | None, Tenant], Client]


@pytest.fixture
def keeper(operator: Tenant) -> User:
    return member(operator, "sanjar", "operator_administrator")


@pytest.fixture
def page(keeper: User, operator: Tenant, client_for: ClientFor) -> Client:
    return client_for(keeper, operator)


def test_all_tenants_are_listed_offices_first(operator: Tenant, karool: Tenant) -> None:
    with inside(operator):
        keys = [state.tenant.key for state in queries.tenants()]

    assert keys == ["operator", "uzgen", "karool", "myrza-ake"]


def test_each_tenant_tells_its_own_size_version_and_last_act(karool: Tenant, operator: Tenant, clerk: User) -> None:
    with inside(karool):
        journal.record_read("resident.opened", subject="resident:K7M4Q2", by=clerk)
        at = Entry.objects.latest("sequence").at
        figures.write([counted.KILOBYTES, counted.BEHIND, counted.LAST_ACT])
    with inside(operator):
        state = queries.tenant("karool")

    assert state.behind == 0
    assert state.megabytes is not None
    assert 1 < state.megabytes < 1_000  # what other tests rolled back still takes room
    assert state.last_act_at == at.replace(microsecond=0)


def test_what_the_platform_does_by_itself_is_no_activity(karool: Tenant) -> None:
    with inside(karool):
        journal.record_read("resident.opened", subject="resident:K7M4Q2", by=Platform("import"))

        assert counted.last_act(clock.today()) is None


def test_a_tenant_that_was_never_counted_is_shown_without_figures(operator: Tenant, karool: Tenant) -> None:
    with inside(operator):
        state = queries.tenant("karool")

    assert (state.kilobytes, state.behind, state.last_act_at, state.counted_at) == (None, None, None, None)


def test_all_tenants_cost_two_statements(
    operator: Tenant, karool: Tenant, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with inside(operator):
        queries.tenants()  # the first one enters the schema
        with django_assert_num_queries(2):
            queries.tenants()


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("kind=council", {"karool", "myrza-ake"}),
        ("status=suspended", {"myrza-ake"}),
        ("text=КАРО", {"karool"}),
        ("text=41706255859", {"myrza-ake"}),
        ("kind=district&text=өзгөн", {"uzgen"}),
        ("kind=nonsense", {"operator", "uzgen", "karool", "myrza-ake"}),
    ],
)
def test_the_list_can_be_narrowed(query: str, keys: set[str], page: Client, myrza_ake: Tenant) -> None:
    with owning():
        Tenant.objects.filter(key="myrza-ake").update(status="suspended")

    response = page.get(f"/?{query}", headers={"hx-request": "true"})

    assert {state.tenant.key for state in response.context["states"]} == keys


def test_the_whole_page_holds_the_fragment(page: Client, karool: Tenant) -> None:
    write(karool, counted.KILOBYTES, 20_480, on=clock.today())
    write(karool, counted.BEHIND, 3, on=clock.today())
    whole = page.get("/?text=karool").content.decode()
    fragment = page.get("/?text=karool", headers={"hx-request": "true"}).content.decode()

    assert fragment.strip() in whole
    assert "20,0" in fragment
    assert "tag-warning" in fragment, "three migrations behind"


def test_a_search_without_a_find_leads_back(page: Client) -> None:
    assert 'class="empty"' in page.get("/?text=zzz").content.decode()


def test_a_tenant_is_suspended_and_resumed_from_its_page(page: Client, karool: Tenant) -> None:
    assert "/tenants/karool/suspend/" in page.get("/tenants/karool/").content.decode()

    response = page.post("/tenants/karool/suspend/", {"reason": "Unpaid."}, follow=True)
    assert response.redirect_chain == [("/tenants/karool/", 302)]
    assert "/tenants/karool/resume/" in response.content.decode()

    response = page.post("/tenants/karool/resume/", {"reason": "Paid."}, follow=True)
    assert "/tenants/karool/suspend/" in response.content.decode()


def test_the_journal_names_who_suspended(page: Client, karool: Tenant, operator: Tenant) -> None:
    page.post("/tenants/karool/suspend/", {"reason": "Unpaid."})

    with inside(operator):
        entry = Entry.objects.get(action="tenant.suspended")
    assert (entry.actor, entry.details["reason"]) == ("user:sanjar", "Unpaid.")


def test_without_a_reason_nothing_happens_and_the_field_says_so(page: Client, karool: Tenant) -> None:
    response = page.post("/tenants/karool/suspend/", {"reason": " "})

    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()
    karool.refresh_from_db()
    assert karool.status == "active"


def test_pressing_twice_says_that_the_state_has_changed(page: Client, karool: Tenant) -> None:
    page.post("/tenants/karool/suspend/", {"reason": "Unpaid."})
    response = page.post("/tenants/karool/suspend/", {"reason": "Unpaid."}, follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["success", "warning"]


def test_the_operator_offers_no_way_to_suspend_itself(page: Client) -> None:
    assert "/suspend/" not in page.get("/tenants/operator/").content.decode()


def test_an_unknown_tenant_is_404(page: Client) -> None:
    assert page.get("/tenants/nobody/").status_code == 404


def test_a_suspension_is_posted_never_linked(page: Client, karool: Tenant) -> None:
    assert page.get("/tenants/karool/suspend/").status_code == 405


@pytest.mark.parametrize("address", ["/", "/tenants/karool/", "/tenants/karool/suspend/", "/tenants/karool/resume/"])
def test_strangers_sign_in_first_and_others_are_refused(address: str, operator: Tenant, client_for: ClientFor) -> None:
    outsider = client_for(member(operator, "outsider", "district_viewer"), operator)

    assert client_for(None, operator).post(address).status_code == 302
    assert outsider.post(address).status_code == 403


def test_a_council_has_no_such_pages(desk: Client) -> None:
    assert desk.get("/tenants/karool/").status_code == 404
