"""The events of households on the pages: typed, shown with what the rules propose, confirmed, recorded."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from services.registers import queries
from services.registers.models import Household, HouseholdCount, LandParcel, LifeEvent, Ownership, Street
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tests.conftest import inside
from tests.conftest import member as staff
from tests.services.registers.life.households.events import ON, called, family, told
from tests.services.registers.people import household, member, resident

R = Relation
PLACE = {"village": "050", "street": "ала тоо", "house": "14", "flat": ""}
SECRETS = re.compile(r'name="(seen|request_key)" value="([^"]*)"')


@pytest.fixture
def home(karool: Tenant) -> Household:
    with inside(karool):
        return family()


@pytest.fixture
def book(karool: Tenant, client_for: Callable[[User | None, Tenant], Client]) -> Client:
    """A client signed in as the specialist who keeps the register."""
    return client_for(staff(karool, "jyldyz", "statistics_specialist"), karool)


def preview(client: Client, address: str, **typed: object) -> HttpResponse:
    return client.post(address, {"step": "preview", "on": "01.06.2024", **typed})  # type: ignore[return-value]


def record(client: Client, address: str, **typed: object) -> HttpResponse:
    """Look at the preview, take what it proposes, and record."""
    shown = preview(client, address, **typed)
    assert shown.status_code == 200, shown.context["form"].errors  # type: ignore[attr-defined]
    form = shown.context["form"]  # type: ignore[attr-defined]
    proposed = {name: form[name].value() for name in form.confirmed}
    sent = {"on": "01.06.2024", **proposed, **typed, **dict(SECRETS.findall(shown.content.decode())), "step": "record"}
    done: HttpResponse = client.post(address, sent)  # type: ignore[assignment]
    assert done.status_code == 302, done.content.decode()
    return done


def of(home: Household, kind: str) -> str:
    return f"/life/{kind}/of/{home.reference}/"


def reference(council: Tenant, name: str) -> str:
    with inside(council):
        return called(name).reference


def test_the_preview_of_a_new_head_shows_the_relations_found_by_rule(
    book: Client, home: Household, karool: Tenant
) -> None:
    bakyt = reference(karool, "Бакыт")
    shown = preview(book, of(home, "head"), head=bakyt)
    form = shown.context["form"]  # type: ignore[attr-defined]
    assert form[f"relation_{reference(karool, 'Гүлнара')}"].value() == "wife"
    assert len(form.confirmed) == 5

    record(book, of(home, "head"), head=bakyt)

    with inside(karool):
        assert told(home, ON)["Асан"] is R.FATHER


def test_a_relation_changed_in_the_preview_is_shown_again_and_then_recorded(
    book: Client, home: Household, karool: Tenant
) -> None:
    mother = f"relation_{reference(karool, 'Айым')}"
    record(book, of(home, "head"), head=reference(karool, "Бакыт"), **{mother: "stepmother"})
    with inside(karool):
        assert told(home, ON)["Айым"] is R.STEPMOTHER


def test_a_parting_proposes_page_heads_and_relations(book: Client, home: Household, karool: Tenant) -> None:
    with inside(karool):
        parcel = LandParcel.objects.create(kind="share", area_m2=4000)
        Ownership.objects.create(household=home, parcel=parcel, since=date(2010, 1, 1))
        HouseholdCount.objects.create(household=home, what="ewe", on=date(2024, 1, 1), number=20)
    members = [reference(karool, name) for name in ("Асан", "Айым")]
    assert "20 ичинен канчасы" in book.get(of(home, "split")).content.decode()

    record(book, of(home, "split"), members=members, things=[parcel.reference], animals_ewe="8", **PLACE)

    with inside(karool):
        new = Household.objects.latest("pk")
        assert (new.account, told(new, ON)) == ("3-46", {"Асан": R.HEAD, "Айым": R.WIFE})
        assert told(home, ON) == {"Бакыт": R.HEAD, "Гүлнара": R.WIFE, "Нурлан": R.YOUNGER_BROTHER, "Айдай": R.DAUGHTER}
        assert Ownership.objects.get(until=None).household == new


def test_two_households_become_one_with_relations_found_across_them(
    book: Client, home: Household, karool: Tenant
) -> None:
    with inside(karool):
        other = household(4, 7, at="Манас", house="3")
        member(other, resident("Жумаев Эсен", born=date(1960, 1, 1)))
        wife = member(other, resident("Жумаева Жамал", sex="f", born=date(1962, 1, 1)), R.WIFE).resident
    esen = {f"relation_{reference(karool, 'Эсен')}": "not_related"}

    record(book, of(other, "join_households"), into=home.reference, **esen)

    with inside(karool):
        found = {one.resident.pk: one.relation for one in queries.composition(home, on=ON)}
        assert found[wife.pk] is R.OTHER_RELATIVE
        assert told(home, ON)["Эсен"] is R.NOT_RELATED


def test_a_household_is_opened_from_the_start_page_on_the_next_free_page(
    book: Client, home: Household, karool: Tenant
) -> None:
    record(book, "/households/open/", kind="permanent", phone="0770 12 34 56", **PLACE)
    with inside(karool):
        new = Household.objects.latest("pk")
        assert (new.account, new.phone) == ("3-46", "+996770123456")
        assert Street.objects.count() == 1


def test_an_unknown_street_asks_for_a_tick(book: Client, home: Household, karool: Tenant) -> None:
    strange = PLACE | {"street": "Жаңы көчө"}
    assert 'name="new_street"' not in book.get(of(home, "move")).content.decode()
    asked = preview(book, of(home, "move"), **strange)
    assert asked.status_code == 422
    assert 'name="new_street"' in asked.content.decode()

    record(book, of(home, "move"), new_street="on", **strange)

    with inside(karool):
        assert Street.objects.filter(name_ky="Жаңы көчө").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("40.769214, 73.301458", ("40.769214", "73.301458")),
        ("40,769214 73,301458", ("40.769214", "73.301458")),
        ("40.769214,73.301458", ("40.769214", "73.301458")),
        ("", (None, None)),
    ],
)
def test_a_position_is_read_as_telephones_write_it(
    book: Client, home: Household, karool: Tenant, typed: str, said: tuple[str | None, str | None]
) -> None:
    form = book.get(of(home, "household_details")).context["form"]
    data = {name: form[name].value() or "" for name in form.fields if name not in {"on", "position", "categories"}}
    record(book, of(home, "household_details"), **{**data, "position": typed, "phone": "0770 11 22 33"})
    with inside(karool):
        home.refresh_from_db()
        assert tuple(value and str(value) for value in (home.latitude, home.longitude)) == said


@pytest.mark.parametrize("typed", ["400, 73", "somewhere", "40.1"])
def test_what_is_no_position_says_so(book: Client, home: Household, typed: str) -> None:
    shown = preview(book, of(home, "household_details"), position=typed, kind="permanent", book=3, page=45)
    assert "position" in shown.context["form"].errors  # type: ignore[attr-defined]


def test_a_membership_is_put_right_on_the_residents_page(book: Client, home: Household, karool: Tenant) -> None:
    nurlan = reference(karool, "Нурлан")
    form = book.get(f"/life/stay_correction/of/{nurlan}/").context["form"]
    typed = {"stay": form["stay"].value(), "relation": "stepson", "joined_on": "01.01.2010", "registered": "on",
             "lives_here": "on"}  # fmt: skip
    record(book, f"/life/stay_correction/of/{nurlan}/", **typed)
    with inside(karool):
        assert told(home, date(2010, 1, 1))["Нурлан"] is R.STEPSON


def test_the_form_shows_what_is_written_of_the_stretch_in_the_address(
    book: Client, home: Household, karool: Tenant
) -> None:
    record(book, of(home, "head"), head=reference(karool, "Бакыт"))
    address = f"/life/stay_correction/of/{reference(karool, 'Нурлан')}/"

    newest = book.get(address)
    first = book.get(address, {"stay": f"{home.reference}.2005-06-01"})

    assert newest.context["form"]["relation"].value() == "younger_brother"
    assert first.context["form"]["relation"].value() == "son"
    assert f"?stay={home.reference}.2024-06-01" in first.content.decode()


def test_who_may_not_edit_sees_no_form(
    home: Household, elder: User, karool: Tenant, client_for: Callable[[User | None, Tenant], Client]
) -> None:
    for address in (of(home, "head"), of(home, "split"), "/households/open/"):
        assert client_for(elder, karool).get(address).status_code == 403


def test_the_form_of_another_council_is_not_there(
    home: Household, myrza_ake: Tenant, client_for: Callable[[User | None, Tenant], Client]
) -> None:
    client = client_for(staff(myrza_ake, "asel", "statistics_specialist"), myrza_ake)
    assert client.get(of(home, "head")).status_code == 404


def test_an_event_is_told_in_words(book: Client, home: Household, karool: Tenant) -> None:
    record(book, of(home, "head"), head=reference(karool, "Бакыт"))
    with inside(karool):
        event = LifeEvent.objects.get()
    page = book.get(f"/life/{event.reference}/").content.decode()
    assert R.FATHER.label("ky") in page
