"""The QR code on the paper, read by a machine that knows nothing of us."""

import io

import pytest
import zxingcpp
from django.test import Client
from PIL import Image

from services.certificates import papers, shown
from services.certificates.models import Certificate
from tereze.accounts.models import User
from tereze.printing.render import render_png
from tests.services.certificates.conftest import Family, issue
from tests.services.certificates.reading import Page

TEMPLATES = ["residence", "family_composition", "joint_residence"]


def read_from_paper(certificate: Certificate, *, ppi: float = 150) -> str:
    """Return what a telephone reads off the page."""
    picture = Image.open(io.BytesIO(render_png(papers.document_of(certificate), ppi=ppi)))
    (found,) = zxingcpp.read_barcodes(picture)
    return str(found.text)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("language", ["ky", "both"])
def test_the_code_on_every_paper_opens_the_page_that_says_it_is_valid(
    family: Family, clerk: User, stranger: Client, template: str, language: str
) -> None:
    certificate = issue(family, clerk, template=template, language=language)

    address = read_from_paper(certificate)

    assert address.lower() == shown.verification_address(certificate).lower()
    host, _slash, path = address.removeprefix("HTTP://").partition("/")
    assert host == "KAROOL.LOCALHOST"
    page = Page(stranger.get(f"/{path}"))
    assert page.status == 200
    assert "Маалымкат жарактуу" in page.text()
    assert certificate.number in page.text()


def test_a_poor_photocopy_can_still_be_read(certificate: Certificate) -> None:
    picture = Image.open(io.BytesIO(render_png(papers.document_of(certificate), ppi=110))).convert("L")
    faded = picture.point(lambda grey: 70 + grey // 2)

    assert len(zxingcpp.read_barcodes(faded)) == 1


def test_the_code_on_the_screen_is_the_code_on_paper(desk: Client, certificate: Certificate) -> None:
    page = desk.get(f"/certificates/{certificate.reference}/").content.decode()

    assert shown.on_screen(papers.document_of(certificate)).code in page


def test_the_short_code_stands_beside_it_and_opens_the_same_page(stranger: Client, certificate: Certificate) -> None:
    page = Page(stranger.get("/v/", {"code": certificate.short_code.lower()}))

    assert "Маалымкат жарактуу" in page.text()
    assert certificate.number in page.text()
