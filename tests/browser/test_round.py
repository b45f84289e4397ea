"""A street of the yearly round on a phone: with the line cut, with a colleague beside, after closing and sign-out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_tenants.utils import tenant_context
from playwright.sync_api import Browser, BrowserContext, Page, expect

from services.registers.models import Household, RoundFollowUp, RoundVisit, RoundWalk, Street
from services.registers.rounds import opening, visiting, yards
from services.registers.rounds.found import Found, Sent
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import User
from tereze.accounts.permissions import Platform
from tests.browser.conftest import OUTPUT, Site
from tests.conftest import PASSWORD, member

pytestmark = [pytest.mark.browser, pytest.mark.transactional]
BY = Platform("tests")
KEPT_OPEN = """async () => {
    const text = [], answer = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
    for (const { name } of await indexedDB.databases()) {
        const base = await answer(indexedDB.open(name));
        for (const store of base.objectStoreNames) {
            for (const row of await answer(base.transaction(store).objectStore(store).getAll())) {
                text.push(JSON.stringify(row), new TextDecoder().decode(row.bytes));
            }
        }
        base.close();
    }
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const asked of await cache.keys()) text.push(await (await cache.match(asked)).text());
    }
    return text.join("\\n");
}"""
"""All that the browser keeps of the site, as text."""


@dataclass
class Phone:
    """A walker's phone: signed in, at the page of the street."""

    context: BrowserContext
    page: Page
    council: Tenant
    round: str
    path: str
    names: list[str]

    def yard(self, number: int) -> Any:
        """The household at a place in the list, counted from none."""
        return self.page.locator(".yard").nth(number)

    def open(self, number: int) -> Any:
        """Open a household."""
        self.yard(number).locator("summary").click()
        return self.yard(number)

    def is_installed(self) -> None:
        """Wait until the page could open without a line."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => caches.keys())")
        self.page.wait_for_function("async (path) => Boolean(await caches.match(path))", arg="/rounds/shell/")

    def visits(self) -> dict[str, str]:
        """What the server has: the state by reference of the household."""
        with tenant_context(self.council):
            rows = RoundVisit.objects.filter(round__reference=self.round)
            return dict(rows.values_list("household__reference", "state"))


@pytest.fixture
def phone(chromium: Browser, site: Site) -> Iterator[Phone]:
    """The elder's phone at the longest street; its errors fail the test."""
    elder = member(site.council, "jumabek", "village_elder", full_name="Жумабек Эргешов")
    with tenant_context(site.council):
        proposed = opening.proposal(today=clock.today())
        counted = opening.open_round(on=proposed.on, livestock_only=False, by=BY, at=clock.now())
        by_street = yards.of_streets(counted, list(Street.objects.all()))
        key = max(by_street, key=lambda one: len(by_street[one]))
        RoundWalk.objects.create(round=counted, street_id=key, walker=elder)
        names = [one.head for one in by_street[key]]
    context = chromium.new_context(viewport={"width": 390, "height": 844}, base_url=site.address, has_touch=True)
    context.set_default_timeout(15_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    found = Phone(context, page, site.council, counted.reference, f"/rounds/{counted.reference}/walk/{key}/", names)
    sign_in(found)
    yield found
    context.close()
    assert errors == []


def sign_in(phone: Phone, username: str = "jumabek") -> None:
    """Sign in and arrive at the street."""
    phone.page.goto(phone.path)
    phone.page.locator("[name=login]").fill(username)
    phone.page.locator("[name=password]").fill(PASSWORD)
    phone.page.keyboard.press("Enter")
    expect(phone.yard(0)).to_be_visible()


def keep(phone: Phone, name: str) -> None:
    OUTPUT.mkdir(parents=True, exist_ok=True)
    phone.page.screenshot(path=OUTPUT / f"{name}.png")


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in {"serious", "critical"}]


def line(phone: Phone) -> Any:
    return phone.page.locator("[data-line]")


def a_colleague_writes(phone: Phone) -> None:
    """Let somebody else write down the first household."""
    with tenant_context(phone.council):
        walk = RoundWalk.objects.select_related("round").get()
        yard = yards.of_streets(walk.round, [walk.street])[walk.street_id][0]
        sent = Sent("their-key", Found(RoundVisit.State.DONE, told={"cow": 7}))
        home = Household.objects.get(pk=yard.pk)
        visiting.write(counted=walk.round, household=home, sent=sent, at=clock.now(), by=BY)


def test_a_street_is_walked_without_a_line_and_sent_later(phone: Phone) -> None:
    phone.is_installed()
    phone.context.set_offline(True)
    phone.page.reload()
    expect(phone.yard(0)).to_contain_text(phone.names[0])

    phone.open(0).locator("[data-unchanged]").click()
    phone.open(1).locator("[data-outcome=nobody_home]").click()
    third = phone.open(2)
    third.locator(".count").first.locator("[data-kind=told] button").last.click()
    third.locator("[data-is-seen]").check()
    third.locator("[data-hear]").click()
    third.locator(".heard-one input").fill("кыз, 12-декабрь")
    keep(phone, "round-phone-open")
    assert serious(phone.page) == []
    third.locator("[data-save]").click()
    expect(line(phone)).to_contain_text("3 түтүн жөнөтүлө элек")
    keep(phone, "round-phone-waiting")
    assert phone.visits() == {}

    phone.page.reload()  # the phone was put away, the browser forgot the page
    expect(line(phone)).to_contain_text("3 түтүн жөнөтүлө элек")
    phone.context.set_offline(False)
    expect(line(phone)).to_have_text("Баары жөнөтүлдү.")

    assert sorted(phone.visits().values()) == ["done", "done", "nobody_home"]
    with tenant_context(phone.council):
        assert RoundFollowUp.objects.get().note == "кыз, 12-декабрь"
        seen = RoundVisit.objects.get(round__reference=phone.round, is_seen=True)
        verified = seen.round.counts.filter(household=seen.household, standing="verified")
        assert verified.get(what="cow").number >= 1


def test_what_is_half_typed_survives_a_reload(phone: Phone) -> None:
    yard = phone.open(0)
    yard.locator(".count").first.locator("[data-kind=told] input").fill("41")
    expect(yard.locator("[data-tag]")).to_have_text("бүтө элек")

    phone.page.reload()
    expect(phone.yard(0).locator("[data-tag]")).to_have_text("бүтө элек")
    expect(phone.open(0).locator(".count").first.locator("[data-kind=told] input")).to_have_value("41")
    assert phone.visits() == {}


def test_when_a_colleague_was_there_both_values_are_shown(phone: Phone) -> None:
    phone.is_installed()
    phone.context.set_offline(True)
    phone.open(0).locator("[data-outcome=nobody_home]").click()
    a_colleague_writes(phone)

    phone.context.set_offline(False)
    expect(phone.yard(0).locator("[data-tag]")).to_have_text("карап көрүңүз")
    both = phone.open(0).locator("[data-both-list]")
    expect(both).to_contain_text("саан уй 7")
    expect(both).to_contain_text("үйдө киши жок")
    keep(phone, "round-phone-conflict")
    assert set(phone.visits().values()) == {"done"}

    phone.yard(0).locator("[data-write-mine]").click()
    expect(line(phone)).to_have_text("Баары жөнөтүлдү.")
    assert set(phone.visits().values()) == {"nobody_home"}


def test_a_half_typed_visit_does_not_win_over_what_a_colleague_wrote_meanwhile(phone: Phone) -> None:
    phone.open(0).locator("[data-note]").fill("баштадым")
    expect(phone.yard(0).locator("[data-tag]")).to_have_text("бүтө элек")
    a_colleague_writes(phone)
    phone.page.reload()
    phone.open(0).locator("[data-save]").click()

    expect(phone.yard(0).locator("[data-tag]")).to_have_text("карап көрүңүз")
    phone.open(0).locator("[data-keep-theirs]").click()
    expect(phone.yard(0).locator("[data-tag]")).to_have_text("кыдырылды")
    with tenant_context(phone.council):
        assert RoundVisit.objects.get(round__reference=phone.round).client_key == "their-key"


def test_a_closed_round_leaves_what_was_typed_on_the_phone_and_nothing_else(phone: Phone) -> None:
    phone.is_installed()
    phone.context.set_offline(True)
    phone.open(0).locator("[data-outcome=refused]").click()
    with tenant_context(phone.council):
        opening.close(reference=phone.round, confirmed=True, by=BY, at=clock.now())

    phone.context.set_offline(False)
    expect(phone.page.locator("[data-said]")).to_contain_text("Жазганыңыз ушул телефондо сакталып турат")
    expect(phone.page.locator(".yard")).to_have_count(1)
    expect(phone.yard(0).locator("[data-tag]")).to_have_text("карап көрүңүз")
    expect(phone.open(0).locator("[data-both-list]")).to_contain_text("баш тартты")
    keep(phone, "round-phone-closed")
    assert phone.visits() == {}
    phone.page.reload()
    expect(phone.page.locator(".yard")).to_have_count(1)
    assert phone.names[1] not in phone.page.content()


def test_the_phone_keeps_no_readable_name_and_sign_out_takes_the_key(phone: Phone) -> None:
    phone.is_installed()
    phone.context.set_offline(True)
    yard = phone.open(0)
    yard.locator("[data-note]").fill("Сырдуу сөз")
    yard.locator("[data-save]").click()
    expect(line(phone)).to_contain_text("1 түтүн жөнөтүлө элек")
    kept = phone.page.evaluate(KEPT_OPEN)
    assert "tereze" in kept
    assert not any(word in kept for word in (*phone.names, "Сырдуу"))

    phone.page.goto("about:blank")
    phone.context.clear_cookies()  # the sign-in is over
    phone.context.set_offline(False)
    phone.page.goto("/account/login/")
    phone.page.wait_for_function(
        "async () => !(await indexedDB.databases()).some(({ name }) => name === 'tereze-round')"
        " && !(await caches.keys()).length"
    )
    sign_in(phone)  # the same walker, later
    expect(line(phone)).to_have_text("Баары жөнөтүлдү.")
    with tenant_context(phone.council):
        assert RoundVisit.objects.get(round__reference=phone.round).note == "Сырдуу сөз"


def test_a_sign_in_that_ended_on_the_way_loses_nothing(phone: Phone) -> None:
    with tenant_context(phone.council):
        User.objects.filter(username="jumabek").update(session_round=5)  # all sessions end at once
    phone.open(0).locator("[data-outcome=refused]").click()

    expect(phone.page.locator("[data-said]")).to_contain_text("Жөнөтүү үчүн кайра кириңиз")
    expect(line(phone)).to_contain_text("1 түтүн жөнөтүлө элек")
    phone.page.locator("[data-problem] a").click()
    sign_in(phone)
    expect(line(phone)).to_have_text("Баары жөнөтүлдү.")
    assert set(phone.visits().values()) == {"refused"}


def test_without_a_script_every_household_has_a_form(phone: Phone, chromium: Browser, site: Site) -> None:
    state = phone.context.storage_state()
    plain = chromium.new_context(base_url=site.address, java_script_enabled=False, storage_state=state)
    page = plain.new_page()
    page.goto(phone.path)
    page.locator(".yard-plain").first.click()
    page.locator("[name=told_cow]").fill("4")
    page.locator("form#visit button.primary").click()

    expect(page.locator(".yard-plain").first).to_contain_text("кыдырылды")
    plain.close()
    assert set(phone.visits().values()) == {"done"}
