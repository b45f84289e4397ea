"""What happens in a village, recorded, previewed and taken back in a browser: birth, the death of a head, marriage."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_tenants.utils import tenant_context
from playwright.sync_api import Page, expect

from services.registers.models import LifeEvent, Membership, Resident
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import RoleGrant, User
from tests.browser.conftest import Site, sign_in
from tests.services.certificates.conftest import Family, large_family

pytestmark = [pytest.mark.browser, pytest.mark.transactional]
Keep = Callable[[str], None]
EVENT = re.compile(r"/life/[0-9A-Z]{10}/$")
WORDS = {
    "ky": {"record": "Окуя жазуу", "death": "Каза болуу", "preview": "Эмне өзгөрөрүн көрсөтүү", "write": "Жазуу",
           "undo": "Артка кайтаруу", "back": "Кайтарылган"},
    "ru": {"record": "Записать событие", "death": "Смерть", "preview": "Показать, что изменится", "write": "Записать",
           "undo": "Отменить событие", "back": "Отменено"},
}  # fmt: skip


def prepare(council: Tenant, language: str) -> Family:
    """Let the clerk keep the register too, and return a large family."""
    with tenant_context(council):
        clerk = User.objects.get(username="aigul")
        User.objects.update(language=language)
        RoleGrant.objects.create(user=clerk, role="statistics_specialist", given_on=clock.today(), given_by="tests")
        return large_family()


def serious(page: Page) -> list[str]:
    """What hinders people who use the keyboard or a screen reader."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in {"serious", "critical"}]


def press(page: Page, word: str) -> None:
    page.get_by_role("button", name=word, exact=True).last.click()


def look(page: Page, keep: Keep, name: str) -> None:
    """Look at the page at the office's screen and at a phone, and at what hinders people."""
    keep(name)
    assert serious(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    keep(f"{name}-phone")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390, f"{name} is {width} wide on a phone"
    page.set_viewport_size({"width": 1366, "height": 768})


def take_back(page: Page, council: Tenant, words: dict[str, str]) -> None:
    press(page, words["undo"])
    expect(page.locator(".notice.warning").first).to_contain_text(words["back"])
    with tenant_context(council):
        assert LifeEvent.objects.get().undone_at is not None


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_death_of_a_head(page: Page, site: Site, keep: Keep, language: str) -> None:
    family, words = prepare(site.council, language), WORDS[language]
    sign_in(page, language=language)
    page.goto(f"/residents/{family.head.reference}/")
    page.get_by_role("link", name=words["record"]).click()
    look(page, keep, f"life-death-{language}-1-card")
    page.get_by_role("link", name=words["death"], exact=True).click()
    page.locator("[name=document]").fill("КР-I 0012345")
    look(page, keep, f"life-death-{language}-2-form")

    press(page, words["preview"])
    expect(page.locator(".before-after")).to_be_visible()
    look(page, keep, f"life-death-{language}-3-preview")
    with tenant_context(site.council):
        assert not LifeEvent.objects.exists()

    press(page, words["write"])
    page.wait_for_url(EVENT)
    look(page, keep, f"life-death-{language}-4-event")
    with tenant_context(site.council):
        heads = Membership.objects.filter(household=family.household, relation="head", left_on__isnull=True)
        assert heads.exclude(resident=family.head).count() == 1

    take_back(page, site.council, words)
    keep(f"life-death-{language}-5-taken-back")
    with tenant_context(site.council):
        assert Resident.objects.get(pk=family.head.pk).death_date is None


def test_a_birth_with_the_father_found_while_typing(page: Page, site: Site, keep: Keep) -> None:
    family, words = prepare(site.council, "ky"), WORDS["ky"]
    with tenant_context(site.council):
        homes = Membership.objects.exclude(household=family.household).filter(left_on__isnull=True)
        father = homes.filter(resident__sex="m", resident__birth_date__range=(date(1980, 1, 1), date(2000, 1, 1)))
        stranger = father.select_related("resident")[0].resident
    sign_in(page)
    page.goto(f"/life/birth/of/{family.household.reference}/")
    page.locator("[name=father_typed]").press_sequentially(stranger.name.full[:12], delay=10)
    page.locator(f"#found_father input[value='{stranger.reference}']").check()
    page.locator("[name=given_name]").fill("Жаңылнур")
    page.locator("[name=sex][value=m]").check()
    look(page, keep, "life-birth-1-form")

    page.locator("[name=given_name]").press("Enter")
    expect(page.locator(".before-after")).to_be_visible()
    expect(page.locator("[name=patronymic]")).not_to_be_empty()
    look(page, keep, "life-birth-2-preview")
    page.locator("[name=patronymic]").fill("")
    press(page, words["write"])  # what was put right is shown again first
    expect(page.locator("[role=alert]")).to_be_visible()
    press(page, words["write"])
    page.wait_for_url(EVENT)
    with tenant_context(site.council):
        assert Resident.objects.get(given_name="Жаңылнур").patronymic == ""
    take_back(page, site.council, words)
    page.goto("/life/")
    look(page, keep, "life-birth-3-list")
    with tenant_context(site.council):
        assert not Resident.objects.filter(given_name="Жаңылнур").exists()


def test_a_marriage_with_a_bride_from_elsewhere(page: Page, site: Site, keep: Keep) -> None:
    family, words = prepare(site.council, "ky"), WORDS["ky"]
    with tenant_context(site.council):
        groom = Resident.objects.create(
            surname="Шарипов", given_name="Токтосун", sex="m", birth_date=date(1999, 1, 1), marital_status="single"
        )
        Membership.objects.create(household=family.household, resident=groom, relation="other_relative")
    sign_in(page)
    page.goto(f"/life/marriage/of/{groom.reference}/")
    page.locator("[name=surname]").fill("Осмонова")
    page.locator("[name=given_name]").fill("Сезим")
    page.locator("[name=birth_date]").fill("05.05.2000")
    page.locator("[name=lives][value=here]").check()
    look(page, keep, "life-marriage-1-form")
    press(page, words["preview"])
    expect(page.locator("[name=relation]")).to_be_visible()
    look(page, keep, "life-marriage-2-preview")
    press(page, words["write"])
    page.wait_for_url(EVENT)
    with tenant_context(site.council):
        assert Membership.objects.get(resident__given_name="Сезим").household == family.household
    take_back(page, site.council, words)
    with tenant_context(site.council):
        assert not Resident.objects.filter(given_name="Сезим").exists()
