"""The office's own settings, seen by its administrator."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.conftest import PASSWORD, member


@pytest.mark.browser
def test_an_administrator_names_who_signs(page: Page, site: Site, keep: Callable[[str], None]) -> None:
    member(site.council, "nurlan", "administrator", full_name="Нурлан Осмонов")
    page.goto("/account/login/?next=/office/")
    page.locator("[name=login]").fill("nurlan")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Бланк жана кол коюучулар")
    keep("office-ky")

    page.get_by_label("Аты-жөнү, кыргызча").first.fill("Б. Маматов")
    page.get_by_role("button", name="Сактоо").first.click()

    expect(page.locator(".toast").first).to_contain_text("Сакталды")
    expect(page.get_by_label("Аты-жөнү, кыргызча").first).to_have_value("Б. Маматов")
