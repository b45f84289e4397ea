"""Numbers with gaps and decimal commas."""

from decimal import Decimal

import pytest

from tereze.language.numbers import grouped


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0"),
        (999, "999"),
        (1200, "1\u202f200"),
        (12345, "12\u202f345"),
        (1204567, "1\u202f204\u202f567"),
        (-12345, "\u221212\u202f345"),
        (Decimal("12345.60"), "12\u202f345,60"),
        (Decimal("0.05"), "0,05"),
        (Decimal("1E+5"), "100\u202f000"),
    ],
)
def test_thousands_stand_apart(number: int | Decimal, expected: str) -> None:
    assert grouped(number) == expected


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match=number):
        grouped(Decimal(number))
