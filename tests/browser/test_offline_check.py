"""Checking a certificate on a phone: each outcome looked at, and the page that works with the network cut."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_tenants.utils import tenant_context
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from services.certificates import actions, papers, shown
from services.certificates.drafting import Order
from services.certificates.models import Certificate
from tereze import clock
from tereze.accounts.permissions import Platform
from tereze.printing.render import render_png
from tests.browser.conftest import OUTPUT, Site
from tests.services.certificates.conftest import large_family

pytestmark = [pytest.mark.browser, pytest.mark.transactional]
BY = Platform("tests")


@dataclass
class Phone:
    """A checker's phone, and certificates of the council by what became of them."""

    context: BrowserContext
    page: Page
    site: Site
    papers: dict[str, Certificate]

    def address(self, which: str) -> str:
        """What the QR code on that paper opens."""
        with tenant_context(self.site.council):
            return shown.verification_address(self.papers[which]).upper()

    def open(self) -> None:
        """Open the page that works without a network, and wait until it is ready for that."""
        self.page.goto("/v/offline/")
        expect(self.page.locator("[data-ready=yes]")).to_be_attached()
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.page.wait_for_function("async () => Boolean(await caches.match('/v/offline/'))")

    def type(self, text: str) -> Any:
        """Type what the QR code says; return the outcome."""
        self.page.locator("#code").fill(text)
        self.page.locator("[data-form] button").click()
        return self.page.locator("[data-result] section")

    def keep(self, name: str) -> None:
        OUTPUT.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=OUTPUT / f"{name}.png", full_page=True)


def _issued() -> dict[str, Certificate]:
    family, now = large_family(), clock.now()

    def one(key: str, days: int = 0, template: str = "residence", **more: Any) -> Certificate:
        order = Order(template=template, resident=family.head.reference)
        return actions.issue(order=order, by=BY, at=now - timedelta(days=days), request_key=key, **more)

    found = {
        "valid": one("valid"), "expired": one("expired", 90), "revoked": one("revoked"), "replaced": one("old"),
        "family": one("family", template="family_composition"),
    }  # fmt: skip
    actions.revoke(certificate=found["revoked"], by=BY, at=now, reason="Дареги туура эмес жазылган")
    one("new", replaces=found["replaced"], reason="ката")
    return found


@pytest.fixture
def phone(chromium: Browser, site: Site) -> Iterator[Phone]:
    """A phone that opens the council's page; its errors fail the test."""
    with tenant_context(site.council):
        issued = _issued()
    context = chromium.new_context(viewport={"width": 390, "height": 844}, base_url=site.address, has_touch=True)
    context.set_default_timeout(15_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield Phone(context, page, site, issued)
    context.close()
    assert errors == []


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in {"serious", "critical"}]


def test_each_outcome_looks_right_on_a_phone(phone: Phone) -> None:
    addresses = {name: phone.address(name) for name in ("valid", "expired", "revoked", "replaced")}
    addresses |= {
        "forged": addresses["valid"][:-3] + "AAA", "unknown": "/v/?code=0000-0000-00", "mistyped": "/v/?code=123",
        "entrance": "/v/",
    }  # fmt: skip
    for name, address in addresses.items():
        phone.page.goto(address)
        phone.keep(f"verify-{name}")
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
        assert serious(phone.page) == []


def test_the_end_of_the_pin_opens_all_that_the_paper_says(phone: Phone) -> None:
    with tenant_context(phone.site.council):
        pin = large_family().head.pin
    phone.page.goto(phone.address("family"))
    phone.page.locator("#digits").fill("0000" if pin[-4:] != "0000" else "1111")
    phone.page.locator(".digits button").click()
    expect(phone.page.locator(".alert")).to_contain_text("4")
    phone.keep("verify-wrong-digits")
    phone.page.locator("#digits").fill(pin[-4:])
    phone.page.locator(".digits button").click()
    expect(phone.page.locator(".said")).to_contain_text("МААЛЫМКАТ")
    phone.keep("verify-opened")
    address = phone.page.locator(".said a.go").get_attribute("href")
    begin = phone.page.evaluate("async (at) => (await (await fetch(at)).text()).slice(0, 4)", address)
    assert begin == "%PDF"


def test_a_certificate_is_checked_with_the_network_cut(phone: Phone) -> None:
    phone.open()
    expect(phone.page.locator("[data-state=fresh]")).to_be_visible()
    phone.context.set_offline(True)
    phone.page.reload()
    expect(phone.page.locator("[data-ready=yes]")).to_be_attached()

    for which in ("valid", "expired", "revoked", "replaced"):
        expect(phone.type(phone.address(which))).to_have_attribute("data-outcome", which)
        phone.keep(f"offline-{which}")
    section = phone.type(phone.papers["valid"].payload.lower())
    expect(section).to_contain_text(phone.papers["valid"].number)
    expect(section).to_contain_text(phone.site.council.okmotu_ky)
    expect(phone.type(phone.address("valid")[:-3] + "AAA")).to_have_attribute("data-outcome", "forged")
    expect(phone.type("HELLO WORLD AND MORE THAN TWENTY SIGNS")).to_have_attribute("data-outcome", "forged")
    expect(phone.type(phone.papers["valid"].short_code)).to_have_attribute("data-outcome", "needs-network")
    expect(phone.type("ОООО-0000-0l")).to_have_attribute("data-outcome", "mistyped")
    assert serious(phone.page) == []


def test_a_photograph_of_the_paper_is_read_with_the_network_cut(phone: Phone, tmp_path: Path) -> None:
    with tenant_context(phone.site.council):
        scan = Image.open(io.BytesIO(render_png(papers.document_of(phone.papers["valid"]), ppi=150))).convert("L")
    near = scan.crop((60, 1380, 560, 1754)).rotate(4, expand=True, fillcolor=255)
    slant = (0.98, 0.05, -16, 0.03, 1.0, -12, 0.0001, 0.00005)
    skewed = near.transform(near.size, Image.Transform.PERSPECTIVE, slant, Image.Resampling.BICUBIC, fillcolor=200)
    phone.open()
    phone.context.set_offline(True)
    for name, picture in (("straight", scan), ("skewed", skewed)):
        picture.save(tmp_path / f"{name}.png")
        phone.page.locator("[data-result]").evaluate("(one) => one.replaceChildren()")
        phone.page.locator("[data-photo]").set_input_files(tmp_path / f"{name}.png")
        expect(phone.page.locator("[data-outcome]")).to_have_attribute("data-outcome", "valid")
    Image.new("L", (300, 300), 255).save(tmp_path / "empty.png")
    phone.page.locator("[data-photo]").set_input_files(tmp_path / "empty.png")
    expect(phone.page.locator("[data-result]")).to_contain_text("QR-код табылган жок")


def test_what_is_revoked_reaches_the_phone_with_the_next_list(phone: Phone) -> None:
    phone.open()
    expect(phone.type(phone.address("valid"))).to_have_attribute("data-outcome", "valid")
    with tenant_context(phone.site.council):
        actions.revoke(certificate=phone.papers["valid"], by=BY, at=clock.now(), reason="ката кетти")

    phone.page.reload()
    expect(phone.page.locator("[data-ready=yes]")).to_be_attached()

    expect(phone.type(phone.address("valid"))).to_have_attribute("data-outcome", "revoked")


def test_a_list_older_than_a_week_is_used_with_a_warning(phone: Phone) -> None:
    phone.open()
    phone.context.set_offline(True)
    phone.page.clock.install(time=clock.now() + timedelta(days=8))
    phone.page.reload()
    expect(phone.page.locator("[data-state=old]")).to_be_visible()

    section = phone.type(phone.address("valid"))

    expect(section).to_have_attribute("data-outcome", "valid")
    expect(section.locator(".remark")).to_contain_text("бир жумадан эски")
    phone.keep("offline-old-list")


def test_a_browser_without_ed25519_says_so(phone: Phone) -> None:
    phone.page.add_init_script(
        "SubtleCrypto.prototype.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'))"
    )
    phone.page.goto("/v/offline/")

    expect(phone.page.locator("[data-result]")).to_contain_text("Бул браузер кол тамганы текшере албайт")
    expect(phone.page.locator("[data-tools]")).to_be_hidden()
    phone.keep("offline-no-crypto")


def test_without_keys_the_phone_says_to_go_online_once(phone: Phone) -> None:
    phone.page.route("**/v/keys.json", lambda route: route.abort())
    phone.page.goto("/v/offline/")

    expect(phone.page.locator("[data-state=nothing]")).to_be_visible()
