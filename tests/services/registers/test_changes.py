"""What changes in a household: opened, moved, another head; somebody leaves or dies. On the pages and in the book."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from services.registers import actions, queries
from services.registers.models import Household, Membership, Resident, Street, Village
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import User
from tereze.accounts.permissions import Platform
from tests.conftest import inside
from tests.conftest import member as staff
from tests.services.registers.people import household, member, resident, street

BY = Platform("tests")
ON = date(2024, 6, 1)
BEFORE = ON - timedelta(days=1)


@pytest.fixture
def book(karool: Tenant, client_for: Callable[[User | None, Tenant], Client]) -> Client:
    """A client signed in as the specialist who keeps the register."""
    return client_for(staff(karool, "jyldyz", "statistics_specialist"), karool)


@pytest.fixture
def family(karool: Tenant) -> Household:
    """A head, his wife and their son."""
    with inside(karool):
        home = household()
        member(home, resident())
        member(home, resident("Маматова Айгүл", sex="f"), Relation.WIFE)
        member(home, resident("Маматов Өмүр", born=date(2004, 1, 1)), Relation.SON)
        return home


def called(given_name: str) -> Resident:
    return Resident.objects.get(given_name=given_name)


def told(home: Household, on: date) -> list[tuple[str, str]]:
    return [(one.resident.given_name, one.relation.value) for one in queries.composition(home, on=on)]


# --- another head


def test_a_new_head_begins_a_new_stretch_for_everybody(karool: Tenant, family: Household) -> None:
    with inside(karool):
        bakyt, aigul, omur = called("Бакыт"), called("Айгүл"), called("Өмүр")
        relations = {bakyt.reference: Relation.HUSBAND, omur.reference: Relation.SON}

        actions.change_head(household=family, head=aigul, relations=relations, on=ON, by=BY)

        assert told(family, BEFORE) == [("Бакыт", "head"), ("Айгүл", "wife"), ("Өмүр", "son")]
        assert told(family, ON) == [("Айгүл", "head"), ("Бакыт", "husband"), ("Өмүр", "son")]
        assert {one.since for one in queries.composition(family, on=ON)} == {date(2005, 6, 1)}


def test_who_joined_on_the_day_of_the_change_only_gets_the_relation(karool: Tenant, family: Household) -> None:
    with inside(karool):
        bride = resident("Маматова Келин", sex="f")
        member(family, bride, Relation.DAUGHTER_IN_LAW, since=ON)
        said = {called(name).reference: relation for name, relation in (
            ("Бакыт", Relation.FATHER), ("Айгүл", Relation.MOTHER), ("Келин", Relation.WIFE))}  # fmt: skip

        actions.change_head(household=family, head=called("Өмүр"), relations=said, on=ON, by=BY)

        assert Membership.objects.get(resident=bride).relation == "wife"


@pytest.mark.parametrize("left_out", [True, False])
def test_everybodys_relation_has_to_be_said_and_nobody_elses(karool: Tenant, family: Household, left_out: bool) -> None:
    with inside(karool):
        said = {called("Бакыт").reference: Relation.HUSBAND, called("Өмүр").reference: Relation.SON}
        said = {called("Өмүр").reference: Relation.SON} if left_out else said | {"0000000000": Relation.SON}

        with pytest.raises(actions.RelationsMissingError):
            actions.change_head(household=family, head=called("Айгүл"), relations=said, on=ON, by=BY)


def test_a_relation_to_the_new_head_fits_the_sex(karool: Tenant, family: Household) -> None:
    with inside(karool):
        said = {called("Бакыт").reference: Relation.WIFE, called("Өмүр").reference: Relation.SON}

        with pytest.raises(actions.RelationDoesNotFitError):
            actions.change_head(household=family, head=called("Айгүл"), relations=said, on=ON, by=BY)


def test_the_page_asks_for_every_relation(book: Client, family: Household, karool: Tenant) -> None:
    with inside(karool):
        bakyt, aigul, omur = called("Бакыт").reference, called("Айгүл").reference, called("Өмүр").reference
    address = f"/households/{family.reference}/head/"

    response = book.post(address, {"head": aigul, "on": "01.06.2024", f"relation_{omur}": "son"})
    assert response.status_code == 422
    assert f"relation_{bakyt}" in response.context["form"].errors
    done = book.post(
        address, {"head": aigul, "on": "01.06.2024", f"relation_{omur}": "son", f"relation_{bakyt}": "husband"}
    )

    assert done.status_code == 302
    with inside(karool):
        assert told(family, ON)[0] == ("Айгүл", "head")


# --- leaving


def leave(client: Client, who: Resident, **typed: str) -> HttpResponse:
    return client.post(f"/residents/{who.reference}/leave/", {"on": "01.06.2024", **typed})  # type: ignore[return-value]


def test_who_moves_away_belongs_no_more(book: Client, family: Household, karool: Tenant) -> None:
    with inside(karool):
        omur = called("Өмүр")

    assert leave(book, omur, reason="moved").status_code == 302
    with inside(karool):
        assert [name for name, _relation in told(family, ON)] == ["Бакыт", "Айгүл"]
        assert called("Өмүр").death_date is None
    assert leave(book, omur, reason="moved").status_code == 404


def test_who_dies_is_dead_from_that_day(book: Client, family: Household, karool: Tenant) -> None:
    with inside(karool):
        bakyt = called("Бакыт")

    assert leave(book, bakyt, reason="death").status_code == 302
    with inside(karool):
        assert called("Бакыт").death_date == ON
        assert told(family, ON) == [("Айгүл", "wife"), ("Өмүр", "son")]
    assert "Түтүндүн үй-бүлө башчысы жок" in book.get(f"/residents/{_reference(karool, 'Айгүл')}/").content.decode()


def _reference(council: Tenant, given_name: str) -> str:
    with inside(council):
        return called(given_name).reference


@pytest.mark.parametrize("on", ["01.06.2005", "01.01.1900"])
def test_nobody_leaves_before_joining(book: Client, family: Household, karool: Tenant, on: str) -> None:
    with inside(karool):
        omur = called("Өмүр")

    response = leave(book, omur, reason="moved", on=on)

    assert "01.06.2005" in str(response.context["form"].errors["on"])  # type: ignore[attr-defined]


def test_nobody_leaves_tomorrow(book: Client, family: Household, karool: Tenant) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    with inside(karool):
        omur = called("Өмүр")

    response = leave(book, omur, reason="moved", on=f"{tomorrow:%d.%m.%Y}")

    assert "келе элек" in str(response.context["form"].errors["on"])  # type: ignore[attr-defined]


# --- opening and moving


@pytest.fixture
def place(karool: Tenant) -> dict[str, str]:
    """A known street, spelt otherwise."""
    with inside(karool):
        street()
        return {"village": str(Village.objects.get(name_ky="Шералы").pk), "street": "ала тоо", "house": "20"}


OPENED = {"book": "7", "page": "1", "kind": "permanent", "on": "01.06.2024"}


def test_a_household_is_opened_on_a_street_however_it_is_spelt(
    book: Client, place: dict[str, str], karool: Tenant
) -> None:
    response = book.post("/households/open/", {**place, **OPENED})

    with inside(karool):
        opened = Household.objects.get(account="7-1")
        assert Street.objects.count() == 1
    assert response["Location"] == f"/households/{opened.reference}/"


def test_a_taken_page_leads_to_its_household(book: Client, place: dict[str, str], karool: Tenant) -> None:
    with inside(karool):
        first = household(7, 1)

    response = book.post("/households/open/", {**place, **OPENED})

    assert f"/households/{first.reference}/" in str(response.context["form"].errors["page"])


def test_an_unknown_street_asks_for_a_tick(
    book: Client, family: Household, place: dict[str, str], karool: Tenant
) -> None:
    address = f"/households/{family.reference}/move/"
    typed = {**place, "street": "Жаңы-Турмуш", "on": "01.06.2024"}

    assert "is_new_street" in book.post(address, typed).context["form"].errors
    assert book.post(address, {**typed, "is_new_street": "on"}).status_code == 302
    with inside(karool):
        lived, lives = queries.address_of(family, on=BEFORE), queries.address_of(family, on=ON)
        assert lived is not None
        assert lives is not None
        assert [lived.street.name_ky, lives.street.name_ky] == ["Ала-Тоо", "Жаңы-Турмуш"]


def test_a_household_does_not_move_before_it_settled(book: Client, family: Household, place: dict[str, str]) -> None:
    response = book.post(f"/households/{family.reference}/move/", {**place, "on": "01.01.2000"})

    assert "01.01.2000" in str(response.context["form"].errors["on"])


@pytest.mark.parametrize(
    "page",
    ["/households/open/", "/households/{home}/move/", "/households/{home}/head/", "/residents/{who}/leave/"],
)
def test_only_who_keeps_the_register_may(
    desk: Client, book: Client, family: Household, karool: Tenant, page: str
) -> None:
    address = page.format(home=family.reference, who=_reference(karool, "Бакыт"))

    assert book.get(address).status_code == 200
    assert desk.get(address).status_code == 403


def test_a_neighbour_changes_nothing_here(
    family: Household, karool: Tenant, myrza_ake: Tenant, client_for: Callable[[User | None, Tenant], Client]
) -> None:
    neighbour = client_for(staff(myrza_ake, "meerim", "statistics_specialist"), myrza_ake)
    who = _reference(karool, "Бакыт")

    assert neighbour.post(f"/residents/{who}/leave/", {"reason": "death", "on": "01.06.2024"}).status_code == 404
    assert neighbour.post(f"/households/{family.reference}/move/", {}).status_code == 404
    assert neighbour.post(f"/households/{family.reference}/head/", {}).status_code == 404
    with inside(karool):
        assert len(told(family, clock.today())) == 3
