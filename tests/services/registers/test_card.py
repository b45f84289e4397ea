"""The card of a resident and the page of a household: what they tell, to whom, and what the journal keeps."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from services.registers.codes import DocumentType
from services.registers.models import FormerName, Household, IdentityDocument, Resident
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tests.conftest import inside
from tests.conftest import member as staff
from tests.services.registers.people import household, member, resident

ClientFor = Callable[[User | None, Tenant], Client]


@pytest.fixture
def bakyt(karool: Tenant) -> Resident:
    """The head of a family of three, one of whom works abroad."""
    with inside(karool):
        home, head = household(), resident(pin="21503198499001", phone="+996770123456", surname_latin="MAMATOV")
        member(home, head)
        wife = resident("Маматова Айгүл Т", sex="f", born=date(1986, 1, 1))
        son = resident("Маматов Өмүр Бакытович", born=date(2005, 2, 3))
        member(home, wife, Relation.WIFE)
        member(home, son, Relation.SON, lives_here=False, abroad_country="RU", abroad_since=date(2024, 1, 1))
        IdentityDocument.objects.create(resident=head, type=DocumentType.ID_CARD, series="ID", number="0712345")
        return head


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response
    return response.content.decode()


def entries(council: Tenant, action: str) -> list[Entry]:
    with inside(council):
        return list(Entry.objects.filter(action=action))


def test_the_card_tells_who_where_and_with_whom(desk: Client, bakyt: Resident) -> None:
    told = page(desk, f"/residents/{bakyt.reference}/")

    for words in (
        "Маматов Бакыт Асанович", "MAMATOV", "15.03.1984", "Шералы айылы, Ала-Тоо көчөсү, 12", "Маматова Айгүл Т",
        "аялы", "уулу", "Россия", "3-45",
    ):  # fmt: skip
        assert words in told


def test_the_card_speaks_russian_too(desk: Client, bakyt: Resident, clerk: User, karool: Tenant) -> None:
    with inside(karool):
        User.objects.update(language="ru")

    told = page(desk, f"/residents/{bakyt.reference}/")

    assert "с. Шералы, ул. Ала-Тоо, д. 12" in told
    assert "жена" in told


def test_numbers_are_masked_until_somebody_asks(desk: Client, bakyt: Resident) -> None:
    told = page(desk, f"/residents/{bakyt.reference}/")

    assert "••••••••••9001" in told
    for number in ("21503198499001", "0770 12 34 56", "+996770123456", "ID0712345"):
        assert number not in told


def test_asking_shows_them_and_is_noted(desk: Client, bakyt: Resident, karool: Tenant) -> None:
    told = desk.post(f"/residents/{bakyt.reference}/reveal/").content.decode()

    assert "21503198499001" in told
    assert "0770 12 34 56" in told
    assert "ID0712345" in told
    (entry,) = entries(karool, "resident.revealed")
    assert (entry.subject, entry.actor) == (bakyt.subject, "user:aigul")


def test_the_part_and_the_page_show_the_same_numbers(desk: Client, bakyt: Resident) -> None:
    part = desk.post(f"/residents/{bakyt.reference}/reveal/", headers={"hx-request": "true"}).content.decode()

    assert part.lstrip().startswith('<div id="identifiers"')
    assert "21503198499001" in part


def test_looking_does_not_reveal(desk: Client, bakyt: Resident) -> None:
    assert desk.get(f"/residents/{bakyt.reference}/reveal/").status_code == 405


def test_every_look_at_a_card_is_in_the_journal(desk: Client, bakyt: Resident, karool: Tenant) -> None:
    page(desk, f"/residents/{bakyt.reference}/")
    page(desk, f"/residents/{bakyt.reference}/?on=2019-03-01")

    seen = entries(karool, "resident.viewed")
    assert [(one.subject, one.actor, one.details) for one in seen] == [
        (bakyt.subject, "user:aigul", {"why": "direct"}),
        (bakyt.subject, "user:aigul", {"why": "direct", "on": "2019-03-01"}),
    ]  # fmt: skip


def test_a_card_is_not_kept_by_the_browser(desk: Client, bakyt: Resident) -> None:
    assert "no-store" in desk.get(f"/residents/{bakyt.reference}/")["Cache-Control"]


def test_the_card_of_an_earlier_day_shows_who_was_there_then(desk: Client, bakyt: Resident, karool: Tenant) -> None:
    with inside(karool):
        home = Household.objects.get()
        mother = resident("Маматова Эне", sex="f", born=date(1950, 1, 1), death_date=date(2021, 1, 1))
        member(home, mother, Relation.MOTHER, left_on=date(2021, 1, 1))

    assert "Маматова Эне" not in page(desk, f"/residents/{bakyt.reference}/")
    then = page(desk, f"/residents/{bakyt.reference}/?on=2019-03-01")
    assert "Маматова Эне" in then
    assert "2019-жылдын 1-марты" in then
    assert "/certificates/new/" not in then


@pytest.mark.parametrize("on", ["кечээ", "2019-13-45", ""])
def test_an_unreadable_day_is_today(desk: Client, bakyt: Resident, on: str) -> None:
    assert "Маматова Айгүл" in page(desk, f"/residents/{bakyt.reference}/?on={on}")


def test_a_day_to_come_is_today(desk: Client, bakyt: Resident) -> None:
    tomorrow = clock.today() + timedelta(days=1)

    assert "/certificates/new/residence/" in page(desk, f"/residents/{bakyt.reference}/?on={tomorrow}")


def test_what_can_be_issued_stands_on_the_card_with_its_keys(desk: Client, bakyt: Resident) -> None:
    told = page(desk, f"/residents/{bakyt.reference}/")

    assert f'href="/certificates/new/residence/{bakyt.reference}/" data-key="' in told


def test_for_the_dead_and_the_departed_only_what_suits_them_is_offered(
    desk: Client, bakyt: Resident, karool: Tenant
) -> None:
    with inside(karool):
        dead, gone = resident("Осмонов Өлгөн", death_date=date(2020, 5, 5)), resident("Осмонов Кеткен")

    of_dead, of_gone = (page(desk, f"/residents/{one.reference}/") for one in (dead, gone))

    assert "2020-жылдын 5-майы" in of_dead
    for told in (of_dead, of_gone):
        assert "/certificates/new/residence/" not in told
        assert "/certificates/new/archive/" in told
    assert "/certificates/new/burial/" in of_dead
    assert "/certificates/new/burial/" not in of_gone


def test_what_is_worth_mending_is_said(desk: Client, bakyt: Resident, karool: Tenant) -> None:
    with inside(karool):
        Resident.objects.filter(pk=bakyt.pk).update(birth_date=date(1984, 3, 16))
        IdentityDocument.objects.update(expires_on=date(2020, 1, 1))

    told = page(desk, f"/residents/{bakyt.reference}/")

    assert "ПИНде туулган күн башкача" in told
    assert "01.01.2020" in told


def test_former_names_are_told(desk: Client, bakyt: Resident, karool: Tenant) -> None:
    with inside(karool):
        FormerName.objects.create(resident=bakyt, surname="Мамат уулу", given_name="Бакыт", until=date(2004, 4, 4))

    assert "Мамат уулу Бакыт" in page(desk, f"/residents/{bakyt.reference}/")


def test_the_household_tells_its_members_and_who_left(desk: Client, bakyt: Resident, karool: Tenant) -> None:
    with inside(karool):
        home = Household.objects.get()
        member(
            home,
            resident("Маматова Кыз", sex="f"),
            Relation.DAUGHTER,
            left_on=date(2022, 2, 2),
            leave_reason="marriage",
        )

    told = page(desk, f"/households/{home.reference}/")

    for words in ("Маматов Бакыт Асанович", "Маматова Айгүл Т", "Маматова Кыз", "02.02.2022", "№ 3"):
        assert words in told
    (entry,) = entries(karool, "household.viewed")
    assert entry.subject == f"household:{home.reference}"


# --- who may


@pytest.fixture
def neighbour(neighbour_clerk: User, myrza_ake: Tenant, client_for: ClientFor) -> Client:
    """A client signed in as Myrza-Ake's clerk."""
    return client_for(neighbour_clerk, myrza_ake)


def test_the_neighbours_clerk_finds_no_such_resident(
    desk: Client, neighbour: Client, bakyt: Resident, karool: Tenant, myrza_ake: Tenant
) -> None:
    with inside(karool):
        home = Household.objects.get().reference

    for address in (f"/residents/{bakyt.reference}/", f"/households/{home}/"):
        assert desk.get(address).status_code == 200
        assert neighbour.get(address).status_code == 404
    assert neighbour.post(f"/residents/{bakyt.reference}/reveal/").status_code == 404
    assert bakyt.reference in page(desk, "/search/?q=Маматов")
    assert bakyt.reference not in page(neighbour, "/search/?q=Маматов")
    assert entries(myrza_ake, "resident.viewed") == []


def test_an_unknown_reference_is_not_found(desk: Client, karool: Tenant) -> None:
    assert desk.get("/residents/0000000000/").status_code == 404
    assert desk.get("/households/0000000000/").status_code == 404


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("single_window_operator", {"view", "reveal"}),
        ("statistics_specialist", {"view", "reveal", "edit"}),
        ("executive_secretary", {"view", "reveal", "edit"}),
        ("head", {"view", "reveal"}),
        ("social_worker", {"view", "reveal"}),
        ("tax_specialist", {"view"}),
        ("village_elder", set()),
        ("accountant", set()),
        ("administrator", set()),
        ("ict_specialist", set()),
    ],
)
def test_each_role_may_what_its_work_needs(
    bakyt: Resident, karool: Tenant, client_for: ClientFor, role: str, allowed: set[str]
) -> None:
    client = client_for(staff(karool, "somebody", role), karool)
    with inside(karool):
        home = Household.objects.get().reference

    answers = {
        "view": {client.get(f"/residents/{bakyt.reference}/"), client.get(f"/households/{home}/")},
        "reveal": {client.post(f"/residents/{bakyt.reference}/reveal/")},
        "edit": {client.get(f"/life/correction/of/{bakyt.reference}/"), client.get(f"/life/arrival/of/{home}/")},
    }
    for what, pages in answers.items():
        assert {one.status_code for one in pages} == {200 if what in allowed else 403}, what


def test_a_stranger_is_asked_to_sign_in(bakyt: Resident, karool: Tenant, client_for: ClientFor) -> None:
    response = client_for(None, karool).get(f"/residents/{bakyt.reference}/")

    assert response.status_code == 302
    assert "/account/login/" in response["Location"]


def test_an_elder_may_search_and_open_no_card(
    bakyt: Resident, elder: User, karool: Tenant, client_for: ClientFor
) -> None:
    client = client_for(elder, karool)

    assert "Маматова Айгүл" in page(client, "/search/?q=Маматов")
    assert client.get(f"/residents/{bakyt.reference}/").status_code == 403


# --- the desk and the box


def test_an_empty_register_invites_to_fill_it(desk: Client, bakyt: Resident, karool: Tenant) -> None:
    assert "Тургундардын реестри азырынча бош" not in page(desk, "/")
    with inside(karool):
        Household.objects.all()[0].memberships.all().delete()
        Household.objects.all()[0].addresses.all().delete()
        Household.objects.all().delete()

    assert "Тургундардын реестри азырынча бош" in page(desk, "/")


def test_the_box_finds_residents_and_households_with_masked_numbers(desk: Client, bakyt: Resident) -> None:
    found = page(desk, "/search/?q=Ала-Тоо 12")

    assert "Маматов Бакыт Асанович" in found
    assert "№ 3-45" in found
    assert "21503198499001" not in found


def test_a_child_lives_at_the_address_no_longer_than_it_lives(desk: Client, karool: Tenant) -> None:
    born = date(2018, 6, 23)
    with inside(karool):
        home, head = household(since=date(1988, 8, 10)), resident()
        member(home, head, since=date(1988, 8, 10))
        child = resident("Маматов Эмир Бакытович", born=born)
        member(home, child, Relation.SON, since=born)

    assert "10.08.1988" not in page(desk, f"/residents/{child.reference}/")
