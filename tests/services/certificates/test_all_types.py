"""Every type of certificate in every language: it fits its page, its words are whole, and the PDF says its snapshot."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from services.certificates import templates
from services.certificates.drafting import draft
from tenants.directory.models import Tenant
from tereze import clock
from tereze.printing.document import Document, Executor, Verification, Words
from tereze.printing.render import _pictures, render_pdf
from tests.services.certificates.reading import letters
from tests.services.certificates.scene import Scene, order, other_services, scene
from tests.tereze.printing.reading import text_of

OUTPUT = Path(__file__).resolve().parents[2] / "output" / "certificates" / "types"
CODES = sorted(file.stem for file in templates.SHIPPED.glob("*.toml"))
SEVERAL_PAGES = {("household_extract", "both"), ("heirs", "both")}
"""What may take a second page: two languages of something long."""
MOMENT = datetime.fromisoformat("2026-11-24T01:32:39+06:00")


@pytest.fixture
def people(in_karool: Tenant) -> Iterator[Scene]:
    with other_services():
        yield scene()


def paper(people: Scene, code: str, language: str) -> Document:
    """Return the paper as it is issued, but for its number and its code."""
    made = draft(order(people, code, language), on=clock.today())
    assert made.unanswered == ()
    mark = f"-{made.template.mark}" if made.template.mark else ""
    name = "Айгүл Токтогулова"
    document = made.document(number=f"2026/00417{mark}", executor=Executor(Words(name, name), "0555 12 34 56"))
    caption = Words(
        "Текшерүү: QR-кодду сканерлеңиз же бул кодду karool.tereze.kg/v барагына териңиз.",
        "Проверка: отсканируйте QR-код или наберите этот код на странице karool.tereze.kg/v.",
    )
    url = "https://karool.tereze.kg/v/" + "AEAYM2RSGAZDMLZQGAYDAMTSMZQW22LMPFPWG33NOBXXG2LUNFXW4GIJ24MB4SCI2LG" * 3
    return replace(document, verification=Verification(url=url, short_code="SJSW-HME6-WT", caption=caption))


@cache
def _folder() -> Path:
    OUTPUT.mkdir(parents=True, exist_ok=True)
    return OUTPUT


@pytest.mark.parametrize("language", ["ky", "ru", "both"])
def test_every_type_fits_its_page_in_every_language(people: Scene, language: str) -> None:
    too_long = []
    for code in CODES:
        pages = _pictures(paper(people, code, language), 80)
        for number, picture in enumerate(pages, start=1):
            (_folder() / f"{code}-{language}{'' if number == 1 else f'-{number}'}.png").write_bytes(picture)
        if len(pages) > 1 + ((code, language) in SEVERAL_PAGES):
            too_long.append((code, len(pages)))

    assert too_long == []


def test_no_word_is_left_unmade(people: Scene) -> None:
    for code in CODES:
        said = " ".join(filter(None, _said(paper(people, code, "both"))))
        for sign in ("{", "}", "[", "]", "<", ">", "|", "__", "  ", " ,", " .", "None", "()", ".."):
            assert sign not in said, f"{code}: {sign!r} in {said}"


def test_the_pdf_says_what_its_snapshot_says(people: Scene) -> None:
    for code in CODES:
        document = paper(people, code, "both")
        said = letters(" ".join(_said(document)))

        assert said - letters(text_of(render_pdf(document, printed_at=MOMENT))) == Counter(), code


def _said(document: Document) -> Iterator[str]:
    """Yield everything that the statement of a document says."""
    for part in document.parts:
        yield from (part.title, part.subtitle, part.basis, part.addressee_line, part.validity)
        yield from ("".join(run.text for run in paragraph) for paragraph in part.paragraphs)
        for row in part.table.rows if part.table else ():
            yield from row
