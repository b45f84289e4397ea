"""PDF/A-2b, as far as programs here can tell: archives must be able to open the paper in thirty years."""

import io
import re

import pikepdf
import pytest

from tereze.printing.document import Languages
from tereze.printing.render import render_pdf
from tests.tereze.printing.reading import dictionaries
from tests.tereze.printing.samples import PRINTED_AT, paper

PAPERS: list[tuple[Languages, int]] = [("ky", 0), ("both", 9), ("both", 40)]


@pytest.fixture(params=PAPERS, ids=str)
def pdf(request: pytest.FixtureRequest) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(render_pdf(paper(*request.param), printed_at=PRINTED_AT)))


def test_it_declares_part_two_level_b(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "2B"


def test_its_properties_and_its_metadata_agree(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == str(pdf.docinfo["/Title"])
        assert metadata["xmp:CreateDate"].startswith("2026-11-23T09:15")
        assert "dc:creator" not in metadata


def test_its_colours_are_defined(pdf: pikepdf.Pdf) -> None:
    (intent,) = pdf.Root.OutputIntents

    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"


def test_every_font_is_embedded(pdf: pikepdf.Pdf) -> None:
    described = [one for one in dictionaries(pdf) if one.get("/Type") == "/FontDescriptor"]

    names = {re.sub(r"^/[A-Z]{6}\+", "", str(one.FontName)) for one in described}
    assert names == {
        f"Source{cut}" for cut in ("SerifPro-Regular", "SerifPro-Semibold", "SansPro-Regular", "SansPro-Semibold")
    }
    assert all("/FontFile3" in one or "/FontFile2" in one for one in described)


def test_every_font_says_which_letters_its_shapes_are(pdf: pikepdf.Pdf) -> None:
    composite = [one for one in dictionaries(pdf) if one.get("/Subtype") == "/Type0"]

    assert composite
    assert all("/ToUnicode" in one for one in composite)


@pytest.mark.parametrize(
    "forbidden", ["/JavaScript", "/JS", "/AA", "/OpenAction", "/EmbeddedFiles", "/Launch", "/Annots", "/AcroForm"]
)
def test_it_does_nothing_by_itself(pdf: pikepdf.Pdf, forbidden: str) -> None:
    assert [one for one in dictionaries(pdf) if forbidden in one] == []
    assert not pdf.is_encrypted


def test_nothing_in_it_is_transparent(pdf: pikepdf.Pdf) -> None:
    for one in dictionaries(pdf):
        assert one.get("/SMask", "/None") == "/None"
        assert float(one.get("/ca", 1)) == 1
        assert float(one.get("/CA", 1)) == 1


def test_it_has_a_header_and_an_identifier_as_archives_want_them() -> None:
    raw = render_pdf(paper(), printed_at=PRINTED_AT)
    second = raw.splitlines()[1]

    assert raw.startswith(b"%PDF-1.7\n")
    assert second.startswith(b"%")
    assert all(byte >= 128 for byte in second[1:5])
    assert len(pikepdf.open(io.BytesIO(raw)).trailer.ID) == 2


@pytest.mark.parametrize(("language", "people"), [("ky", 0), ("ru", 9), ("ky", 25), ("both", 0)])
def test_it_is_small(language: Languages, people: int) -> None:
    assert len(render_pdf(paper(language, people), printed_at=PRINTED_AT)) <= 45_000


def test_even_nine_people_in_two_languages_are_small() -> None:
    assert len(render_pdf(paper("both", 9), printed_at=PRINTED_AT)) <= 48_000
