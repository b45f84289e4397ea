"""The alphabet's order in plain code points, as the database compares them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.language.folding import sort_key
from tereze.language.letters import ALPHABET


def test_letters_stand_in_the_order_of_the_alphabet() -> None:
    backwards = ALPHABET[::-1]

    assert sorted(backwards, key=sort_key) == list(ALPHABET)


def test_utf8_bytes_keep_that_order_too() -> None:
    backwards = ALPHABET[::-1]

    assert sorted(backwards, key=lambda letter: sort_key(letter).encode()) == list(ALPHABET)


@pytest.mark.parametrize(
    "names",
    [
        ["Нурбек", "Ңачо", "Ормон", "Өмүр", "Перизат"],
        ["Улан", "Үсөн", "Фатима"],
        ["Елена", "Ёлкин", "Жаныл"],
        ["Ак-Терек", "Акматов"],
        ["Маматов Айбек", "Маматов Бакыт", "Маматова Айгүл"],
        ["12", "Zarina", "Азат"],
        ["Асан", "асан уулу", "Асанбек"],
        ["Уран", "Ўктам", "Үсөн"],
    ],
    ids=lambda names: names[0],
)
def test_names_sort_as_in_a_telephone_book(names: list[str]) -> None:
    backwards = names[::-1]

    assert sorted(backwards, key=sort_key) == names


def test_case_and_punctuation_do_not_count() -> None:
    assert sort_key("«АСАН-УУЛУ» Бакыт") == sort_key("асан уулу, бакыт")


@given(st.text(alphabet=ALPHABET, min_size=1), st.text(alphabet=ALPHABET, min_size=1))
def test_words_compare_letter_by_letter(first: str, second: str) -> None:
    by_alphabet = [ALPHABET.index(letter) for letter in first] < [ALPHABET.index(letter) for letter in second]

    assert (sort_key(first) < sort_key(second)) is by_alphabet
