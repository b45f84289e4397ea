"""Who sees what of a card: benefits, disability and military duty, by role, revealed, and over the API."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from services.registers.models import BenefitHolding, Household, LandParcel, Ownership, Resident
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.accounts.permissions import Permission, Platform
from tereze.api import actions as keys
from tereze.audit.models import Entry
from tests.conftest import inside
from tests.conftest import member as staff
from tests.services.registers.people import household, member, resident

ClientFor = Callable[[User | None, Tenant], Client]
BENEFIT, DISABILITY, DUTY = "көп балалуу ата-эне", "II топ", "запастагы аскерге милдеттүү"
HIDDEN = (BENEFIT, DISABILITY, DUTY)


@pytest.fixture
def asan(karool: Tenant) -> Resident:
    """A father of many, with a disability, in the reserve; a benefit of former days is no more."""
    with inside(karool):
        head = resident(
            "Маматов Асан", disability="second", disability_until=date(2031, 5, 1), military_duty="reserve",
            education="higher", occupation="farmer", workplace="«Дыйкан» чарбасы", marital_status="married",
            phone="+996770123456",
        )  # fmt: skip
        member(household(), head)
        BenefitHolding.objects.create(resident=head, category="many_children", since=date(2015, 1, 1))
        BenefitHolding.objects.create(resident=head, category="orphan", until=date(2000, 1, 1))
        return head


def card(client: Client, who: Resident) -> str:
    return client.get(f"/residents/{who.reference}/").content.decode()


@pytest.mark.parametrize("role", ["statistics_specialist", "social_worker", "head", "tax_specialist"])
def test_who_works_with_benefits_reads_them_on_the_card(
    asan: Resident, karool: Tenant, client_for: ClientFor, role: str
) -> None:
    told = card(client_for(staff(karool, "somebody", role), karool), asan)

    assert [words for words in HIDDEN if words not in told] == []
    assert "01.05.2031" in told
    assert "жетим бала" not in told
    with inside(karool):
        assert Entry.objects.get(action="resident.viewed").details["also"] == "benefits"


@pytest.mark.parametrize("role", ["single_window_operator", "land_specialist", "executive_secretary"])
def test_to_others_they_are_hidden_and_schooling_work_and_marriage_are_not(
    asan: Resident, karool: Tenant, client_for: ClientFor, role: str
) -> None:
    told = card(client_for(staff(karool, "somebody", role), karool), asan)

    assert [words for words in HIDDEN if words in told] == []
    assert [words for words in ("жогорку", "«Дыйкан» чарбасы", "никеде турат") if words not in told] == []
    with inside(karool):
        assert "also" not in Entry.objects.get(action="resident.viewed").details


def test_hiding_does_not_tell_whether_there_is_anything(desk: Client, asan: Resident, karool: Tenant) -> None:
    with inside(karool):
        other = resident("Маматов Үсөн", born=date(1990, 1, 1))
    row = "Жеңилдик, майыптык, аскердик милдет</dt><dd><span"

    assert row in card(desk, asan)
    assert row in card(desk, other)


def test_revealing_shows_them_and_the_resident_is_told(desk: Client, asan: Resident, karool: Tenant) -> None:
    told = desk.post(f"/residents/{asan.reference}/reveal/", headers={"hx-request": "true"}).content.decode()

    assert [words for words in (*HIDDEN, "0770 12 34 56") if words not in told] == []
    with inside(karool):
        assert Entry.objects.get(action="resident.revealed").subject == asan.subject
    looks = desk.get(f"/residents/{asan.reference}/looks/").content.decode()
    assert "документ толугу менен, жеңилдиктери, майыптыгы, аскердик милдети" in looks


def test_the_resident_is_told_that_benefits_were_seen(asan: Resident, karool: Tenant, client_for: ClientFor) -> None:
    client = client_for(staff(karool, "somebody", "statistics_specialist"), karool)
    card(client, asan)

    looks = client.get(f"/residents/{asan.reference}/looks/").content.decode()

    assert "түтүнү, жеңилдиктери, майыптыгы, аскердик милдети" in looks


BENEFITS = [{"category": "many_children", "since": "2015-01-01", "until": None}]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ((), ("0770 •• •• 56", None, None)),
        ((Permission.RESIDENT_REVEAL,), ("+996770123456", None, None)),
        ((Permission.BENEFIT_VIEW,), ("0770 •• •• 56", BENEFITS, "second")),
    ],
)
def test_the_api_masks_likewise(
    asan: Resident, karool: Tenant, more: tuple[Permission, ...], told: tuple[object, ...]
) -> None:
    with inside(karool):
        key = keys.create("bank", permissions=(Permission.RESIDENT_VIEW, *more), by=Platform("tests"))
    client = Client(HTTP_HOST="karool.localhost", HTTP_AUTHORIZATION=f"Bearer {key.text}")

    answer = client.get(f"/api/v1/residents/{asan.reference}/").json()

    assert (answer["phone"], answer["benefits"], answer["disability"]) == told
    assert (answer["education"], answer["marital_status"]) == ("higher", "married")


def test_a_large_household_takes_no_more_queries_than_a_small_one(
    asan: Resident, karool: Tenant, client_for: ClientFor
) -> None:
    client = client_for(staff(karool, "somebody", "statistics_specialist"), karool)
    with inside(karool):
        home = Household.objects.get()
    pages = (f"/residents/{asan.reference}/", f"/households/{home.reference}/")
    small = [_queries(client, page) for page in pages]
    with inside(karool):
        for number in range(14):
            child = resident(f"Маматов Бала{number}", born=date(2000 + number, 1, 1))
            member(home, child, Relation.SON, since=date(2000 + number, 1, 1))
            parcel = LandParcel.objects.create(kind="share_land", area_m2=5_000 + number)
            Ownership.objects.create(parcel=parcel, **({"household": home} if number % 2 else {"resident": child}))

    assert [_queries(client, page) for page in pages] == small


def _queries(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def test_a_first_load_of_a_large_card_is_light(asan: Resident, karool: Tenant, client_for: ClientFor) -> None:
    client = client_for(staff(karool, "somebody", "statistics_specialist"), karool)
    with inside(karool):
        home = Household.objects.get()
        for number in range(14):
            member(home, resident(f"Маматов Бала{number}"), Relation.SON)

    assert len(client.get(f"/residents/{asan.reference}/").content) < 30_000
