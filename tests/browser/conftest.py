"""A council with people, served for real, and a browser to look at it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.test.testcases import LiveServerThread
from django_tenants.utils import tenant_context
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker

from tenants.directory.models import Tenant
from tests.conftest import PASSWORD, member
from tests.services.certificates.conftest import populate

OUTPUT = Path(__file__).resolve().parents[1] / "output" / "browser"


@dataclass(frozen=True)
class Site:
    """A council's site as people reach it."""

    council: Tenant
    address: str


@pytest.fixture
def site(own_council: Tenant, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A council of this test's own with 150 residents and its clerk, served on a free port."""
    with tenant_context(own_council), transaction.atomic():
        populate(150)
    member(own_council, "aigul", "single_window_operator", full_name="Айгүл Токтогулова")
    # Django's own application would serve media files under every address.
    handler = lambda application: StaticFilesHandler(WSGIHandler())  # noqa: E731
    thread = LiveServerThread("127.0.0.1", handler, port=0)  # type: ignore[arg-type]
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    monkeypatch.setattr(settings, "BASE_DOMAIN", f"localhost:{thread.port}")
    try:
        yield Site(own_council, f"http://{own_council.key}.localhost:{thread.port}")
    finally:
        thread.terminate()


@pytest.fixture
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    """An empty page on an office's screen; its errors fail the test."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, base_url=site.address)
    context.set_default_timeout(15_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def keep(page: Page, request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Keep a screenshot for people to judge."""

    def shoot(name: str) -> None:
        OUTPUT.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=OUTPUT / f"{name}.png")

    return shoot


def sign_in(page: Page, *, language: str = "ky") -> None:
    """Sign in as the clerk, with the keyboard, in a language."""
    page.goto("/")
    if language != "ky":
        page.get_by_role("button", name={"ru": "Русский", "en": "English"}[language]).click()
    expect(page.locator("[name=login]")).to_be_focused()  # a busy machine may be slower than the keyboard
    page.keyboard.type("aigul")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#q, [role=combobox], .desk-search input")
