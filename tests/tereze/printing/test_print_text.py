"""What is put in stands on the paper, letter by letter."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from tereze.printing.document import Document, Languages, Part
from tereze.printing.fonts import UnprintableTextError
from tereze.printing.render import page_count, render_pdf
from tests.tereze.printing.reading import plain, text_of
from tests.tereze.printing.samples import PRINTED_AT, paper, saying


def _said(part: Part) -> list[str]:
    paragraphs = ["".join(run.text for run in paragraph) for paragraph in part.paragraphs]
    rows = [" ".join((str(at), *row)) for at, row in enumerate(part.table.rows, start=1)] if part.table else []
    return [part.title, part.subtitle, *paragraphs, *rows, part.basis, part.addressee_line, part.validity]


def _all_said(document: Document) -> list[str]:
    head = document.letterhead
    parts = [line for part in document.parts for line in _said(part)]
    return [*head.left, *head.right, head.contacts, f"№ {document.number}", *parts]


@pytest.mark.parametrize("language", ["ky", "ru", "both"])
@pytest.mark.parametrize("people", [0, 3, 9, 25])
def test_all_text_can_be_read_back(language: Languages, people: int) -> None:
    document = paper(language, people)

    found = text_of(render_pdf(document, printed_at=PRINTED_AT))

    assert [line for line in _all_said(document) if plain(line) not in found] == []


def test_date_place_and_signatures_stand_in_the_language_of_the_document() -> None:
    found = text_of(render_pdf(paper("ru"), printed_at=PRINTED_AT))

    for line in ("23 ноября 2026 года", "с. Кароол", "Глава айыл окмоту", "Ч. У. Токтосунова", "М.П.", "Исполнитель:"):
        assert line in found
    assert "Жооптуу катчы" not in found


def test_a_document_in_both_languages_says_everything_twice() -> None:
    found = text_of(render_pdf(paper("both"), printed_at=PRINTED_AT))

    for line in ("Глава айыл окмоту", "Айыл өкмөтүнүн башчысы", "М.О. / М.П.", "Аткаруучу / Исполнитель:"):
        assert line in found
    assert found.index("МААЛЫМКАТ") < found.index("СПРАВКА")


def test_the_letters_of_neighbouring_languages_are_printed() -> None:
    names = "Ғуломжон Қўчқоров Ҳасан; Бөрүбаева Үмүт Ыңгайлык; Müller Łukasz Gültekin Çağrı; Ӯктам Ҷумъа"

    assert names in text_of(render_pdf(saying(names), printed_at=PRINTED_AT))


def test_letters_typed_as_letter_and_accent_become_one() -> None:
    assert "Айгүл й ё" in text_of(render_pdf(saying("Айгүл и\u0306 е\u0308"), printed_at=PRINTED_AT))


def test_a_letter_that_no_typeface_has_is_refused_by_name() -> None:
    with pytest.raises(UnprintableTextError, match=r"漢 \(U\+6F22\)"):
        render_pdf(saying("Асан 漢"), printed_at=PRINTED_AT)


def test_marks_for_copies_and_previews_are_printed() -> None:
    found = text_of(render_pdf(replace(paper(), copy_mark="КӨЧҮРМӨ", watermark="ҮЛГҮ"), printed_at=PRINTED_AT))

    assert "КӨЧҮРМӨ" in found
    assert "ҮЛГҮ" in found.replace(" ", "")


def test_what_is_not_wanted_is_not_printed() -> None:
    document = replace(paper(), executor=None, seal=False, verification=None, signatures=())

    found = text_of(render_pdf(document, printed_at=PRINTED_AT))

    for absent in ("Аткаруучу", "М.О.", "K7M4", "башчысы", "None", "none"):
        assert absent not in found
    assert page_count(document) == 1


def test_the_properties_name_the_document_and_nobody() -> None:
    pdf = PdfReader(io.BytesIO(render_pdf(paper(), printed_at=PRINTED_AT)))

    assert pdf.metadata is not None
    assert pdf.metadata.title == "Маалымкат № 01-12/345"
    assert pdf.metadata.author is None
    assert pdf.metadata.creation_date == PRINTED_AT
    assert str(pdf.root_object["/Lang"]) == "ky"
