"""Five wrong passwords, then a quarter of an hour of rest."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.db.models import F
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tereze.accounts import queries
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tests.conftest import PASSWORD, member

ClientFor = Callable[[User | None, Tenant], Client]


@pytest.fixture
def stranger(client_for: ClientFor, karool: Tenant) -> Client:
    """A browser at Karool's host that nobody has signed in with."""
    return client_for(None, karool)


def attempt(client: Client, login: str = "aigul", password: str = "туура эмес", address: str = "10.0.0.1") -> int:
    response = client.post("/account/login/", {"login": login, "password": password}, REMOTE_ADDR=address)
    return int(response.status_code)


def lock_out(client: Client, **more: str) -> None:
    for _number in range(5):
        attempt(client, **more)


def test_the_fifth_wrong_password_locks_the_door(stranger: Client, clerk: User) -> None:
    assert [attempt(stranger) for _number in range(5)] == [200, 200, 200, 200, 429]
    assert attempt(stranger, password=PASSWORD) == 429


def test_the_page_has_words_of_its_own(stranger: Client, clerk: User) -> None:
    lock_out(stranger)

    response = stranger.post("/account/login/", {"login": "aigul", "password": PASSWORD}, REMOTE_ADDR="10.0.0.1")

    assert "account/locked_out.html" in [template.name for template in response.templates]
    assert response.context["cooloff_timedelta"] == timedelta(minutes=15)
    assert "aigul" not in response.content.decode()


def test_another_address_is_not_locked(stranger: Client, clerk: User) -> None:
    lock_out(stranger)

    assert attempt(stranger, password=PASSWORD, address="10.0.0.2") == 302


def test_another_name_from_the_same_address_is_not_locked(stranger: Client, clerk: User, head: User) -> None:
    lock_out(stranger)

    assert attempt(stranger, login="bakyt", password=PASSWORD) == 302


def test_the_same_name_in_the_neighbouring_council_is_not_locked(
    stranger: Client, clerk: User, myrza_ake: Tenant, client_for: ClientFor
) -> None:
    member(myrza_ake, "aigul", "single_window_operator")
    lock_out(stranger)

    assert attempt(client_for(None, myrza_ake), password=PASSWORD) == 302


def test_name_and_e_mail_share_one_count(stranger: Client, clerk: User, karool: Tenant) -> None:
    with tenant_context(karool):
        User.objects.filter(pk=clerk.pk).update(email="aigul@karool.kg")
    tried = ["aigul", "aigul@karool.kg", "AIGUL", "Aigul@karool.kg", "aigul"]

    assert [attempt(stranger, login=login) for login in tried][-1] == 429


def test_a_right_password_forgets_the_wrong_ones(
    stranger: Client, clerk: User, client_for: ClientFor, karool: Tenant
) -> None:
    for _number in range(4):
        attempt(stranger)
    assert attempt(stranger, password=PASSWORD) == 302

    assert attempt(client_for(None, karool)) == 200


def test_after_a_quarter_of_an_hour_the_door_opens(stranger: Client, clerk: User, karool: Tenant) -> None:
    lock_out(stranger)
    pass_time(karool, timedelta(minutes=15, seconds=1))

    assert attempt(stranger, password=PASSWORD) == 302


def test_trying_in_vain_does_not_prolong_the_wait(stranger: Client, clerk: User, karool: Tenant) -> None:
    lock_out(stranger)
    pass_time(karool, timedelta(minutes=14))
    attempt(stranger)
    pass_time(karool, timedelta(minutes=1, seconds=1))

    assert attempt(stranger, password=PASSWORD) == 302


def pass_time(tenant: Tenant, time: timedelta) -> None:
    """Let `time` go by, as far as wrong passwords are concerned."""
    with tenant_context(tenant):
        AccessAttempt.objects.update(attempt_time=F("attempt_time") - time)


def test_the_journal_tells_of_a_lock_out_once(stranger: Client, clerk: User, karool: Tenant) -> None:
    lock_out(stranger)
    attempt(stranger)
    lock_out(stranger, login="nobody")

    with tenant_context(karool):
        told = Entry.objects.filter(action="staff.locked_out").values_list("subject", flat=True)
        assert list(told) == [f"staff_member:{clerk.reference}"]


def test_whoever_looks_after_staff_lifts_the_lock(
    stranger: Client, clerk: User, administrator: User, client_for: ClientFor, karool: Tenant
) -> None:
    lock_out(stranger)
    office = client_for(administrator, karool)
    with tenant_context(karool):
        assert queries.is_locked(clerk)

    office.post(f"/account/staff/{clerk.reference}/unlock/")

    assert attempt(stranger, password=PASSWORD) == 302
    with tenant_context(karool):
        assert not queries.is_locked(clerk)


def test_no_password_is_kept_with_the_attempts(stranger: Client, clerk: User, karool: Tenant) -> None:
    attempt(stranger, password="жашыруун сөз")

    with tenant_context(karool):
        kept = AccessAttempt.objects.get()
    assert "жашыруун" not in f"{kept.post_data}{kept.get_data}{kept.path_info}"


def test_the_address_is_what_our_own_proxy_saw(stranger: Client, clerk: User, karool: Tenant, settings: object) -> None:
    settings.PROXIES = 1  # type: ignore[attr-defined]
    login = {"login": "aigul", "password": "туура эмес"}
    for claimed in ("1.1.1.1", "2.2.2.2", "3.3.3.3", "4.4.4.4", "5.5.5.5"):
        last = stranger.post("/account/login/", login, headers={"x-forwarded-for": f"{claimed}, 10.0.0.9"})

    assert last.status_code == 429
    with tenant_context(karool):
        assert {kept.ip_address for kept in AccessAttempt.objects.all()} == {"10.0.0.9"}
