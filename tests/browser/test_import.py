"""The import as a clerk sees it, in a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_tenants.utils import tenant_context
from playwright.sync_api import Page, expect

from services.registers.imports import tasks
from services.registers.models import (
    Household,
    HouseholdAddress,
    IdentityDocument,
    Membership,
    Resident,
    Street,
)
from services.registers.models.imports import ImportRun
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import RoleGrant, User
from tests.browser.conftest import Site, sign_in
from tests.services.registers.imports import messy

pytestmark = [pytest.mark.browser, pytest.mark.transactional]
Keep = Callable[[str], None]


def work(council: Tenant) -> None:
    """Do the worker's part."""
    with tenant_context(council):
        reference = ImportRun.objects.latest("pk").reference
    tasks.work(reference=reference, council=council.schema_name)


def prepare(council: Tenant, language: str) -> None:
    """Let the clerk import, and empty the register."""
    with tenant_context(council):
        clerk = User.objects.get(username="aigul")
        User.objects.update(language=language)
        RoleGrant.objects.create(user=clerk, role="statistics_specialist", given_on=clock.today(), given_by="tests")
        for model in (Membership, HouseholdAddress, IdentityDocument, Resident, Household, Street):
            model._default_manager.all().delete()


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
