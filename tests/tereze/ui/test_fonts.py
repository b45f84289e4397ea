"""The typeface: all letters of Kyrgyz names, few bytes, found like any static file."""

from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings
from fontTools.ttLib import TTFont

from tereze.ui import fonts

NEEDED = "АБВЯабвяЁёҢңӨөҮүAZaz0123456789«»№—…→↑↓✓•\u202f"


def found(name: str) -> Path:
    """Return where a font lies."""
    path = finders.find(name)
    assert isinstance(path, str)
    return Path(path)


@pytest.mark.parametrize("name", fonts.names())
def test_the_fonts_have_every_letter_that_pages_use(name: str) -> None:
    known = TTFont(BytesIO(found(name).read_bytes())).getBestCmap()

    assert [letter for letter in NEEDED if ord(letter) not in known] == []


def test_both_weights_together_weigh_less_than_60_kilobytes() -> None:
    assert sum(found(name).stat().st_size for name in fonts.names()) <= 60_000


def test_the_fonts_are_cut_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found(fonts.names()[0])
    monkeypatch.setattr(fonts, "cut", lambda source: pytest.fail("cut a second time"))

    assert found(fonts.names()[0]).exists()


def test_the_finder_finds_nothing_that_is_not_its_own() -> None:
    assert fonts.FontFinder().find("ui/tereze.css") is None
    assert fonts.FontFinder().find("ui/fonts/../../../settings.py") is None
    assert fonts.FontFinder().find("other.woff2", find_all=True) == []


@override_settings(
    STORAGES={"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
)
def test_collectstatic_puts_the_fonts_where_the_styles_look_for_them(tmp_path: Path) -> None:
    with override_settings(STATIC_ROOT=tmp_path / "static"):
        call_command(
            "collectstatic", interactive=False, verbosity=0,
            ignore_patterns=["drf*", "rest_framework", "swagger*", "redoc*", "admin", "certificates", "registers"],
        )  # fmt: skip

    styles = next((tmp_path / "static" / "ui").glob("tereze.*.css")).read_text(encoding="utf-8")
    hashed = [path.name for path in (tmp_path / "static" / "ui" / "fonts").glob("tereze-sans-*.*.woff2")]
    assert len(hashed) == 2
    assert all(name in styles for name in hashed)
