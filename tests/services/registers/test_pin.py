"""Reading a PIN: what forbids it, and what asks for a second look."""

from datetime import date

import pytest

from services.registers import pin
from services.registers.pin import Problem

ON = date(2026, 11, 23)


def test_a_pin_says_birth_date_and_sex() -> None:
    check = pin.check("21503198499001", on=ON)

    assert (check.valid, check.birth_date, check.sex) == (True, date(1984, 3, 15), "m")
    assert pin.check("10107198699777", on=ON).sex == "f"


@pytest.mark.parametrize("typed", ["2 15031984 99001", "2-1503-1984-99001", " 21503198499001\u00a0"])
def test_spaces_and_hyphens_do_not_matter(typed: str) -> None:
    assert pin.check(typed, on=ON).pin == "21503198499001"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("2150319849900", Problem.LENGTH),
        ("215031984990011", Problem.LENGTH),
        ("", Problem.DIGITS),
        ("2150319849900О", Problem.DIGITS),
        ("٢١٥٠٣١٩٨٤٩٩٠٠١", Problem.DIGITS),
        ("01503198499001", Problem.FIRST_DIGIT),
        ("31503198499001", Problem.FIRST_DIGIT),
        ("23002198499001", Problem.DATE),
        ("21513198499001", Problem.DATE),
        ("22902202399001", Problem.DATE),
        ("21503189999001", Problem.YEAR),
        ("22411202699001", Problem.FUTURE),
    ],
)
def test_what_cannot_be_a_persons_pin_is_refused(typed: str, problem: Problem) -> None:
    check = pin.check(typed, on=ON)

    assert problem in check.errors
    assert not check.valid


def test_who_was_born_today_or_on_a_leap_day_has_a_pin() -> None:
    assert pin.check("22311202699001", on=ON).valid
    assert pin.check("22902202499001", on=ON).valid
    assert pin.check("20101190099001", on=ON).valid


def test_disagreement_is_a_warning_because_a_pin_may_be_changed() -> None:
    check = pin.check("21503198499001", on=ON, birth_date=date(1984, 3, 16), sex="f")

    assert check.valid
    assert check.warnings == (Problem.OTHER_BIRTH_DATE, Problem.OTHER_SEX)


def test_agreement_and_ignorance_warn_of_nothing() -> None:
    assert pin.check("21503198499001", on=ON, birth_date=date(1984, 3, 15), sex="m").warnings == ()
    assert pin.check("21503198499001", on=ON).warnings == ()


def test_every_problem_has_its_words() -> None:
    assert all(pin.messages(list(Problem)))


@pytest.mark.parametrize(("full", "masked"), [("21503198499001", "••••••••••9001"), ("", ""), ("12", "12")])
def test_lists_show_the_last_four_digits(full: str, masked: str) -> None:
    assert pin.mask(full) == masked
