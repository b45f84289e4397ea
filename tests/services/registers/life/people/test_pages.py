"""The pages of events: choosing people with and without a script, the preview, the list, who may see what."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from services.registers.life import situations
from services.registers.life.registry import registry
from services.registers.models import Household, LifeEvent, Membership, Resident
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tests.conftest import inside
from tests.conftest import member as staff
from tests.services.registers.life.households.events import called, family, told
from tests.services.registers.people import resident

ClientFor = Callable[[User | None, Tenant], Client]
ON = date(2024, 6, 1)
BIRTH = {"given_name": "Азамат", "sex": "m", "naming": "father", "on": "01.06.2024"}


@pytest.fixture
def keeper(karool: Tenant, client_for: ClientFor) -> Client:
    """A client signed in as the specialist who keeps the register."""
    return client_for(staff(karool, "jyldyz", "statistics_specialist", full_name="Жылдыз Эсенова"), karool)


@pytest.fixture
def home(karool: Tenant) -> Household:
    with inside(karool):
        return family()


@pytest.fixture
def people(karool: Tenant, home: Household) -> dict[str, str]:
    """The references of the family, by given name."""
    with inside(karool):
        return {one.given_name: one.reference for one in Resident.objects.all()}


def recorded(client: Client, address: str, typed: dict[str, str]) -> HttpResponse:
    """Send the form, look at the preview, and record what it shows."""
    preview = client.post(address, typed | {"step": "preview"})
    assert preview.status_code == 200, preview.context["form"].errors
    shown = {one.html_name: str(one.value()) for one in preview.context["confirmed"]}
    seen = {"seen": preview.context["rehearsal"].digest, "request_key": preview.context["request_key"]}
    return client.post(address, typed | shown | seen | {"step": "record"})  # type: ignore[return-value]


def test_a_birth_is_asked_previewed_and_recorded(
    keeper: Client, home: Household, people: dict[str, str], karool: Tenant
) -> None:
    address = f"/life/birth/of/{home.reference}/"
    typed = BIRTH | {"mother": people["Гүлнара"], "father": people["Бакыт"]}
    preview = keeper.post(address, typed | {"step": "preview"}).content.decode()
    assert "Бакытович" in preview
    assert "Эмне өзгөрөт" in preview
    with inside(karool):
        assert LifeEvent.objects.count() == 0

    done = recorded(keeper, address, typed)

    with inside(karool):
        event = LifeEvent.objects.get()
        assert str(called("Азамат")) == "Маматов Азамат Бакытович"
        assert told(home, ON)["Азамат"] is Relation.GRANDSON
    assert done["Location"] == f"/life/{event.reference}/"
    page = keeper.get(done["Location"]).content.decode()
    assert "Жылдыз Эсенова" in page
    assert f"/life/birth/of/{home.reference}/?father={people['Бакыт']}" in page  # a twin


def test_a_twin_begins_with_the_same_parents_and_day(keeper: Client, home: Household, people: dict[str, str]) -> None:
    address = f"/life/birth/of/{home.reference}/?father={people['Бакыт']}&mother={people['Гүлнара']}&on=2024-06-01"
    page = keeper.get(address).content.decode()
    assert f'value="{people["Бакыт"]}" checked' in page
    assert 'value="01.06.2024"' in page


def test_what_changed_after_the_preview_is_shown_again(
    keeper: Client, home: Household, people: dict[str, str], karool: Tenant
) -> None:
    address = f"/life/birth/of/{home.reference}/"
    typed = BIRTH | {"mother": people["Гүлнара"], "father": people["Бакыт"], "step": "record", "seen": "x"}
    again = keeper.post(address, typed | {"request_key": "k", "surname": "Асанов"})
    assert again.context["again"]
    with inside(karool):
        assert LifeEvent.objects.count() == 0


def test_without_a_script_the_button_finds_and_nothing_is_lost(
    keeper: Client, home: Household, people: dict[str, str], karool: Tenant
) -> None:
    with inside(karool):
        stranger = resident("Осмонов Эрмек", born=date(1990, 1, 1))
    typed = BIRTH | {"father_typed": "Осмонов", "step": "find"}
    page = keeper.post(f"/life/birth/of/{home.reference}/", typed).content.decode()
    assert f'value="{stranger.reference}"' in page
    assert 'value="Азамат"' in page
    assert "field-errors" not in page


def test_with_a_script_those_found_come_alone(keeper: Client, karool: Tenant, home: Household) -> None:
    found = keeper.get("/life/find/people/?field=father&father_typed=Маматов Бакыт", headers={"HX-Request": "true"})
    assert 'name="father"' in found.content.decode()
    assert "<html" not in found.content.decode()
    homes = keeper.get("/life/find/households/?field=household&household_typed=3-45").content.decode()
    assert home.reference in homes
    assert home.reference in keeper.get("/life/find/households/?field=h&h_typed=Маматов Асан").content.decode()
    assert keeper.get("/life/find/nothing/?field=h&h_typed=x").status_code == 404


def test_an_entry_that_leads_to_another_stands_for_that_one(
    keeper: Client, home: Household, people: dict[str, str], karool: Tenant
) -> None:
    with inside(karool):
        twin = resident("Маматов Бакыт", pin="", merged_into=called("Нурлан"))
    recorded(keeper, f"/life/birth/of/{home.reference}/", BIRTH | {"mother": "", "father": twin.reference})
    with inside(karool):
        assert str(called("Азамат")) == "Маматов Азамат Нурланович"


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(
    keeper: Client, home: Household, people: dict[str, str]
) -> None:
    typed = BIRTH | {"mother": people["Нурлан"], "father": people["Бакыт"], "step": "preview"}
    response = keeper.post(f"/life/birth/of/{home.reference}/", typed)
    assert response.status_code == 422
    assert "Эне" in str(response.context["form"].errors["mother"]) or "эне" in str(response.context["form"].errors)
    assert 'value="Азамат"' in response.content.decode()


def test_an_event_is_taken_back_on_its_page_and_says_by_whom(
    keeper: Client, home: Household, people: dict[str, str], karool: Tenant
) -> None:
    done = recorded(keeper, f"/life/departure/of/{people['Нурлан']}/", {"where": "inside", "on": "01.06.2024"})
    keeper.post(f"{done['Location']}undo/")
    page = keeper.get(done["Location"]).content.decode()
    assert "Кайтарылган" in page
    assert "Жылдыз Эсенова" in page
    with inside(karool):
        assert "Нурлан" in told(home, ON)


def test_the_card_offers_what_can_happen_in_groups(keeper: Client, people: dict[str, str], karool: Tenant) -> None:
    child, grown = (keeper.get(f"/residents/{people[name]}/").content.decode() for name in ("Айдай", "Бакыт"))
    assert f"/life/adoption/of/{people['Айдай']}/" in child
    assert "/life/marriage/" not in child
    assert f"/life/marriage/of/{people['Бакыт']}/" in grown
    assert "/life/homecoming/" not in grown
    assert grown.index("Үй-бүлө</h3>") < grown.index("Документтер жана маалыматтар</h3>")


def test_the_clerk_at_the_window_sees_events_and_records_none(
    desk: Client, keeper: Client, people: dict[str, str], home: Household
) -> None:
    done = recorded(keeper, f"/life/departure/of/{people['Нурлан']}/", {"where": "inside", "on": "01.06.2024"})
    page = desk.get(f"/residents/{people['Нурлан']}/").content.decode()
    assert done["Location"] in page
    assert "/life/departure/of/" not in page
    assert desk.get(done["Location"]).status_code == 200
    assert desk.get(f"/life/departure/of/{people['Бакыт']}/").status_code == 403


def test_benefits_and_disability_are_not_for_everybody(desk: Client, keeper: Client, people: dict[str, str]) -> None:
    granted = {"category": "pensioner", "on": "01.06.2024"}
    done = recorded(keeper, f"/life/benefit/of/{people['Асан']}/", granted)
    assert desk.get(done["Location"]).status_code == 403
    assert done["Location"] not in desk.get(f"/residents/{people['Асан']}/").content.decode()
    assert done["Location"] not in desk.get("/life/").content.decode()
    assert done["Location"] in keeper.get("/life/").content.decode()


def test_a_form_that_shows_the_pin_says_so_in_the_journal(
    keeper: Client, people: dict[str, str], karool: Tenant
) -> None:
    keeper.get(f"/life/correction/of/{people['Асан']}/")
    keeper.get(f"/life/death/of/{people['Асан']}/")
    with inside(karool):
        looked = Entry.objects.filter(subject=f"resident:{people['Асан']}").order_by("sequence")
        assert [one.action for one in looked] == ["life.opened_in_full", "life.opened"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"departure", "death"}), ("kind=death", {"death"}), ("since=01.07.2024", {"death"}),
        ("until=30.06.2024", {"departure"}), ("recorder=user:jyldyz", {"departure", "death"}),
        ("recorder=user:nobody", set()),
        ("kind=nonsense&since=кечээ", set()), ("village=0", set()),
    ],
)  # fmt: skip
def test_the_list_is_narrowed(keeper: Client, people: dict[str, str], query: str, found: set[str]) -> None:
    recorded(keeper, f"/life/departure/of/{people['Нурлан']}/", {"where": "inside", "on": "01.06.2024"})
    recorded(keeper, f"/life/death/of/{people['Айым']}/", {"on": "01.08.2024"})
    lines = keeper.get(f"/life/?{query}").context["lines"]
    assert {one.event.kind for one in lines} == found


def test_the_list_knows_the_village_of_the_day(
    keeper: Client, people: dict[str, str], home: Household, karool: Tenant
) -> None:
    recorded(keeper, f"/life/death/of/{people['Айым']}/", {"on": "01.08.2024"})
    with inside(karool):
        village = Membership.objects.first().household.addresses.get().street.village_id  # type: ignore[union-attr]
    assert len(keeper.get(f"/life/?village={village}").context["lines"]) == 1


def test_the_list_is_given_as_a_table(keeper: Client, people: dict[str, str], karool: Tenant) -> None:
    recorded(keeper, f"/life/death/of/{people['Айым']}/", {"on": "01.08.2024"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(keeper.get("/life/export/?kind=death").content))
    (_head, row) = book.get_sheet_by_index(0).to_python()
    assert (row[0], row[1], row[4]) == (date(2024, 8, 1), "Каза болуу", "Жылдыз Эсенова")
    with inside(karool):
        assert Entry.objects.get(action="life.exported").details == {"kind": "death", "rows": 1}


def test_a_neighbour_finds_nothing_here(
    people: dict[str, str], home: Household, myrza_ake: Tenant, client_for: ClientFor
) -> None:
    neighbour = client_for(staff(myrza_ake, "meerim", "statistics_specialist"), myrza_ake)
    for kind, subject in (("death", people["Асан"]), ("birth", home.reference), ("arrival", home.reference)):
        assert neighbour.post(f"/life/{kind}/of/{subject}/", {"on": "01.06.2024"}).status_code == 404
    assert people["Бакыт"] not in neighbour.get("/life/find/people/?field=f&f_typed=Маматов").content.decode()


def test_the_menu_of_a_card_asks_once_more_than_the_card_at_most(
    keeper: Client, people: dict[str, str], karool: Tenant, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with inside(karool):
        someone = situations.residents().get(reference=people["Бакыт"])
        with django_assert_max_num_queries(1):
            kinds = [one.name for one in registry if one.begins_at(someone) and one.possible(someone)]
    assert {"birth", "death", "departure", "marriage", "change"} <= set(kinds)


FORMS = {
    "birth": "Гүлнара", "death": "Асан", "marriage": "Нурлан", "adoption": "Айдай", "guardianship": "Айдай",
    "departure": "Бакыт", "change": "Бакыт", "correction": "Бакыт", "details": "Бакыт", "benefit": "Бакыт",
}  # fmt: skip


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("language", ["ky", "ru"])
def test_every_form_opens_and_says_what_is_missing(
    keeper: Client, people: dict[str, str], karool: Tenant, kind: str, language: str
) -> None:
    with inside(karool):
        User.objects.update(language=language)
    address = f"/life/{kind}/of/{people[FORMS[kind]]}/"
    assert keeper.get(address).status_code == 200
    assert keeper.post(address, {"step": "preview", "on": ""}).status_code == 422
