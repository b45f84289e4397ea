"""What holds for every template of the house: no inline script or style, and forms that cannot be forged."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tereze.ui import fonts

ROOT = Path(__file__).resolve().parents[3]
# Served before any policy, when there is no host to serve static files from.
STAND_ALONE = {"tenants/directory/templates/directory/plain.html"}
TEMPLATES = sorted(
    path
    for folder in ("platform", "tenants", "services")
    for path in (ROOT / folder).rglob("templates/**/*.html")
    if str(path.relative_to(ROOT)) not in STAND_ALONE
)
INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|javascript:|hx-on", re.IGNORECASE)
POSTING = re.compile(r"<form\b[^>]*method=[\"']?post[^>]*>.*?</form>", re.IGNORECASE | re.DOTALL)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_has_script_or_style_inside(template: Path) -> None:
    assert INLINE.findall(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_form_that_changes_something_carries_its_token(template: Path) -> None:
    if template.name == "verify.html":  # nobody is signed in there, and the view says why it asks for no token
        return
    unguarded = [form for form in POSTING.findall(template.read_text(encoding="utf-8")) if "csrf_token" not in form]

    assert unguarded == []


def test_our_styles_and_script_stay_small() -> None:
    assert static("ui/tereze.css").stat().st_size <= 40_000
    assert static("ui/tereze.js").stat().st_size < 6 * 1024


def static(name: str) -> Path:
    """Return where a static file lies."""
    found = finders.find(name)
    assert isinstance(found, str)
    return Path(found)


def test_the_first_load_of_the_desk_weighs_less_than_150_kilobytes(desk: Client) -> None:
    page = desk.get("/").content
    named = set(re.findall(r'(?:src|href)="/static/([^"]+)"', page.decode()))
    assert {"ui/tereze.css", "ui/tereze.js", *fonts.names()} <= named

    whole = len(brotli.compress(page, quality=5))
    for name in named:
        content = static(name).read_bytes()
        whole += len(content) if name.endswith("woff2") else len(brotli.compress(content))

    assert whole <= 150_000


def test_the_policy_forbids_what_is_inline_and_foreign(desk: Client) -> None:
    policy = desk.get("/").headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_htmx_keeps_no_pages_with_residents_in_the_browser(desk: Client) -> None:
    page = desk.get("/").content.decode()

    assert '"historyCacheSize":0' in page
    assert '"allowEval":false' in page
