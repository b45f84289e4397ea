"""Spaces and hyphens that must not break, and words that must."""

import pytest

from tereze.printing.text import bound, clean, pieces


@pytest.mark.parametrize(
    ("typed", "bound_by"),
    [
        ("чарба китеби № 4, жеке эсеп № 0123", "чарба китеби №_4, жеке эсеп №_0123"),
        ("А. Б. Маматов келди", "А._Б._Маматов келди"),
        ("Токтосунова Ч. Ү. келди", "Токтосунова_Ч._Ү. келди"),
        ("Ү. Өмүралиев", "Ү._Өмүралиев"),
        ("с. Кароол, ул. Ала-Тоо, д. № 127, кв. 5", "с._Кароол, ул._Ала-Тоо, д._№_127, кв._5"),
        ("с 12 мая 2004 года по 1 июня", "с 12_мая 2004_года по 1_июня"),
        ("Асан — Үсөн", "Асан_— Үсөн"),
        ("Кароол айылы", "Кароол айылы"),
        ("жашайт. Анын үйү", "жашайт. Анын үйү"),
    ],
)
def test_what_belongs_together_is_bound(typed: str, bound_by: str) -> None:
    assert bound(typed) == bound_by.replace("_", "\u00a0")


def test_hyphenated_names_and_dates_come_as_unbreakable_pieces() -> None:
    assert pieces("Мырза-Арык айылы, 2026-жылдын 23-ноябры.") == [
        "", "Мырза-Арык", " айылы, ", "2026-жылдын", " ", "23-ноябры", ".",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Кароол", "- Асан", "а-", "--", "x" * 17 + "-y", "а-б-в-г-д"])
def test_other_lines_come_in_one_piece(text: str) -> None:
    assert pieces(text) == text


def test_a_word_longer_than_any_name_may_break_anywhere() -> None:
    assert bound("Ы" * 40).split("\u200b") == ["Ы" * 8] * 5
    assert bound("Ы" * 30) == "Ы" * 30


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        (" а \t\r\n б ", " а б "),
        ("а\u2028б", "а б"),
        ("а\u200b\u200eб", "аб"),
        ("и\u0306", "й"),
        ("12\u00a0сом", "12\u00a0сом"),
    ],
)
def test_white_space_becomes_single_and_marks_vanish(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned
