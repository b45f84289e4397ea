"""Numbers and sums in words, as receipts and certificates need them."""

import pytest

from tereze.language import spelled

SUMS = [
    (5, "нөл сом 05 тыйын", "ноль сомов 05 тыйынов"),
    (100, "бир сом 00 тыйын", "один сом 00 тыйынов"),
    (202, "эки сом 02 тыйын", "два сома 02 тыйына"),
    (1620, "он алты сом 20 тыйын", "шестнадцать сомов 20 тыйынов"),
    (2101, "жыйырма бир сом 01 тыйын", "двадцать один сом 01 тыйын"),
    (10411, "бир жүз төрт сом 11 тыйын", "сто четыре сома 11 тыйынов"),
    (60000, "алты жүз сом 00 тыйын", "шестьсот сомов 00 тыйынов"),
    (100000, "бир миң сом 00 тыйын", "одна тысяча сомов 00 тыйынов"),
    (100550, "бир миң беш сом 50 тыйын", "одна тысяча пять сомов 50 тыйынов"),
    (211222, "эки миң бир жүз он эки сом 22 тыйын", "две тысячи сто двенадцать сомов 22 тыйына"),
    (
        1234560,
        "он эки миң үч жүз кырк беш сом 60 тыйын",
        "двенадцать тысяч триста сорок пять сомов 60 тыйынов",
    ),
    (10000000, "бир жүз миң сом 00 тыйын", "сто тысяч сомов 00 тыйынов"),
    (
        120456789,
        "бир миллион эки жүз төрт миң беш жүз алтымыш жети сом 89 тыйын",
        "один миллион двести четыре тысячи пятьсот шестьдесят семь сомов 89 тыйынов",
    ),
]


@pytest.mark.parametrize(("tyiyn", "ky", "ru"), SUMS)
def test_a_sum_is_said_as_offices_say_it(tyiyn: int, ky: str, ru: str) -> None:
    assert (spelled.money(tyiyn, "ky"), spelled.money(tyiyn, "ru")) == (ky, ru)


@pytest.mark.parametrize(
    ("number", "ky", "ru"),
    [
        (0, "нөл", "ноль"),
        (11, "он бир", "одиннадцать"),
        (150, "бир жүз элүү", "сто пятьдесят"),
        (21_000, "жыйырма бир миң", "двадцать одна тысяча"),
        (1_000_000_001, "бир миллиард бир", "один миллиард один"),
    ],
)
def test_a_number_is_said_in_words(number: int, ky: str, ru: str) -> None:
    assert (spelled.number(number, "ky"), spelled.number(number, "ru")) == (ky, ru)


@pytest.mark.parametrize("number", [-1, spelled.BEYOND])
def test_what_has_no_words_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        spelled.number(number, "ky")
