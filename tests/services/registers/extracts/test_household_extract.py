"""The household extract: what it says, in which language, as of which day, to whom, and that the journal knows."""

import io
from datetime import date, timedelta
from typing import Any

import pypdf
import pytest
from django.test import Client

from services.registers.extracts.tables import SECTIONS, household_extract
from services.registers.models import (
    Building,
    Household,
    HouseholdCount,
    LandParcel,
    Ownership,
    Vehicle,
    Village,
)
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze import clock
from tereze.audit.models import Entry
from tests.services.registers import people

PIN = "21503198499001"


@pytest.fixture
def home(in_karool: Tenant) -> Household:
    """A household of two with land, a house, a car of the wife's and cows."""
    household = people.household(3, 45, house="12")
    head = people.resident(pin=PIN)
    wife = people.resident("Маматова Айгүл Токтогуловна", sex="f", born=date(1986, 7, 2))
    people.member(household, head)
    people.member(household, wife, Relation.WIFE)
    village = Village.objects.get(name_ky="Шералы")
    plot = LandParcel.objects.create(kind="household_plot", area_m2=1_250, village=village, eni="5-06-99-0001-0001")
    share = LandParcel.objects.create(kind="share_land", area_m2=12_000, water="irrigated", village=village)
    house = Building.objects.create(kind="house", parcel=plot, walls="adobe", year=1984, area_m2=90, village=village)
    car = Vehicle.objects.create(kind="car", model="Honda Fit", plate="06KG001ZZA", year=2008, engine_cc=1339)
    owned: list[dict[str, Any]] = [
        {"parcel": plot, "household": household},
        {"parcel": share, "resident": head, "numerator": 1, "denominator": 2, "since": date(2010, 1, 1)},
        {"building": house, "household": household},
        {"vehicle": car, "resident": wife, "since": date(2020, 5, 1)},
    ]
    for one in owned:
        Ownership.objects.create(**one)
    HouseholdCount.objects.create(household=household, what="cow", on=date(2026, 1, 1), number=2)
    return household


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_the_extract_says_what_the_book_says(home: Household) -> None:
    said = household_extract(home, on=clock.today(), language="ky", full_pins=True)

    rows = {section.name: section.rows for section in said.sections}
    assert tuple(rows) == SECTIONS
    assert [row[0] for row in rows["members"]] == ["Маматов Бакыт Асанович", "Маматова Айгүл Токтогуловна"]
    assert rows["members"][0][3] == PIN
    assert [row[1] for row in rows["land"]] == ["0,125 га", "1,2 га"]
    assert rows["land"][1][5] == "Маматов Бакыт Асанович, 1/2"
    assert rows["buildings"][0][1:4] == ("1984", "саман, гуваляк, сокмо", "90")
    assert rows["vehicles"][0][3] == "06KG001ZZA"
    assert rows["livestock"][0][:2] == ("саан уй", "2")
    assert "Маматов Бакыт Асанович" in dict(said.facts).values()


def test_russian_says_the_same_in_russian(home: Household) -> None:
    said = household_extract(home, on=clock.today(), language="ru", full_pins=False)

    rows = {section.name: section.rows for section in said.sections}
    assert rows["members"][1][1] == "жена"
    assert rows["land"][0][0] == "приусадебный участок"
    assert rows["members"][0][3] == "•" * 10 + "9001"


def test_the_past_is_as_it_was(home: Household) -> None:
    said = household_extract(home, on=date(2008, 6, 1), language="ky", full_pins=True)

    rows = {section.name: section.rows for section in said.sections}
    assert len(rows["members"]) == 2
    assert len(rows["land"]) == 1
    assert (rows["vehicles"], rows["livestock"]) == ([], [])


@pytest.mark.parametrize(("language", "title"), [("ky", "КӨЧҮРМӨ"), ("ru", "ВЫПИСКА")])
def test_the_paper_bears_letterhead_tables_and_signatures(
    home: Household, desk: Client, language: str, title: str
) -> None:
    response = desk.get(f"/households/{home.reference}/extract.pdf?language={language}")

    text = text_of(response.content)
    assert response["Content-Type"] == "application/pdf"
    assert title in text
    assert "Кыргыз Республикасы" in text
    assert "Маматов Бакыт Асанович" in text
    assert PIN in text  # the clerk of the window may see it
    assert "06KG001ZZA" in text


def test_a_large_household_takes_the_pages_it_needs(home: Household, desk: Client) -> None:
    for number in range(40):
        who = people.resident("Маматов Эрмек Бакытович", born=date(2000, 1, 1 + number % 28))
        people.member(home, who, Relation.SON, since=date(2006, 1, 1))

    response = desk.get(f"/households/{home.reference}/extract.pdf")

    assert len(pypdf.PdfReader(io.BytesIO(response.content)).pages) >= 2


def test_the_journal_knows_who_printed_it(home: Household, desk: Client) -> None:
    yesterday = clock.today() - timedelta(days=1)

    desk.get(f"/households/{home.reference}/extract.pdf?language=ru&on={yesterday}")

    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.subject) == ("household.extract_printed", f"household:{home.reference}")
    assert (entry.details["on"], entry.details["language"]) == (str(yesterday), "ru")


def test_the_page_of_the_household_leads_there(home: Household, desk: Client) -> None:
    page = desk.get(f"/households/{home.reference}/").content.decode()

    assert f"/households/{home.reference}/extract.pdf?language=ky" in page


def test_nobody_else_gets_one(home: Household, client_for: Any, elder: Any, in_karool: Tenant) -> None:
    assert client_for(elder, in_karool).get(f"/households/{home.reference}/extract.pdf").status_code == 403


def test_a_household_that_is_not_there_has_none(home: Household, desk: Client) -> None:
    assert desk.get("/households/ZZZZZZZZZZ/extract.pdf").status_code == 404
