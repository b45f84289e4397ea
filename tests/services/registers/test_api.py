"""Residents over the API: for holders of keys, masked and in the journal."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from services.registers.models import Resident
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze.accounts.permissions import Permission, Platform
from tereze.api import actions as keys
from tereze.audit.models import Entry
from tests.conftest import inside
from tests.services.registers.people import household, member, resident

KeyFor = Callable[..., Client]


@pytest.fixture
def key_for(db: None) -> KeyFor:
    """Make a client with a key of a council."""

    def make(council: Tenant, *permissions: Permission) -> Client:
        with inside(council):
            key = keys.create("bank", permissions=permissions, by=Platform("tests"))
        return Client(HTTP_HOST=f"{council.key}.localhost", HTTP_AUTHORIZATION=f"Bearer {key.text}")

    return make


@pytest.fixture
def bakyt(karool: Tenant) -> Resident:
    """The head of a couple."""
    with inside(karool):
        home, head = household(), resident(pin="21503198499001")
        member(home, head, since=date(2005, 6, 1))
        member(home, resident("Маматова Айгүл", sex="f"), Relation.WIFE, since=date(2010, 1, 1))
        return head


def test_a_search_finds_masked_residents(bakyt: Resident, karool: Tenant, key_for: KeyFor) -> None:
    client = key_for(karool, Permission.RESIDENT_SEARCH)

    answer = client.get("/api/v1/residents/", {"q": "mamatov bakyt"}).json()

    assert answer["count"] == 1
    (found,) = answer["results"]
    assert found == {
        "reference": bakyt.reference, "surname": "Маматов", "given_name": "Бакыт", "patronymic": "Асанович",
        "pin": "••••••••••9001", "birth_date": "1984-03-15", "death_date": None, "approximate": False,
        "address": {
            "village": {"ky": "Шералы", "ru": "Шералы"}, "street": {"ky": "Ала-Тоо", "ru": "Ала-Тоо"},
            "house": "12", "flat": "",
        },
    }  # fmt: skip


def test_a_search_says_whom_to_look_for(karool: Tenant, key_for: KeyFor) -> None:
    client = key_for(karool, Permission.RESIDENT_SEARCH)

    assert client.get("/api/v1/residents/").status_code == 400


def test_a_card_tells_household_and_address(bakyt: Resident, karool: Tenant, key_for: KeyFor) -> None:
    client = key_for(karool, Permission.RESIDENT_VIEW)

    card = client.get(f"/api/v1/residents/{bakyt.reference}/").json()

    assert card["pin"] == "••••••••••9001"
    assert card["address"]["house"] == "12"
    assert (card["household"]["account"], card["household"]["since"]) == ("3-45", "2005-06-01")
    assert [(one["given_name"], one["relation"]) for one in card["household"]["members"]] == [
        ("Бакыт", "head"), ("Айгүл", "wife"),
    ]  # fmt: skip


def test_a_card_as_of_an_earlier_day(bakyt: Resident, karool: Tenant, key_for: KeyFor) -> None:
    client = key_for(karool, Permission.RESIDENT_VIEW)

    def card(on: str) -> dict[str, object]:
        answer: dict[str, object] = client.get(f"/api/v1/residents/{bakyt.reference}/?on={on}").json()
        return answer

    assert len(card("2009-12-31")["household"]["members"]) == 1  # type: ignore[index]
    assert (card("2005-05-31")["household"], card("1999-01-01")["address"]) == (None, None)
    assert client.get(f"/api/v1/residents/{bakyt.reference}/?on=кечээ").status_code == 400


def test_only_a_key_that_may_sees_the_whole_pin(bakyt: Resident, karool: Tenant, key_for: KeyFor) -> None:
    client = key_for(karool, Permission.RESIDENT_VIEW, Permission.RESIDENT_REVEAL)

    assert client.get(f"/api/v1/residents/{bakyt.reference}/").json()["pin"] == "21503198499001"


def test_every_look_is_in_the_journal(bakyt: Resident, karool: Tenant, key_for: KeyFor) -> None:
    key_for(karool, Permission.RESIDENT_VIEW).get(f"/api/v1/residents/{bakyt.reference}/")

    with inside(karool):
        entry = Entry.objects.get(action="resident.viewed")
        assert (entry.actor, entry.subject) == ("key:bank", bakyt.subject)
        assert entry.details == {"why": "program", "revealed": False}


def test_keys_may_no_more_than_they_were_given(bakyt: Resident, karool: Tenant, key_for: KeyFor) -> None:
    client = key_for(karool, Permission.RESIDENT_SEARCH)

    assert client.get("/api/v1/residents/", {"q": "маматов"}).status_code == 200
    assert client.get(f"/api/v1/residents/{bakyt.reference}/").status_code == 403


def test_without_a_key_nobody_is_told_anything(bakyt: Resident, karool: Tenant) -> None:
    stranger = Client(HTTP_HOST="karool.localhost")

    assert stranger.get("/api/v1/residents/", {"q": "маматов"}).status_code == 401
    assert stranger.get(f"/api/v1/residents/{bakyt.reference}/").status_code == 401


def test_a_neighbours_key_finds_nobody(bakyt: Resident, karool: Tenant, myrza_ake: Tenant, key_for: KeyFor) -> None:
    both = (Permission.RESIDENT_SEARCH, Permission.RESIDENT_VIEW)
    own, neighbours = key_for(karool, *both), key_for(myrza_ake, *both)
    address = f"/api/v1/residents/{bakyt.reference}/"

    assert own.get(address).status_code == 200
    assert neighbours.get(address).status_code == 404
    assert neighbours.get("/api/v1/residents/", {"q": "маматов"}).json()["count"] == 0
    assert (
        Client(HTTP_HOST="myrza-ake.localhost", HTTP_AUTHORIZATION=own.defaults["HTTP_AUTHORIZATION"])
        .get(address)
        .status_code
        == 401
    )
