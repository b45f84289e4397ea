"""The import as a clerk sees it, in a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.apps import apps
from django.db import connection, transaction
from django_tenants.utils import tenant_context
from playwright.sync_api import Page, expect

from services.registers.imports import tasks
from services.registers.models import LandParcel, Resident, Village
from services.registers.models.imports import ImportRun
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import RoleGrant, User
from tests.browser.conftest import Site, sign_in
from tests.services.registers.imports import made, messy

pytestmark = [pytest.mark.browser, pytest.mark.transactional]
Keep = Callable[[str], None]


def work(council: Tenant) -> None:
    """Do the worker's part."""
    with tenant_context(council):
        reference = ImportRun.objects.latest("pk").reference
    tasks.work(reference=reference, council=council.schema_name)


def prepare(council: Tenant, language: str) -> None:
    """Let the clerk import, and speak a language with her."""
    with tenant_context(council):
        clerk = User.objects.get(username="aigul")
        User.objects.update(language=language)
        RoleGrant.objects.create(user=clerk, role="statistics_specialist", given_on=clock.today(), given_by="tests")


def empty(council: Tenant) -> None:
    """Leave nobody in the register; what hangs together is looked at by the database at the end."""
    with tenant_context(council), transaction.atomic(), connection.cursor() as cursor:
        for model in apps.get_app_config("registers").get_models():
            if model is not Village:
                cursor.execute(f"DELETE FROM {model._meta.db_table}")


def serious(page: Page) -> list[str]:
    """What hinders people who use the keyboard or a screen reader."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in {"serious", "critical"}]


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_a_register_is_imported_and_taken_back(
    page: Page,
    site: Site,
    keep: Keep,
    tmp_path: Path,
    language: str,
) -> None:
    prepare(site.council, language)
    empty(site.council)
    file = tmp_path / "Чарба китеби 2026.xlsx"
    file.write_bytes(messy.workbook(messy.council(200, seed="browser")).content)
    sign_in(page, language=language)

    page.goto("/import/")
    keep(f"import-{language}-1-file")
    assert serious(page) == []
    page.locator("input[type=file]").set_input_files(file)
    page.locator("form button.primary").click()

    expect(page.locator("table select").first).to_be_visible()
    keep(f"import-{language}-2-columns")
    assert serious(page) == []
    page.locator(".bar button.primary").click()

    expect(page.locator("progress")).to_be_visible()
    keep(f"import-{language}-3-waiting")
    work(site.council)
    expect(page.locator(".stats")).to_be_visible()  # the page has asked by itself
    keep(f"import-{language}-4-check")
    assert serious(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    keep(f"import-{language}-4-check-phone")
    page.set_viewport_size({"width": 1366, "height": 768})

    page.locator(".bar form button").click()
    work(site.council)
    expect(page.locator("button.danger")).to_be_visible()
    keep(f"import-{language}-5-done")
    with tenant_context(site.council):
        assert Resident.objects.count() == 200

    page.locator("button.danger").click()
    expect(page.locator(".tag-revoked")).to_be_visible()
    keep(f"import-{language}-6-taken-back")


def land_of(council: Tenant) -> bytes:
    """Write a list of land of four residents: a kind nobody knows, an area without a number, a name with a slip."""
    with tenant_context(council):
        people = list(Resident.objects.filter(memberships__relation="head", death_date=None).exclude(pin="")[:4])
    titles = ("№", "Жер ээсинин аты-жөнү", "ПИН", "Жердин түрү", "Аянты, га", "ЕНИ коду")
    rows = [
        [number, one.name.full, one.pin, "үлүш жер", 0.85, f"7-06-01-{number:04}"]
        for number, one in enumerate(people, start=1)
    ]
    rows[1][3] = "айлак жер"
    rows[2][4] = "көп"
    rows[3][1:3] = [f"{people[3].surname[:-1]}ю {people[3].given_name}", ""]
    return made.xlsx(*rows, titles=titles)


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_rows_with_errors_are_mended_on_the_page(
    page: Page,
    site: Site,
    keep: Keep,
    tmp_path: Path,
    language: str,
) -> None:
    prepare(site.council, language)
    file = tmp_path / "Үлүш жерлер 2026.xlsx"
    file.write_bytes(land_of(site.council))
    sign_in(page, language=language)

    page.goto("/import/")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("form button.primary").click()
    expect(page.locator("select[name=part]")).to_have_value("land")
    keep(f"import-{language}-land-1-columns")
    assert serious(page) == []
    page.locator(".bar button.primary").click()
    expect(page.locator("progress")).to_be_visible()
    work(site.council)
    expect(page.locator(".stats")).to_be_visible()
    keep(f"import-{language}-land-2-check")

    page.locator(".bar a.primary").click()
    expect(page.locator("section[id^=row-]")).to_have_count(3)
    keep(f"import-{language}-land-3-mend")
    assert serious(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    keep(f"import-{language}-land-3-mend-phone")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.locator("select[name$=-land_kind]").select_option("share_land")
    page.locator("input[name$=-area_ha]").fill("0,9")
    page.locator("#row-5 select[name$=-resident]").select_option(index=1)
    page.locator(".bar button.primary").click()

    expect(page.locator("progress")).to_be_visible()
    work(site.council)
    expect(page.locator(".bar form button.primary")).to_be_visible()
    page.goto(page.url.rstrip("/") + "/rows/?action=new")
    keep(f"import-{language}-land-4-rows")
    assert serious(page) == []
    page.go_back()
    page.locator(".bar form button.primary").click()
    work(site.council)
    expect(page.locator("button.danger")).to_be_visible()

    with tenant_context(site.council):
        assert LandParcel.objects.filter(eni__startswith="7-06-01-").count() == 4
        assert LandParcel.objects.filter(eni="7-06-01-0003", area_m2=9_000).exists()
    page.goto("/import/")
    keep(f"import-{language}-land-5-history")
    expect(page.get_by_text("Айгүл Токтогулова").last).to_be_visible()
