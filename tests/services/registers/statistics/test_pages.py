"""The pages of the statistics: who sees what, what leads where, and what the journal keeps."""

import io
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from services.registers.models import Resident
from services.registers.statistics import pages
from tenants.directory.models import Tenant
from tereze.audit.models import Entry

NAMES = [page.name for page in pages.PAGES]


def links(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'href="(/register/statistics/rows/[^"]+)"', page)]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_shows_numbers_and_names_nobody(counted: Tenant, specialist: Client, name: str) -> None:
    response = specialist.get(f"/register/statistics/{name}/")

    page = response.content.decode()
    assert response.status_code == 200
    assert len(links(page)) > 10
    pins = Resident.objects.values_list("pin", flat=True)
    assert not any(pin in page for pin in pins)


def test_the_way_in_leads_to_the_population(counted: Tenant, specialist: Client) -> None:
    assert specialist.get("/register/statistics/")["Location"] == "/register/statistics/people/"
    assert "/register/statistics/" in specialist.get("/register/").content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_row_is_listed_with_masked_pins(counted: Tenant, specialist: Client, name: str) -> None:
    page = specialist.get(f"/register/statistics/{name}/").content.decode()
    seen: dict[str, str] = {}
    for link in links(page):
        seen.setdefault(link.split("?")[0], link)

    for link in seen.values():
        listed = specialist.get(link).content.decode()
        assert "row-link" in listed
        assert not re.search(r"\d{14}", listed)


def test_who_may_not_search_sees_numbers_only(counted: Tenant, as_role: Callable[[str], Client]) -> None:
    chair = as_role("kenesh_chair")

    page = chair.get("/register/statistics/people/")

    assert page.status_code == 200
    assert links(page.content.decode()) == []
    assert chair.get("/register/statistics/rows/people/").status_code == 403


def test_benefits_lead_only_those_to_names_who_may_see_them(counted: Tenant, as_role: Callable[[str], Client]) -> None:
    land = as_role("land_specialist")

    page = land.get("/register/statistics/work/").content.decode()

    assert not any("/benefits/" in link or "disability=" in link or "duty=" in link for link in links(page))
    assert any("education=" in link for link in links(page))
    assert land.get("/register/statistics/rows/people/?disability=first").status_code == 403


def test_without_the_permission_there_is_no_page(counted: Tenant, desk: Client) -> None:
    assert desk.get("/register/statistics/people/").status_code == 403
    assert desk.get("/register/statistics/people/workbook.xlsx").status_code == 403


def test_a_look_at_rows_is_in_the_journal(counted: Tenant, specialist: Client) -> None:
    specialist.get("/register/statistics/rows/people/?on=2026-01-01&sex=f&age=25")

    entry = Entry.objects.latest("sequence")
    assert entry.action == "statistics.rows_listed"
    assert entry.details["chosen"] == ["sex=f", "age=25"]
    assert entry.details["what"] == "people"


def test_unknown_pages_bases_and_dimensions_do_not_exist(counted: Tenant, specialist: Client) -> None:
    for address in ("nothing/", "rows/nothing/", "rows/people/?password=1", "nothing/workbook.xlsx"):
        assert specialist.get(f"/register/statistics/{address}").status_code == 404


def test_strange_days_and_villages_are_left_aside(counted: Tenant, specialist: Client) -> None:
    assert specialist.get("/register/statistics/people/?on=tomorrow&village='--").status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_a_workbook_too(counted: Tenant, specialist: Client, name: str) -> None:
    response = specialist.get(f"/register/statistics/{name}/workbook.xlsx?village=020")

    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    cells = [cell for sheet in book.sheet_names for row in book.get_sheet_by_name(sheet).to_python() for cell in row]
    assert "attachment" in response["Content-Disposition"]
    assert sum(isinstance(cell, float) for cell in cells) > 5


def test_a_session_of_one_council_counts_no_other(counted: Tenant, specialist: Client) -> None:
    page = specialist.get("/register/statistics/people/", headers={"host": "myrza-ake.localhost"})

    assert page.status_code == 302
    assert "/account/login/" in page["Location"]


def test_rows_come_in_pages(counted: Tenant, specialist: Client) -> None:
    first = specialist.get("/register/statistics/rows/people/").content.decode()
    second = specialist.get("/register/statistics/rows/people/?page=2").content.decode()

    assert first.count("row-link") == second.count("row-link") == 50
    assert first != second
