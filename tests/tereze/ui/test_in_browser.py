"""The frame in a real browser: keys, a dropped line, a second press, and what axe finds."""

import os
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.test.testcases import LiveServerThread
from django_tenants.utils import tenant_context
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import DjangoDbBlocker

from tests import councils
from tests.browser.conftest import sign_in
from tests.conftest import member
from tests.services.certificates.conftest import populate

pytestmark = pytest.mark.browser

DESK, PHONE = (1366, 768), (390, 844)
PAGES = ["/", "/components/", "/search/?q=абд", "/account/", "/account/password/change/", "/certificates/"]


@pytest.fixture(scope="module")
def site(chromium: Browser, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a council with some people and a clerk. These tests change nothing in it, so they share it."""
    with django_db_blocker.unblock(), councils.own(f"seen-{os.getpid()}") as council:
        with tenant_context(council), transaction.atomic():
            populate(60)
        member(council, "aigul", "single_window_operator", full_name="Айгүл Токтогулова")
        # Django's own application would serve media files under every address.
        handler = lambda application: StaticFilesHandler(WSGIHandler())  # noqa: E731
        server = LiveServerThread("127.0.0.1", handler, port=0)  # type: ignore[arg-type]
        server.daemon = True
        server.start()
        server.is_ready.wait()
        yield f"http://{council.key}.localhost:{server.port}"
        server.terminate()


def opened(chromium: Browser, site: str, size: tuple[int, int] = DESK, scheme: str = "light") -> BrowserContext:
    """Open a browser of somebody's own."""
    return chromium.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,  # type: ignore[arg-type]
        base_url=site,
    )


@pytest.fixture
def forgiving(chromium: Browser, site: str) -> Iterator[Page]:
    """The clerk's page, on which the browser may complain: about a line that we cut ourselves."""
    context = opened(chromium, site)
    page = context.new_page()
    sign_in(page)
    yield page
    context.close()


@pytest.fixture
def page(forgiving: Page) -> Iterator[Page]:
    """The clerk's page; an error in it fails the test."""
    errors: list[str] = []
    forgiving.on("pageerror", lambda error: errors.append(str(error)))
    forgiving.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield forgiving
    assert errors == []


def serious(page: Page) -> list[str]:
    """Return what axe holds against the page."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


def test_the_search_is_driven_by_keys_alone(page: Page) -> None:
    box = page.locator("#search-desk")
    expect(box).to_be_focused()

    page.keyboard.type("кызы")
    page.locator(".hit").nth(2).wait_for()
    expect(page.locator(".hit").nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hit").nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", page.locator(".hit").nth(1).get_attribute("id") or "")
    page.keyboard.press("Escape")
    expect(page.locator(".hit")).to_have_count(0)
    expect(box).to_have_value("")


def test_the_slash_finds_the_box_from_every_page_on_any_layout(page: Page) -> None:
    page.goto("/certificates/")

    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '.', code: 'Slash', bubbles: true}))")

    expect(page.locator("#search-top")).to_be_focused()


def test_a_key_presses_the_button_that_shows_it_but_not_while_typing(page: Page) -> None:
    page.goto("/components/")
    page.evaluate(
        "document.querySelector('[data-key=\"2\"]').addEventListener('click', () => document.title = 'pressed')"
    )

    page.keyboard.press("/")
    page.keyboard.type("2")
    expect(page).not_to_have_title("pressed")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    expect(page).to_have_title("pressed")


def test_a_dropped_line_offers_to_try_again_and_loses_nothing(forgiving: Page) -> None:
    page = forgiving
    page.route("**/search/**", lambda route: route.abort())
    page.keyboard.type("кызы")
    again = page.get_by_role("button", name="Кайра аракет кылуу")
    again.wait_for()
    expect(page.locator("#search-desk")).to_have_value("кызы")

    page.unroute("**/search/**")
    again.click()

    page.locator(".hit").first.wait_for()
    expect(page.locator(".toast")).to_have_count(0)


def test_a_form_is_sent_once_however_often_it_is_pressed(page: Page) -> None:
    page.goto("/account/password/change/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)

    page.evaluate(
        "() => { const form = document.querySelector('main form'); form.noValidate = true;"
        " form.requestSubmit(); form.requestSubmit(); form.requestSubmit(); }"
    )
    page.locator(".field-errors").first.wait_for()

    assert sent == ["POST"]


def test_what_was_typed_outlives_a_reload(page: Page) -> None:
    page.goto("/components/")
    page.fill("#fresh_note", "Абдыкадыров көчөсү, 114")

    page.reload()

    expect(page.locator("#fresh_note")).to_have_value("Абдыкадыров көчөсү, 114")


def test_signing_out_forgets_what_was_typed(page: Page) -> None:
    page.goto("/components/")
    page.fill("#fresh_note", "Абдыкадыров көчөсү, 114")

    page.locator(".menu summary").click()
    page.get_by_role("button", name="Чыгуу").click()
    page.wait_for_url("**/account/login/**")

    assert page.evaluate("sessionStorage.length") == 0


def test_a_session_that_ended_leads_to_the_sign_in_not_into_the_list(page: Page) -> None:
    page.context.clear_cookies()

    page.keyboard.type("кызы")

    page.wait_for_url("**/account/login/**")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    chromium: Browser, site: str, scheme: str, size: tuple[int, int]
) -> None:
    context = opened(chromium, site, size, scheme)
    page = context.new_page()
    page.goto("/account/login/")
    problems = {"/account/login/": serious(page)}
    sign_in(page)
    for address in PAGES:
        page.goto(address)
        problems[address] = serious(page)
        if page.evaluate("document.documentElement.scrollWidth") > size[0]:
            problems[address].append("wider than the screen")
    context.close()

    assert {address: found for address, found in problems.items() if found} == {}
