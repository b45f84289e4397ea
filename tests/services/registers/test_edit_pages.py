"""Writing down and correcting residents on the pages: errors stand at their field and nothing typed is lost."""

from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from services.registers.models import Household, IdentityDocument, Membership, Resident
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tests.conftest import inside
from tests.conftest import member as staff
from tests.services.registers.people import household, member, resident

TYPED = {
    "surname": "Осмонов", "given_name": "Эрмек", "patronymic": "Бекович", "sex": "m", "pin": "20101199099050",
    "birth_date": "01.01.1990", "citizenship": "KG", "phone": "0770 12 34 56", "relation": "son",
    "joined_on": "05.06.2020",
}  # fmt: skip


@pytest.fixture
def register(karool: Tenant, client_for: Callable[[User | None, Tenant], Client]) -> Client:
    """A client signed in as the specialist who keeps the register."""
    return client_for(staff(karool, "jyldyz", "statistics_specialist"), karool)


@pytest.fixture
def home(karool: Tenant) -> Household:
    """A household with a head."""
    with inside(karool):
        opened = household()
        member(opened, resident(pin="21503198499001"))
        return opened


def admit(client: Client, home: Household, **more: str) -> HttpResponse:
    return client.post(f"/households/{home.reference}/admit/", {**TYPED, **more})  # type: ignore[return-value]


def correct(client: Client, who: Resident, **more: str) -> HttpResponse:
    shown = client.get(f"/residents/{who.reference}/correct/").context["form"].initial
    typed = {name: value or "" for name, value in shown.items()} | {"birth_date": f"{who.birth_date:%d.%m.%Y}"}
    return client.post(f"/residents/{who.reference}/correct/", {**typed, "reason": "mistake", **more})  # type: ignore[return-value]


def error_at(response: HttpResponse, field: str) -> str:
    assert response.status_code == 422
    return str(response.context["form"].errors[field])  # type: ignore[attr-defined]


def test_a_newcomer_is_written_into_the_household(register: Client, home: Household, karool: Tenant) -> None:
    document = {"document_type": "id_card", "document_series": "ID", "document_number": "0099887"}
    response = admit(register, home, **document)

    with inside(karool):
        newcomer = Resident.objects.get(surname="Осмонов")
        joined = Membership.objects.get(resident=newcomer)
        assert (joined.household, joined.relation, joined.joined_on) == (home, "son", date(2020, 6, 5))
        assert newcomer.phone == "+996770123456"
        assert str(IdentityDocument.objects.get(resident=newcomer)) == "ID0099887"
    assert response["Location"] == f"/residents/{newcomer.reference}/"


def test_the_pin_says_birth_date_and_sex_where_they_are_left_empty(
    register: Client, home: Household, karool: Tenant
) -> None:
    admit(register, home, birth_date="", sex="")

    with inside(karool):
        newcomer = Resident.objects.get(surname="Осмонов")
        assert (newcomer.birth_date, newcomer.sex) == (date(1990, 1, 1), "m")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("pin", "123", "ПИН 14 сандан турат"),
        ("pin", "2013519909905O", "ПИН сандардан гана турат"),
        ("birth_date", "кечээ", "31.12.1984"),
        ("phone", "12", "0770 12 34 56"),
        ("relation", "head", "үй-бүлө башчысы бар"),
        ("relation", "daughter", "жынысына туура келбейт"),
        ("relation", "", ""),
        ("surname", "", ""),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(
    register: Client, home: Household, field: str, value: str, words: str
) -> None:
    response = admit(register, home, **{field: value})

    assert words in error_at(response, field)
    assert "Эрмек" in response.content.decode()


def test_neither_sex_nor_pin_is_asked_for(register: Client, home: Household) -> None:
    assert "Жынысын тандаңыз" in error_at(admit(register, home, sex="", pin=""), "sex")


def test_a_taken_pin_leads_to_whose_it_is(register: Client, home: Household, karool: Tenant) -> None:
    with inside(karool):
        first = resident("Асанов Бек", born=date(1990, 1, 1), pin=TYPED["pin"])

    said = error_at(admit(register, home), "pin")

    assert f'href="/residents/{first.reference}/"' in said
    with inside(karool):
        assert not Resident.objects.filter(surname="Осмонов").exists()


def test_what_disagrees_asks_for_a_tick_and_is_taken_with_it(register: Client, home: Household, karool: Tenant) -> None:
    odd = {"birth_date": "02.01.1990"}

    assert "туулган күн башкача" in error_at(admit(register, home, **odd), "still_right")
    assert admit(register, home, **odd, still_right="on").status_code == 302
    with inside(karool):
        assert Resident.objects.get(surname="Осмонов").birth_date == date(1990, 1, 2)


def test_the_tick_is_not_shown_before_it_is_needed(register: Client, home: Household) -> None:
    address = f"/households/{home.reference}/admit/"

    assert 'name="still_right"' not in register.get(address).content.decode()
    assert 'name="still_right"' in admit(register, home, birth_date="02.01.1990").content.decode()


def test_a_correction_is_written_and_in_the_journal(register: Client, home: Household, karool: Tenant) -> None:
    with inside(karool):
        who = Resident.objects.get()

    response = correct(register, who, given_name="Бакытбек", note="туулгандыгы тууралуу күбөлүк")

    assert response.status_code == 302
    with inside(karool):
        assert Resident.objects.get().given_name == "Бакытбек"
        entry = Entry.objects.get(action="resident.corrected")
        assert (entry.actor, entry.details["fields"]) == ("user:jyldyz", ["given_name"])
        assert Entry.objects.filter(action="resident.opened_for_correction", subject=who.subject).exists()


def test_a_correction_shows_what_is_written(register: Client, home: Household, karool: Tenant) -> None:
    with inside(karool):
        who = Resident.objects.get()

    page = register.get(f"/residents/{who.reference}/correct/").content.decode()

    for written in ("Маматов", "21503198499001", "15.03.1984"):
        assert f'value="{written}"' in page


def test_nothing_changed_is_said_and_not_noted(register: Client, home: Household, karool: Tenant) -> None:
    with inside(karool):
        who = Resident.objects.get()

    response = correct(register, who)

    assert response.status_code == 302
    assert "Эч нерсе өзгөргөн жок" in register.get(response["Location"]).content.decode()
    with inside(karool):
        assert not Entry.objects.filter(action="resident.corrected").exists()


def test_a_closed_household_says_so(register: Client, home: Household, karool: Tenant) -> None:
    with inside(karool):
        Household.objects.update(closed_on=date(2024, 1, 1))

    assert "жабылган" in error_at(admit(register, home), "__all__")


def test_a_relation_is_offered_in_the_language_of_the_page(register: Client, home: Household) -> None:
    page = register.get(f"/households/{home.reference}/admit/").content.decode()

    assert Relation.DAUGHTER_IN_LAW.label("ky") in page
