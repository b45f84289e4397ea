"""Icons: one set, and none that a page asks for in vain."""

import re
from pathlib import Path

from tereze.ui import icons
from tereze.ui.templatetags.tereze import icon

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = [ROOT / "platform" / "tereze", ROOT / "tenants", ROOT / "services"]


def test_every_icon_that_a_page_names_is_there() -> None:
    pages = [file.read_text("utf-8") for folder in FOLDERS for file in folder.rglob("*.html")]
    named = {name for page in pages for name in re.findall(r'{% icon "([^"]+)" %}', page)}

    assert named - set(icons.SHAPES) == set()


def test_an_icon_is_a_drawing_and_decoration() -> None:
    drawn = icon("print")

    assert re.search(r'<path d="[^"]{20,}"', drawn)
    assert 'aria-hidden="true"' in drawn


def test_no_drawing_brings_colours_scripts_or_styles_of_its_own() -> None:
    for shape in icons.SHAPES.values():
        assert re.fullmatch(r'(<path d="[-\dA-Za-z. ]+"/>\s*)+', shape), shape
