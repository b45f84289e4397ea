"""What every view of the API stands on: permissions, pages, one shape of errors, limits, repeated requests."""

import logging
from typing import Any

import pytest
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.accounts.permissions import Permission
from tereze.api.throttling import KeyThrottle, StrangerThrottle
from tests.tereze.api.conftest import AskAt, KeyFor

LOOK = Permission.RESIDENT_VIEW


def error(response: Any) -> tuple[int, str, str, str | None]:
    """Return status, type, code and field of a refusal, which must have the one shape of all errors."""
    body = response.json()
    assert set(body) == {"type", "errors"}
    assert all(set(one) == {"code", "detail", "attr"} for one in body["errors"])
    first = body["errors"][0]
    return response.status_code, body["type"], first["code"], first["attr"]


# --- permissions


def test_a_key_without_the_permission_is_refused(ask: AskAt, key_for: KeyFor) -> None:
    refused = ask("/api/v1/looking/", key_for(Permission.CERTIFICATE_ISSUE))

    assert error(refused) == (403, "client_error", "permission_denied", None)


def test_each_method_has_its_own_permission(ask: AskAt, key_for: KeyFor) -> None:
    looker, doer = key_for(Permission.CERTIFICATE_VIEW, name="a"), key_for(Permission.CERTIFICATE_ISSUE, name="b")

    assert [ask("/api/v1/doing/", key, method).status_code for key in (looker, doer) for method in ("get", "post")] == [
        200,
        403,
        403,
        200,
    ]


def test_a_method_without_a_permission_stays_shut(
    ask: AskAt, key_for: KeyFor, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        assert ask("/api/v1/doing/", key_for(*LOOK_AND_DO), "put").status_code == 403
    assert "Doing names no permission for PUT" in caplog.text


LOOK_AND_DO = (LOOK, Permission.CERTIFICATE_VIEW, Permission.CERTIFICATE_ISSUE)


def test_a_view_without_a_permission_stays_shut(ask: AskAt, key_for: KeyFor) -> None:
    assert ask("/api/v1/forgotten/", key_for(*LOOK_AND_DO)).status_code == 403
    assert ask("/api/v1/forgotten/").status_code == 401


def test_an_open_view_is_open(ask: AskAt) -> None:
    assert ask("/api/v1/open/").status_code == 200


# --- one shape of errors


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/api/v1/nothing/", (404, "client_error", "not_found", None)),
        ("/api/v1/looking", (404, "client_error", "not_found", None)),
        ("/api/nothing", (404, "client_error", "not_found", None)),
        ("/api/v1/breaking/missing/", (404, "client_error", "not_found", None)),
        ("/api/v1/breaking/denied/", (403, "client_error", "permission_denied", None)),
        ("/api/v1/breaking/broken/", (500, "server_error", "error", None)),
    ],
)
def test_everything_that_goes_wrong_has_one_shape(
    ask: AskAt, key_for: KeyFor, path: str, expected: tuple[int, str, str, None]
) -> None:
    assert error(ask(path, key_for(LOOK))) == expected


def test_an_unknown_address_answers_every_method_alike(ask: AskAt) -> None:
    for method in ("get", "post", "put", "patch", "delete", "options"):
        assert error(ask("/api/v1/nothing/", method=method))[0] == 404


def test_a_missing_slash_is_told(ask: AskAt, key_for: KeyFor) -> None:
    assert "end with a slash" in ask("/api/v1/looking", key_for(LOOK)).json()["errors"][0]["detail"]


def test_what_broke_is_not_told_to_the_outside(ask: AskAt, key_for: KeyFor) -> None:
    assert "20101199000001" not in ask("/api/v1/breaking/broken/", key_for(LOOK)).content.decode()


def test_a_wrong_field_is_named(ask: AskAt, key_for: KeyFor) -> None:
    response = ask("/api/v1/lines/", key_for(LOOK), "post", data={"full_name": "longer than five"})

    assert error(response) == (400, "validation_error", "max_length", "full_name")


def test_broken_json_is_told(ask: AskAt, key_for: KeyFor) -> None:
    assert error(ask("/api/v1/lines/", key_for(LOOK), "post", data="{")) == (400, "client_error", "parse_error", None)


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ("", "not known here"),
        ("de, en;q=0.5", "not known here"),
        ("ru-RU,ru;q=0.9", "Ключ здесь неизвестен"),
        ("ky", "Бул ачкыч"),
    ],
)
def test_errors_speak_the_askers_language_else_english(ask: AskAt, wish: str, words: str) -> None:
    response = ask("/api/v1/looking/", "tk_a_b", headers={"accept-language": wish})

    assert words in response.json()["errors"][0]["detail"]


# --- pages


@pytest.fixture
def crowd(karool: Tenant) -> None:
    """A hundred and twenty more people in Karool."""
    with tenant_context(karool):
        User.objects.bulk_create(User(username=f"u{number}", full_name=f"{number}") for number in range(120))


def test_a_page_has_fifty_and_the_way_to_the_next(ask: AskAt, key_for: KeyFor, crowd: None) -> None:
    first = ask("/api/v1/lines/", key_for(LOOK)).json()

    assert (first["count"], len(first["results"]), first["previous"]) == (121, 50, None)
    assert first["next"] == "http://karool.localhost/api/v1/lines/?page=2"


@pytest.mark.parametrize(
    ("asked", "given"), [("10", 10), ("200", 121), ("5000", 121), ("x", 50), ("-1", 50), ("0", 50)]
)
def test_a_page_may_be_longer_up_to_two_hundred(
    ask: AskAt, key_for: KeyFor, crowd: None, asked: str, given: int
) -> None:
    assert len(ask(f"/api/v1/lines/?page_size={asked}", key_for(LOOK)).json()["results"]) == given


def test_every_row_is_on_one_page_even_when_all_sort_alike(ask: AskAt, key_for: KeyFor, crowd: None) -> None:
    key, seen = key_for(LOOK), []
    for number in (1, 2, 3):
        seen += [row["number"] for row in ask(f"/api/v1/lines/?page={number}", key).json()["results"]]

    assert (len(seen), seen) == (121, sorted(set(seen)))


@pytest.mark.parametrize("page", ["4", "0", "x", "99999999999999999999"])
def test_a_page_that_does_not_exist_is_told(ask: AskAt, key_for: KeyFor, crowd: None, page: str) -> None:
    assert error(ask(f"/api/v1/lines/?page={page}", key_for(LOOK)))[:3] == (404, "client_error", "not_found")


# --- how much


def test_a_busy_key_waits_and_others_do_not(
    ask: AskAt, key_for: KeyFor, monkeypatch: pytest.MonkeyPatch, myrza_ake: Tenant
) -> None:
    monkeypatch.setattr(KeyThrottle, "THROTTLE_RATES", {"key": "3/min"})
    busy, other = key_for(LOOK, name="a"), key_for(LOOK, name="b")
    answers = [ask("/api/v1/looking/", busy) for _number in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert error(answers[-1]) == (429, "client_error", "throttled", None)
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert ask("/api/v1/looking/", other).status_code == 200
    assert ask("/api/v1/looking/", key_for(LOOK, tenant=myrza_ake), tenant=myrza_ake).status_code == 200


def test_strangers_are_counted_by_their_address(ask: AskAt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StrangerThrottle, "THROTTLE_RATES", {"stranger": "2/min"})
    answers = [ask("/api/v1/open/", REMOTE_ADDR=address).status_code for address in ("10.0.0.1",) * 3 + ("10.0.0.2",)]

    assert answers == [200, 200, 429, 200]


# --- the request that may be sent twice


def test_the_request_key_carries_whose_it_is(ask: AskAt, key_for: KeyFor) -> None:
    keys = [key_for(LOOK, name=name) for name in ("a", "b")]
    seen = {ask("/api/v1/looking/", key, headers={"idempotency-key": "7"}).json()["key"] for key in keys}

    assert seen == {f"{key.split('_')[1]}:7" for key in keys}


def test_without_the_header_there_is_none(ask: AskAt, key_for: KeyFor) -> None:
    assert ask("/api/v1/looking/", key_for(LOOK)).json()["key"] is None


@pytest.mark.parametrize("value", ["x", "!~", "a" * 128, "6f9619ff-8b86-d011-b42d-00cf4fc964ff"])
def test_a_good_request_key_is_taken_as_it_is(ask: AskAt, key_for: KeyFor, value: str) -> None:
    key = ask("/api/v1/looking/", key_for(LOOK), headers={"idempotency-key": value}).json()["key"]

    assert key.endswith(f":{value}")
    assert len(key) <= 140


@pytest.mark.parametrize("value", ["", "a" * 129, "a b", "ачкыч", "a\tb"])
def test_a_bad_request_key_is_refused(ask: AskAt, key_for: KeyFor, value: str) -> None:
    refused = ask("/api/v1/looking/", key_for(LOOK), headers={"idempotency-key": value})

    assert error(refused) == (400, "validation_error", "invalid", "Idempotency-Key")
