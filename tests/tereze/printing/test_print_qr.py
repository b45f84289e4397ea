"""The QR code on paper opens exactly its address."""

import io
from dataclasses import replace

import pikepdf
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from tereze.printing import qr
from tereze.printing.document import Document, Languages
from tereze.printing.render import page_count, render_pdf, render_png
from tests.tereze.printing.samples import PRINTED_AT, URL, VERIFICATION, paper

LONG_URL = ("HTTPS://KAROOL.TEREZE.KG/V/" + "Q7MX4K2WD5" * 40)[:330]


def _picture(document: Document, ppi: float) -> Image.Image:
    return Image.open(io.BytesIO(render_png(document, page=page_count(document), ppi=ppi))).convert("L")


def _read(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("ppi", [150, 200, 300])
@pytest.mark.parametrize("url", [URL, LONG_URL], ids=["usual", "longest"])
def test_the_code_on_the_page_says_the_address(url: str, ppi: float) -> None:
    document = replace(paper("both", 9), verification=replace(VERIFICATION, url=url))

    assert _read(_picture(document, ppi)) == [url.upper()]


@pytest.mark.parametrize(("language", "people"), [("ky", 40), ("both", 40)])
def test_the_code_stands_on_the_last_of_several_pages(language: Languages, people: int) -> None:
    document = paper(language, people)

    assert page_count(document) > 1
    assert _read(_picture(document, 150)) == [URL.upper()]
    assert _read(Image.open(io.BytesIO(render_png(document, page=1, ppi=150))).convert("L")) == []


def test_a_crooked_grey_photocopy_is_still_read() -> None:
    copied = _picture(paper(), 200).rotate(4, expand=True, fillcolor=255).filter(ImageFilter.GaussianBlur(1.2))
    faded = copied.point([90 + level // 2 for level in range(256)])

    assert _read(faded) == [URL.upper()]


@pytest.mark.parametrize("letters", range(60, 331, 10))
def test_modules_are_wide_enough_for_telephones(letters: int) -> None:
    code = qr.draw(LONG_URL[:letters])
    module = code.quiet_mm / qr.QUIET_MODULES

    assert module >= 0.42
    assert code.side_mm - 2 * code.quiet_mm >= 27.99


def test_the_code_is_a_drawing_not_a_picture() -> None:
    pdf = pikepdf.open(io.BytesIO(render_pdf(paper(), printed_at=PRINTED_AT)))

    images = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
    assert images == []


@pytest.mark.parametrize("text", ["", "HTTPS://КАРООЛ.KG", "https://a.kg/?q=1", "A" * 401])
def test_what_would_read_badly_is_refused(text: str) -> None:
    with pytest.raises(qr.UnsuitableTextError):
        qr.draw(text)
