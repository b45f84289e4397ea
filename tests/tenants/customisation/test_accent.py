"""The council's colour: on its pages as on its paper, and never such that nobody can read it."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from django.test import Client

import tereze.ui
from tenants.customisation import accents
from tenants.customisation.accents import DARK_GROUNDS, ENOUGH, LIGHT_GROUNDS, Shades, TooPaleError, contrast
from tenants.customisation.forms import LetterheadForm
from tenants.customisation.models import Letterhead
from tenants.directory.models import Tenant
from tests.conftest import inside

SOME = [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in product((0, 51, 102, 153, 204, 255), repeat=3)]


def paint(council: Tenant, colour: str) -> None:
    with inside(council):
        Letterhead.objects.update(accent=colour)


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_what_is_accepted_can_be_read_in_both_themes() -> None:
    accepted = 0
    for colour in SOME:
        try:
            light = Shades.light(colour)
        except TooPaleError:
            continue
        accepted += 1
        dark = Shades.dark(colour)
        for shades, grounds in ((light, LIGHT_GROUNDS), (dark, DARK_GROUNDS)):
            assert min(contrast(shades.accent, ground) for ground in (*grounds, shades.soft, shades.on)) >= ENOUGH
            assert contrast(shades.deep, shades.soft) >= ENOUGH

    assert accepted > 50


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    styles = (Path(tereze.ui.__file__).parent / "static/ui/tereze.css").read_text()

    assert [ground for ground in (*LIGHT_GROUNDS, *DARK_GROUNDS) if ground not in styles] == []


@pytest.mark.parametrize(
    ("typed", "said"), [("#ffe14d", "Кочкулураагын"), ("red", "#1a5e8f"), ("#12345", "#1a5e8f"), ("#1A5E8F", None)]
)
def test_a_colour_is_checked_when_it_is_chosen(in_karool: Tenant, typed: str, said: str | None) -> None:
    from django.utils import translation

    form = LetterheadForm({"village_ky": "Кароол", "village_ru": "Кароол", "accent": typed})
    with translation.override("ky"):
        told = str(form.errors.get("accent", ""))

    assert (said or "") in told
    assert bool(told) == bool(said)


def test_the_pages_carry_the_colour(karool: Tenant, desk: Client) -> None:
    paint(karool, "#7a1f5c")

    styles = desk.get("/accent.css")

    assert styles["Content-Type"] == "text/css; charset=utf-8"
    assert "--accent:#7a1f5c" in styles.content.decode()
    assert "prefers-color-scheme:dark" in styles.content.decode()
    assert 'href="/accent.css"' in desk.get("/").content.decode()


def test_the_page_of_signing_in_has_it_too(karool: Tenant) -> None:
    page = Client(HTTP_HOST="karool.localhost").get("/account/login/").content.decode()

    assert 'href="/accent.css"' in page


def test_a_browser_that_has_it_is_told_so_in_a_line(karool: Tenant, desk: Client) -> None:
    paint(karool, "#7a1f5c")
    tag = desk.get("/accent.css")["ETag"]

    again = desk.get("/accent.css", headers={"if-none-match": tag})
    paint(karool, "#1a5e8f")
    changed = desk.get("/accent.css", headers={"if-none-match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_without_a_colour_ours_stays(karool: Tenant, myrza_ake: Tenant, desk: Client) -> None:
    paint(myrza_ake, "#7a1f5c")
    paint(karool, "")

    assert b"--accent" not in desk.get("/accent.css").content


def test_a_colour_that_nobody_checked_is_not_used() -> None:
    assert accents.stylesheet("#ffff00") == accents.stylesheet("};body{display:none") == ""


def test_the_office_changes_it(administrator: object, karool: Tenant, client_for: Callable[..., Client]) -> None:
    client = client_for(administrator, karool)

    done = client.post("/office/", {"part": "letterhead", "village_ky": "К", "village_ru": "К", "accent": "#1A5E8F"})

    assert done.status_code == 302
    assert "--accent:#1a5e8f" in client.get("/accent.css").content.decode()
