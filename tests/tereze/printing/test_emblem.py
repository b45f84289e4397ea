"""A council's own picture: printed if it is harmless, refused with the reason if not."""

import io
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from tereze.printing import emblem
from tereze.printing.emblem import UnusableEmblemError
from tereze.printing.render import render_pdf, render_png
from tests.tereze.printing.samples import LETTERHEAD, PRINTED_AT, paper

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4" fill="#c00"/></svg>'


def _png(width: int = 300, height: int = 200) -> bytes:
    file = io.BytesIO()
    Image.new("RGBA", (width, height), (204, 0, 0, 255)).save(file, "PNG")
    return file.getvalue()


def _middle(picture: bytes) -> tuple[int, ...]:
    """Return the colour where the emblem's middle is."""
    page = Image.open(io.BytesIO(picture)).convert("RGB")
    found = page.getpixel((round(page.width * (25 + 168 / 2) / 210), round(page.height * 25 / 297)))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize("picture", [_png(), _png(50, 400), SVG], ids=["wide", "tall", "drawing"])
def test_the_councils_own_emblem_stands_in_the_middle(picture: bytes) -> None:
    document = replace(paper(), letterhead=replace(LETTERHEAD, emblem=picture))

    assert _middle(render_png(document)) == (204, 0, 0)
    assert pikepdf.open(io.BytesIO(render_pdf(document, printed_at=PRINTED_AT))).open_metadata().pdfa_status == "2B"


def test_our_ornament_takes_the_councils_colour() -> None:
    assert b"#8a3b12" in emblem.as_svg(None, "#8A3B12")
    assert b"currentColor" not in emblem.as_svg(None, None)


@pytest.mark.parametrize("accent", ["red", "#12", "#12345g", '#123456"/>', "#1234567"])
def test_a_colour_is_six_hexadecimal_digits(accent: str) -> None:
    with pytest.raises(ValueError, match="is not a colour"):
        render_pdf(replace(paper(), letterhead=replace(LETTERHEAD, accent=accent)), printed_at=PRINTED_AT)


REFUSED = {
    "nothing": b"",
    "text": b"hello",
    "jpeg": b"\xff\xd8\xff\xe0" + bytes(50),
    "too heavy": b"\x89PNG\r\n\x1a\n" + bytes(100_000),
    "too many pixels": _png(1001, 2),
    "cut off": _png()[:-20],
    "changed": _png().replace(b"IDAT", b"IDAU"),
    "no end": b"\x89PNG\r\n\x1a\n",
    "script": b"<svg><script>alert(1)</script></svg>",
    "file": b'<svg xmlns:x="http://www.w3.org/1999/xlink"><image x:href="file:///etc/passwd"/></svg>',
    "reference": b'<svg><g id="a"/><use href="#a"/></svg>',
    "entity": b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
    "style": b'<svg><style>@import url("http://a.kg")</style></svg>',
    "writing": b"<svg><text>a</text></svg>",
    "hidden": b"<svg><!-- --><foreignObject/><!-- --></svg>",
}


@pytest.mark.parametrize("picture", REFUSED.values(), ids=REFUSED.keys())
def test_a_dangerous_or_broken_picture_is_refused(picture: bytes) -> None:
    with pytest.raises(UnusableEmblemError):
        emblem.check(picture)
    with pytest.raises(UnusableEmblemError):
        render_pdf(replace(paper(), letterhead=replace(LETTERHEAD, emblem=picture)), printed_at=PRINTED_AT)
