"""Who looked at a resident, why, and how the resident is told."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import tenant_context

from services.registers.models import Resident
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import RoleGrant, User
from tereze.audit import journal, queries
from tereze.audit.models import Entry
from tereze.audit.purposes import Why
from tereze.config.database import connection
from tests.conftest import inside
from tests.services.registers.people import household, member, resident
from tests.tereze.audit.test_journal import by_hand

ClientFor = Callable[[User | None, Tenant], Client]
HERE = "http://karool.localhost"
TEMPLATE = "certificate_template"


@pytest.fixture
def family(karool: Tenant) -> list[Resident]:
    """A husband, his wife, and a stranger from another house."""
    with inside(karool):
        home = household()
        husband, wife = resident(), resident("Маматова Айгүл Таалайбековна", sex="f")
        member(home, husband)
        member(home, wife, Relation.WIFE)
        other = resident("Эргешов Нурбек")
        member(household(book=4, page=1, house="90"), other)
        return [husband, wife, other]


def why_of_opening(desk: Client, who: Resident, tenant: Tenant, *, from_page: str) -> dict[str, str]:
    """Open a card by a link on a page; return what the journal keeps of the purpose."""
    assert desk.get(f"/residents/{who.reference}/", headers={"referer": from_page}).status_code == 200
    with inside(tenant):
        details = Entry.objects.filter(action="resident.viewed", subject=who.subject).latest("sequence").details
    return {name: details[name] for name in ("why", "served") if name in details}


def rows(page: str) -> list[str]:
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", row))).strip() for row in body.split("</tr>")[:-1]]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("", {"why": "direct"}),
        ("https://elsewhere.example/residents/", {"why": "direct"}),
        (f"{HERE}/search/?q=Маматов", {"why": "counter"}),
        (f"{HERE}/", {"why": "counter"}),
        (f"{HERE}/import/", {"why": "other"}),
        (f"{HERE}/no/such/page/", {"why": "direct"}),
        (HERE + "/certificates/new/residence/{who}/", {"why": "certificate", "served": f"{TEMPLATE}:residence"}),
        (HERE + "/certificates/new/residence/{other}/", {"why": "counter"}),
        (HERE + "/residents/{wife}/", {"why": "family", "served": "resident:{wife}"}),
        (HERE + "/residents/{other}/", {"why": "counter"}),
        (HERE + "/life/correction/of/{who}/", {"why": "edit"}),
    ],
)  # fmt: skip
def test_the_page_one_came_from_tells_why(
    desk: Client, family: list[Resident], karool: Tenant, page: str, expected: dict[str, str]
) -> None:
    who, wife, other = family
    names = {"who": who.reference, "wife": wife.reference, "other": other.reference}

    why = why_of_opening(desk, who, karool, from_page=page.format(**names))

    assert why == {name: value.format(**names) for name, value in expected.items()}


def test_going_on_with_a_card_keeps_its_purpose(desk: Client, family: list[Resident], karool: Tenant) -> None:
    card = f"/residents/{family[0].reference}/"
    desk.get(card, headers={"referer": f"{HERE}/search/?q=1"})

    desk.post(f"{card}reveal/", headers={"referer": HERE + card})
    again = why_of_opening(desk, family[0], karool, from_page=f"{HERE}{card}reveal/")

    with inside(karool):
        assert Entry.objects.get(action="resident.revealed").details == {"why": "counter"}
    assert again == {"why": "counter"}


def test_another_clerks_purpose_is_not_taken_over(
    desk: Client, family: list[Resident], karool: Tenant, head: User, client_for: ClientFor
) -> None:
    card = f"{HERE}/residents/{family[0].reference}/"
    desk.get(card, headers={"referer": f"{HERE}/search/?q=1"})

    assert why_of_opening(client_for(head, karool), family[0], karool, from_page=card) == {"why": "direct"}


def test_the_resident_is_told_who_when_why_and_what(desk: Client, family: list[Resident]) -> None:
    card = f"/residents/{family[0].reference}/"
    desk.get(card, headers={"referer": f"{HERE}/search/?q=1"})
    desk.post(f"{card}reveal/", headers={"referer": HERE + card})

    told = rows(desk.get(f"{card}looks/", headers={"referer": HERE + card}).content.decode())

    assert len(told) == 2
    assert "ПИН, телефон жана документ толугу менен, жеңилдиктери" in told[0]
    for word in ("Айгүл Токтогулова", "«Бирдиктүү терезе» оператору", "кабыл алууда", "аты-жөнү, туулган күнү"):
        assert word in told[1]


def test_telling_is_itself_a_look(desk: Client, family: list[Resident]) -> None:
    address = f"/residents/{family[0].reference}/looks/"
    desk.get(address)

    (told,) = rows(desk.get(address).content.decode())

    assert "Карточканы кимдер көргөнү айтылды" in told


def test_the_paper_speaks_the_residents_language(desk: Client, family: list[Resident]) -> None:
    page = desk.get(f"/residents/{family[0].reference}/looks/?language=ru").content.decode()

    assert "Кто смотрел данные" in page
    assert 'lang="ru"' in page


def test_the_post_is_the_one_held_on_that_day(
    desk: Client, clerk: User, family: list[Resident], karool: Tenant
) -> None:
    with tenant_context(karool):
        journal.record_read("resident.viewed", subject=family[0].subject, by=clerk, why=Why("counter"))
        with by_hand():
            Entry.objects.filter(subject=family[0].subject).update(at=clock.now() - timedelta(days=30))
        RoleGrant.objects.filter(user=clerk).update(given_on=clock.today() - timedelta(days=1))
        RoleGrant.objects.create(
            user=clerk, role="tax_specialist", given_by="platform:tests",
            given_on=clock.today() - timedelta(days=99), ended_on=clock.today() - timedelta(days=1),
        )  # fmt: skip

    told = rows(desk.get(f"/residents/{family[0].reference}/looks/").content.decode())

    assert "Салык адиси" in told[0]
    assert "оператору" not in told[0]


def test_looks_come_page_by_page(in_karool: Tenant, clerk: User) -> None:
    for _number in range(7):
        journal.record("resident.viewed", subject="resident:R1", by=clerk, why="counter")
    journal.record("registers.life_recorded", subject="resident:R1", by=clerk)
    journal.record("resident.viewed", subject="resident:R2", by=clerk)

    first = queries.looks("resident:R1", limit=5)
    second = queries.looks("resident:R1", limit=5, before=first.before)

    assert (len(first.entries), len(second.entries), second.before) == (5, 2, None)
    assert {entry.action for entry in first.entries + second.entries} == {"resident.viewed"}


def test_many_looks_cost_no_more_questions_than_few(
    desk: Client, head: User, family: list[Resident], karool: Tenant
) -> None:
    address = f"/residents/{family[0].reference}/looks/"

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(address).status_code == 200
        return len(asked)

    with tenant_context(karool):
        journal.record_read("resident.viewed", subject=family[0].subject, by=head, why=Why("family", family[1].subject))
    count()
    few = count()
    with tenant_context(karool):
        for one in family * 5:
            journal.record_read("resident.viewed", subject=family[0].subject, by=head, why=Why("family", one.subject))

    assert count() == few


def test_nobody_learns_of_a_stranger(
    desk: Client, elder: User, karool: Tenant, family: list[Resident], client_for: ClientFor
) -> None:
    assert desk.get("/residents/ZZZZZZZZZZ/looks/").status_code == 404
    assert client_for(elder, karool).get(f"/residents/{family[0].reference}/looks/").status_code == 403


def test_looks_at_the_neighbours_resident_are_theirs(
    desk: Client, myrza_ake: Tenant, neighbour_clerk: User, family: list[Resident], karool: Tenant
) -> None:
    with tenant_context(myrza_ake):
        journal.record_read("resident.viewed", subject=family[0].subject, by=neighbour_clerk, why=Why("counter"))

    assert "Гүлнара" not in desk.get(f"/residents/{family[0].reference}/looks/").content.decode()


def test_the_card_leads_to_who_looked(desk: Client, family: list[Resident]) -> None:
    card = desk.get(f"/residents/{family[0].reference}/").content.decode()

    assert f'href="/residents/{family[0].reference}/looks/"' in card
