"""A council's text is text: nothing in it is obeyed, nothing in it stops the printer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.printing.document import ImpossibleDocumentError, Part, Run, Verification, Words
from tereze.printing.fonts import UnprintableTextError
from tereze.printing.render import page_count, render_pdf
from tests.tereze.printing.reading import text_of
from tests.tereze.printing.samples import PRINTED_AT, saying

MARKUP = [
    "#panic()",
    "$x$",
    "*bold* _slanted_ `code`",
    r"back\slash \u{41} \n \\",
    '#import "@preview/x:1.0.0": *',
    '#read("/etc/passwd")',
    "<label> @reference",
    "= heading - list + list / term: x",
    "// comment /* comment */ --- ... ~",
    '"; ] } ) \' "',
    '{"number": "2"}',
]


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_printed_as_it_is(text: str) -> None:
    assert text_of(render_pdf(saying(text), printed_at=PRINTED_AT)).count(text) >= 6


def test_control_and_direction_marks_vanish() -> None:
    text = "Аса\u0000н\u0007 \u202eуу\u00adлу\u200f \ud800Бакыт\ufeff\tж.\nтөр"

    assert "Асан уулу Бакыт ж. төр" in text_of(render_pdf(saying(text), printed_at=PRINTED_AT))


def test_a_name_of_five_thousand_letters_is_printed_whole() -> None:
    found = text_of(render_pdf(saying("Ө" * 5000), printed_at=PRINTED_AT)).replace(" ", "")

    # Two runs, a cell and three closing lines, and what the date, the place and the signature take of it.
    assert found.count("Ө") >= 6 * 5000


def test_five_thousand_hyphenated_letters_stay_on_the_page() -> None:
    assert page_count(saying("Ж-" * 2500)) > 1


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_is_printed_or_refused_by_name(text: str) -> None:
    assert _outcome(text).startswith(("%PDF-1.7", "These letters cannot be printed: "))


def _outcome(text: str) -> str:
    try:
        return render_pdf(saying(text), printed_at=PRINTED_AT)[:8].decode()
    except UnprintableTextError as refusal:
        return str(refusal)


def test_more_than_any_paper_says_is_refused() -> None:
    with pytest.raises(ImpossibleDocumentError, match="at most 100000 letters"):
        Part(language="ky", title="МААЛЫМКАТ", paragraphs=((Run("а" * 100_001),),))


def test_what_would_run_out_of_its_place_is_refused() -> None:
    with pytest.raises(ImpossibleDocumentError, match="At most 220 letters"):
        Verification(url="HTTPS://A.KG", short_code="K7M4-Q2XD-9A", caption=Words("а" * 221, ""))
