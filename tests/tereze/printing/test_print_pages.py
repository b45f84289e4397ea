"""One page if at all possible; several pages in order if not."""

from dataclasses import replace
from pathlib import Path

import pytest

from tereze.printing import fitting, view
from tereze.printing.document import Column, Languages, Signature, Table, Words
from tereze.printing.render import page_count, render_pdf, render_png
from tests.tereze.printing.reading import pages_of
from tests.tereze.printing.samples import PRINTED_AT, SIGNATURES, kyrgyz, paper

SHOWN = Path(__file__).parents[2] / "output" / "printing"
THIRD = Signature(Words("Адис", "Специалист"), Words("Э. К. Абдыкадырова", "Э. К. Абдыкадырова"))


@pytest.mark.parametrize(
    ("language", "people"),
    [
        ("ky", 0),
        ("ky", 3),
        ("ky", 9),
        ("ky", 25),
        ("ru", 0),
        ("ru", 9),
        ("ru", 25),
        ("both", 0),
        ("both", 3),
        ("both", 9),
    ],
)
def test_usual_papers_take_one_page(language: Languages, people: int) -> None:
    assert page_count(paper(language, people)) == 1


def test_three_signatures_for_nine_people_take_one_page() -> None:
    assert page_count(replace(paper("ky", 9), signatures=(*SIGNATURES, THIRD))) == 1


def test_a_long_table_goes_on_under_its_head() -> None:
    pages = pages_of(render_pdf(paper("ky", 40), printed_at=PRINTED_AT))

    assert len(pages) == 2
    for at, page in enumerate(pages, start=1):
        assert "№ Фамилиясы, аты, атасынын аты Туулган күнү Тууганчылыгы" in page
        assert f"№ 01-12/345 {at} / 2" in page
    assert "1 Жусупбекова Гүлбарчын Абдыкадыровна 14.03.1978" in pages[0]
    assert "40 Жусупбеков Бекболот Нурланбекович 05.01.2002" in pages[1]


def test_signatures_stay_with_the_last_words_and_the_code() -> None:
    last = pages_of(render_pdf(paper("ky", 40), printed_at=PRINTED_AT))[-1]

    for together in ("Негиз:", "чейин жарактуу.", "Айыл өкмөтүнүн башчысы", "М.О.", "K7M4-Q2XD-9A"):
        assert together in last


def test_each_language_begins_a_page_if_both_do_not_fit_on_one() -> None:
    pages = pages_of(render_pdf(paper("both", 25), printed_at=PRINTED_AT))

    assert len(pages) == 2
    assert "МААЛЫМКАТ" in pages[0]
    assert pages[1].startswith("СПРАВКА")
    assert "Глава айыл окмоту" in pages[1]


@pytest.mark.parametrize("people", [1, 10, 24, 25, 26, 27, 28, 29, 30, 31, 33, 36, 40])
def test_every_row_is_printed_once_and_no_page_is_bare(people: int) -> None:
    pages = pages_of(render_pdf(paper("ky", people), printed_at=PRINTED_AT))

    assert "".join(pages).count("Жусупбекова Гүлбарчын Абдыкадыровна 14.03.1978") == -(-people // 9)
    assert all(len(page) > 300 for page in pages)


def test_a_table_without_numbers_aligned_to_the_right_is_printed() -> None:
    table = Table(
        columns=(Column("Түрү"), Column("Саны", "right", 0)), rows=(("Кой", "12"), ("Жылкы", "3")), numbered=False
    )

    (page,) = pages_of(render_pdf(replace(paper(), parts=(replace(kyrgyz(), table=table),)), printed_at=PRINTED_AT))

    assert "Түрү Саны Кой 12 Жылкы 3" in page


@pytest.mark.parametrize(("language", "most"), [("ky", 25), ("ru", 25), ("both", 9)])
def test_the_reckoned_density_is_nearly_always_right_at_once(
    language: Languages, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[fitting.Density] = []

    def counted(density: fitting.Density) -> dict[str, float]:
        tried.append(density)
        return of_density(density)

    of_density = view.of_density
    monkeypatch.setattr(view, "of_density", counted)
    pages = [page_count(paper(language, people)) for people in range(most + 1)]

    assert pages == [1] * (most + 1)
    assert len(tried) <= 1.25 * (most + 1)


@pytest.mark.parametrize("language", ["ky", "ru", "both"])
@pytest.mark.parametrize("people", [0, 3, 9, 25, 40])
def test_samples_to_look_at_are_written(language: Languages, people: int) -> None:
    SHOWN.mkdir(parents=True, exist_ok=True)
    document = paper(language, people)
    for page in range(1, page_count(document) + 1):
        picture = render_png(document, page=page)
        (SHOWN / f"{language}-{people}-{page}.png").write_bytes(picture)

        assert picture.startswith(b"\x89PNG")
