"""Telephone numbers as people write them."""

import pytest

from services.registers import phones
from services.registers.phones import BadPhoneError


@pytest.mark.parametrize(
    "typed",
    [
        "0770 12 34 56",
        "0770123456",
        "770123456",
        "+996 770 123456",
        "996770123456",
        "996 (770) 12-34-56",
        "00996770123456",
    ],
)
def test_every_way_to_write_a_number_is_one_number(typed: str) -> None:
    assert phones.normalise(typed) == "+996770123456"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("03233 5 12 34", "+996323351234"), ("+7 916 123-45-67", "+79161234567"), ("", ""), ("  ", "")],
)
def test_landlines_and_foreign_numbers_are_known_too(typed: str, stored: str) -> None:
    assert phones.normalise(typed) == stored


@pytest.mark.parametrize("typed", ["12", "жок", "0770 12 34 5", "0770 12 34 567", "8 916 123 45 67", "+996 12"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(BadPhoneError):
        phones.normalise(typed)


@pytest.mark.parametrize(
    ("stored", "shown", "masked"),
    [
        ("+996770123456", "0770 12 34 56", "0770 •• •• 56"),
        ("+79161234567", "+7 916 123-45-67", "+7 9•• •••-••-67"),
        ("", "", ""),
    ],
)
def test_a_number_is_shown_as_it_is_dialled_here(stored: str, shown: str, masked: str) -> None:
    assert phones.local(stored) == shown
    assert phones.mask(stored) == masked
