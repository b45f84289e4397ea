"""Days as people write them, in every field of every page."""

import re
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.utils import translation

from tereze.ui import days

TODAY = date(2026, 11, 23)
ROOT = Path(__file__).resolve().parents[3]


class Asked(forms.Form):
    day = days.DayField(required=False)


@pytest.mark.parametrize(
    "text",
    [
        "05.03.2026", "5.3.2026", "5.3.26", "05/03/2026", "5-3-2026", "5 3 2026", "05,03,2026", "05032026", "050326",
        "2026-03-05", " 05.03.2026 ", "05.03.2026-ж.", "05.03.2026 г.", "05.03.2026-ж",
    ],
)  # fmt: skip
def test_a_day_is_understood_however_it_is_written(text: str) -> None:
    assert days.read(text, today=TODAY) == date(2026, 3, 5)


@pytest.mark.parametrize("text", ["", "x", "31.02.2026", "5.13.2026", "2026", "0.0.0", "1.1.1", "5.3.226", "5.3.20261"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert days.read(text, today=TODAY) is None


@pytest.mark.parametrize(
    ("text", "year"), [("01.01.84", 1984), ("01.01.26", 2026), ("01.01.27", 2027), ("01.01.28", 1928)]
)
def test_a_short_year_is_the_latest_that_can_be_meant(text: str, year: int) -> None:
    found = days.read(text, today=TODAY)

    assert found is not None
    assert found.year == year


def test_the_field_gives_back_what_cannot_be_read_and_says_how_to_write_it() -> None:
    form = Asked({"day": "soon"})
    with translation.override("ru"):
        page = str(form["day"])
        said = form.errors["day"]

    assert "31.12.1984" in said[0]
    assert 'value="soon"' in page


def test_the_field_shows_a_day_as_it_is_written_here() -> None:
    page = str(Asked(initial={"day": date(2026, 3, 5)})["day"])

    assert 'value="05.03.2026"' in page
    assert 'type="text"' in page


def test_no_page_asks_for_a_day_in_any_other_way() -> None:
    own = re.compile(r"""type["']?\s*[:=]\s*["']date["']|forms\.Date(Field|Input)\b""")
    folders = [ROOT / "platform" / "tereze", ROOT / "tenants", ROOT / "services"]
    files = [file for folder in folders for kind in ("*.py", "*.html") for file in folder.rglob(kind)]
    found = [str(file.relative_to(ROOT)) for file in files if file.name != "days.py" and own.search(file.read_text())]

    assert found == []
