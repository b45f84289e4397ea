"""The main job at the desk, with the keyboard alone."""

import io
import re
from collections.abc import Callable

import pytest
import zxingcpp
from django_tenants.utils import tenant_context
from PIL import Image
from playwright.sync_api import Page, expect

from services.certificates.models import Certificate
from tereze.printing.document import Document
from tereze.printing.render import render_png
from tests.browser.conftest import Site, sign_in
from tests.services.certificates.conftest import large_family

WORDS = {
    "ky": {"valid": "Маалымкат жарактуу", "revoked": "Жокко чыгарылган"},
    "ru": {"valid": "Справка действительна", "revoked": "Справка отозвана"},
}


@pytest.mark.browser
@pytest.mark.parametrize("language", ["ky", "ru"])
def test_a_clerk_issues_a_certificate_without_a_mouse_and_anybody_verifies_it(
    page: Page, site: Site, keep: Callable[[str], None], language: str
) -> None:
    with tenant_context(site.council):
        person = large_family().head
    sign_in(page, language=language)
    keep(f"desk-{language}")

    page.keyboard.type(f"{person.surname} {person.given_name}", delay=10)  # 1: search
    page.locator(".hit").first.wait_for()
    keep(f"search-{language}")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/residents/{person.reference}/")
    keep(f"card-{language}")

    page.keyboard.press("2")  # 2: choose
    page.wait_for_url("**/certificates/new/family_composition/**")
    keep(f"preview-{language}")

    page.keyboard.press("Enter")  # 3: issue and print
    page.wait_for_url(re.compile(r"/certificates/[0-9A-Z]{10}/"))
    keep(f"issued-{language}")

    with tenant_context(site.council):
        certificate = Certificate.objects.get()
    picture = Image.open(io.BytesIO(render_png(Document.from_json(certificate.snapshot["document"]), ppi=150)))
    read = zxingcpp.read_barcodes(picture)
    assert len(read) == 1
    assert read[0].text.upper().startswith(f"HTTP://{site.council.key.upper()}.LOCALHOST")

    page.goto(read[0].text)
    expect(page.locator("h1")).to_contain_text(WORDS[language]["valid"])
    expect(page.locator("body")).to_contain_text(certificate.number)
    keep(f"verification-{language}")
