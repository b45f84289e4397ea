"""Keys: who gets in with which, and what they leave behind."""

import re
from datetime import timedelta

import pytest
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.permissions import Permission, Platform
from tereze.api import actions, key_text
from tereze.api.models import ApiKey
from tereze.audit.models import Entry
from tests.tereze.api.conftest import AskAt, KeyFor

LOOK = Permission.RESIDENT_VIEW
TESTER = Platform("tests")


def test_a_key_opens_what_it_may(ask: AskAt, key_for: KeyFor) -> None:
    response = ask("/api/v1/looking/", key_for(LOOK))

    assert (response.status_code, response.json()["who"]) == (200, "key:bank")


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_scheme_is_read_in_any_case(ask: AskAt, key_for: KeyFor, scheme: str) -> None:
    assert ask("/api/v1/looking/", headers={"authorization": f"{scheme} {key_for(LOOK)}"}).status_code == 200


def test_a_key_may_come_in_a_header_of_its_own(ask: AskAt, key_for: KeyFor) -> None:
    assert ask("/api/v1/looking/", headers={"x-api-key": key_for(LOOK)}).status_code == 200


@pytest.mark.parametrize("headers", [{}, {"authorization": "Basic YTpi"}, {"authorization": ""}])
def test_without_a_key_nothing_opens(ask: AskAt, headers: dict[str, str]) -> None:
    response = ask("/api/v1/looking/", headers=headers)

    assert (response.status_code, response["WWW-Authenticate"]) == (401, 'Bearer realm="tereze"')


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:-1] + ("0" if text[-1] != "0" else "1"),
        lambda text: text[:-1],
        lambda text: text + "0",
        lambda text: text.replace("tk_", "pk_"),
        lambda text: text.upper(),
        lambda text: text.replace("_", ""),
        lambda text: "tk__",
        lambda text: f"tk_{text.split('_')[1]}_",
        lambda text: "tk_" + "x" * 5_000 + "_y",
        lambda text: text + "\x00",
        lambda text: "түйүн",
    ],
    ids=["other", "short", "long", "mark", "capitals", "joined", "empty", "no secret", "huge", "null", "letters"],
)
def test_a_wrong_key_opens_nothing(ask: AskAt, key_for: KeyFor, spoil: object) -> None:
    wrong = spoil(key_for(LOOK))  # type: ignore[operator]

    response = ask("/api/v1/looking/", headers={"x-api-key": wrong})

    assert response.status_code == 401
    assert response.json()["errors"][0]["code"] == "authentication_failed"


def test_the_neighbours_do_not_know_the_key(ask: AskAt, key_for: KeyFor, myrza_ake: Tenant) -> None:
    key = key_for(LOOK)

    assert ask("/api/v1/looking/", key).status_code == 200
    assert ask("/api/v1/looking/", key, tenant=myrza_ake).status_code == 401


def test_a_revoked_key_is_refused_at_once(ask: AskAt, key_for: KeyFor, karool: Tenant) -> None:
    text = key_for(LOOK)
    assert ask("/api/v1/looking/", text).status_code == 200
    with tenant_context(karool):
        actions.revoke(ApiKey.objects.get(), by=TESTER)

    assert ask("/api/v1/looking/", text).status_code == 401


def test_a_key_ends_with_its_time(ask: AskAt, key_for: KeyFor) -> None:
    now = clock.now()

    assert ask("/api/v1/looking/", key_for(LOOK, name="a", expires_at=now + timedelta(hours=1))).status_code == 200
    assert ask("/api/v1/looking/", key_for(LOOK, name="b", expires_at=now - timedelta(hours=1))).status_code == 401


def test_the_last_use_is_noted_at_most_once_a_minute(ask: AskAt, key_for: KeyFor, karool: Tenant) -> None:
    text, long_ago = key_for(LOOK), clock.now() - timedelta(days=2)
    ask("/api/v1/looking/", text)
    with tenant_context(karool):
        first = ApiKey.objects.get().last_used_at
    ask("/api/v1/looking/", text)
    with tenant_context(karool):
        assert ApiKey.objects.get().last_used_at == first
        ApiKey.objects.update(last_used_at=long_ago)
    ask("/api/v1/looking/", text)

    with tenant_context(karool):
        used = ApiKey.objects.get().last_used_at
    assert used
    assert used > long_ago + timedelta(days=1)


def test_a_session_does_not_open_the_api(desk: object, more_views: None) -> None:
    assert desk.get("/api/v1/looking/").status_code == 401  # type: ignore[attr-defined]


# --- making and revoking


def test_only_the_hash_is_kept(in_karool: Tenant) -> None:
    made = actions.create("bank", permissions=[LOOK], by=TESTER)

    secret = made.text.rpartition("_")[2]
    assert re.fullmatch(r"tk_[a-z0-9]{8}_[0-9a-f]{64}", made.text)
    assert len(made.key.hash) == 64
    assert not any(secret in str(value) for value in ApiKey.objects.values_list().get())
    assert not any(secret in str(entry.details) for entry in Entry.objects.all())
    assert secret not in repr(made)


def test_keys_are_never_alike() -> None:
    made = {key_text.new().text for _number in range(100)}

    assert len(made) == 100
    assert all(key_text.read(text) for text in made)


def test_making_and_revoking_are_journalled(in_karool: Tenant) -> None:
    key = actions.create("bank", permissions=[LOOK], by=TESTER).key
    actions.revoke(key, by=TESTER)
    actions.revoke(key, by=TESTER)

    subject = f"api_key:{key.reference}"
    assert list(Entry.objects.filter(subject=subject).values_list("action", flat=True)) == [
        "key.created",
        "key.revoked",
    ]


def test_two_keys_in_use_have_two_names(in_karool: Tenant) -> None:
    key = actions.create("bank", permissions=[LOOK], by=TESTER).key
    with pytest.raises(actions.KeyNameTakenError):
        actions.create("bank", permissions=[LOOK], by=TESTER)

    actions.revoke(key, by=TESTER)

    assert actions.create("bank", permissions=[LOOK], by=TESTER).key.name == "bank"


@pytest.mark.parametrize("permission", sorted(set(Permission) - set(actions.GRANTABLE)))
def test_staff_keys_and_settings_stay_in_peoples_hands(in_karool: Tenant, permission: Permission) -> None:
    with pytest.raises(actions.NotGrantableError):
        actions.create("bank", permissions=[permission], by=TESTER)
