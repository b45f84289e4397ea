"""The statistics specialist at her book: two entries made one and two again, land passed on, a field of its own."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_tenants.utils import tenant_context
from playwright.sync_api import Page, expect

from services.registers.models import CustomValue, Membership, Ownership, Resident
from services.registers.quality import pairs
from tereze.accounts.permissions import Platform
from tests.browser.conftest import Site
from tests.conftest import PASSWORD, member

pytestmark = pytest.mark.browser
Keep = Callable[[str], None]


@pytest.fixture
def specialist(page: Page, site: Site) -> Page:
    """A page on which the statistics specialist has signed in."""
    member(site.council, "jyldyz", "statistics_specialist", full_name="Жылдыз Осмонова")
    page.goto("/account/login/?next=/register/")
    page.locator("[name=login]").fill("jyldyz")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Чарба китеби")
    return page


def accessible(page: Page) -> None:
    """Axe finds nothing serious."""
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []


def head_of_a_family() -> Resident:
    """Return a head of a household who has land."""
    owned = Ownership.objects.filter(parcel__isnull=False, until__isnull=True, household__isnull=False)
    homes = owned.values("household")
    heads = Membership.objects.filter(relation="head", left_on__isnull=True, household__in=homes)
    return heads.select_related("resident").order_by("pk")[0].resident


def test_two_entries_become_one_and_two_again(specialist: Page, site: Site, keep: Keep) -> None:
    with tenant_context(site.council):
        right = head_of_a_family()
        twin = Resident.objects.create(
            surname=right.surname, given_name=right.given_name, sex=right.sex, birth_date=right.birth_date,
            birth_place="Жалал-Абад шаары",
        )  # fmt: skip
        pairs.look(by=Platform("tests"))
    page = specialist

    page.get_by_role("link", name="Оңдой турган жазуулар").click()
    keep("quality-ky")
    accessible(page)
    page.get_by_role("link", name="Эки жолу жазылганбы?").click()
    keep("quality-pairs-ky")
    page.get_by_role("link", name=right.given_name).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Бир адамбы же экөөбү?")
    expect(page.locator("mark", has_text="Жалал-Абад шаары")).to_be_visible()
    keep("quality-pair-ky")
    accessible(page)

    page.get_by_role("link", name="Ушул жазуу калат").first.click()
    page.get_by_label("Жалал-Абад шаары").check()
    keep("quality-merge-ky")
    page.locator(".actions").get_by_role("button", name="Эмне өзгөрөрүн көрсөтүү").click()
    keep("quality-merge-preview-ky")
    page.locator(".actions").get_by_role("button", name="Жазуу").click()
    expect(page.locator(".toast").first).to_contain_text("Жазылды")
    keep("quality-merged-ky")
    page.goto(f"/residents/{twin.reference}/")
    expect(page).to_have_url(f"{site.address}/residents/{right.reference}/")
    expect(page.locator("#person")).to_contain_text("Жалал-Абад шаары")

    page.get_by_role("link", name="Эки жазуу — бир адам").click()
    page.get_by_role("button", name="Артка кайтаруу").click()
    expect(page.locator(".toast").first).to_contain_text("мурункудай болду")
    with tenant_context(site.council):
        twin.refresh_from_db()
        right.refresh_from_db()
        assert (twin.merged_into_id, right.birth_place == "Жалал-Абад шаары") == (None, False)


def test_land_passes_to_another_owner(specialist: Page, site: Site, keep: Keep) -> None:
    with tenant_context(site.council):
        row = Ownership.objects.filter(parcel__isnull=False, until__isnull=True, household__isnull=False)[0]
        assert row.parcel is not None
        heir = Resident.objects.filter(death_date__isnull=True, memberships__left_on__isnull=True).order_by("-pk")[0]
    page = specialist
    page.goto(f"/property/land/{row.parcel.reference}/")
    keep("parcel-ky")
    accessible(page)

    page.get_by_role("link", name="Жер башка ээсине өтөт").click()
    page.wait_for_load_state()  # what is typed before the script is there finds nobody
    page.locator("[name=new_resident_typed]").fill(f"{heir.surname} {heir.given_name} {heir.patronymic}")
    page.get_by_role("radio", name=heir.name.full).first.check()
    page.locator("[name=share]").fill("1/2")
    page.locator("[name=basis]").select_option("inheritance")
    keep("parcel-passes-ky")
    page.locator(".actions").get_by_role("button", name="Эмне өзгөрөрүн көрсөтүү").click()
    keep("parcel-preview-ky")
    page.locator(".actions").get_by_role("button", name="Жазуу").click()
    expect(page.locator(".toast").first).to_contain_text("Жазылды")

    page.goto(f"/property/land/{row.parcel.reference}/")
    expect(page.get_by_role("table")).to_contain_text(heir.name.full)
    expect(page.get_by_role("table").get_by_text("1/2")).to_have_count(2)
    keep("parcel-passed-ky")
    page.goto(f"/residents/{heir.reference}/")
    expect(page.get_by_role("region", name="Мүлкү")).to_contain_text("1/2")
    accessible(page)


def test_a_field_of_the_councils_own_is_made_filled_in_and_found(specialist: Page, site: Site, keep: Keep) -> None:
    with tenant_context(site.council):
        who = head_of_a_family()
    page = specialist
    page.get_by_role("link", name="Өз талаалар").click()
    keep("own-fields-none-ky")
    page.get_by_role("link", name="Жаңы талаа").click()
    expect(page.get_by_label("Тандоолор")).to_be_hidden()
    page.get_by_label("Кыргызча аталышы").fill("Жайыт тобу")
    page.get_by_label("Орусча аталышы").fill("Пастбищная группа")
    page.get_by_label("Эмне жазылат").select_option("choice")
    page.get_by_label("Тандоолор").fill("Кара-Шоро / Кара-Шоро\nЖылуу-Суу / Джылуу-Суу")
    keep("own-field-ky")
    accessible(page)
    page.get_by_role("button", name="Сактоо").click()
    expect(page.get_by_role("table")).to_contain_text("Жайыт тобу")
    keep("own-fields-ky")

    page.goto(f"/residents/{who.reference}/")
    page.get_by_role("link", name="Азырынча жазылган эмес: Жайыт тобу.").click()
    page.get_by_label("Жайыт тобу").select_option(label="Жылуу-Суу")
    page.locator(".actions").get_by_role("button", name="Эмне өзгөрөрүн көрсөтүү").click()
    expect(page.get_by_text("Жайыт тобу «—» → «Жылуу-Суу»")).to_be_visible()
    page.locator(".actions").get_by_role("button", name="Жазуу").click()
    expect(page.locator(".toast").first).to_contain_text("Жазылды")
    page.goto("/")
    page.keyboard.type("жылуу")
    hit = page.get_by_role("option").filter(has_text="Жайыт тобу: Жылуу-Суу")
    expect(hit).to_contain_text(who.name.full)
    keep("own-field-found-ky")
    with tenant_context(site.council):
        assert CustomValue.objects.get().resident_id == who.pk
