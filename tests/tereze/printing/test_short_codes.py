"""The code that people type: what they mean is understood, what they mistype is noticed."""

import re
from itertools import combinations

import pytest

from tereze.printing.payload import normalise_short_code, short_code

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODES = [short_code() for _ in range(20)]


@pytest.mark.parametrize("code", CODES, ids=range(len(CODES)))  # the codes differ from run to run
def test_a_code_has_ten_symbols_in_three_groups(code: str) -> None:
    assert re.fullmatch(rf"[{SYMBOLS}]{{4}}-[{SYMBOLS}]{{4}}-[{SYMBOLS}]{{2}}", code)
    assert normalise_short_code(code) == code


def test_codes_do_not_repeat() -> None:
    assert len({short_code() for _ in range(5000)}) == 5000


@pytest.mark.parametrize("code", CODES, ids=range(len(CODES)))  # the codes differ from run to run
def test_one_wrong_symbol_is_noticed(code: str) -> None:
    bare = code.replace("-", "")
    for at in range(10):
        for symbol in SYMBOLS.replace(bare[at], ""):
            assert normalise_short_code(bare[:at] + symbol + bare[at + 1 :]) is None


@pytest.mark.parametrize("code", CODES, ids=range(len(CODES)))  # the codes differ from run to run
def test_two_symbols_exchanged_are_noticed(code: str) -> None:
    bare = code.replace("-", "")
    for one, other in combinations(range(10), 2):
        swapped = list(bare)
        swapped[one], swapped[other] = bare[other], bare[one]
        assert bare[one] == bare[other] or normalise_short_code("".join(swapped)) is None


def test_nearly_all_invented_codes_are_noticed() -> None:
    invented = [code[:9] + "".join(pair) for code in CODES for pair in combinations(SYMBOLS, 2)]

    assert sum(normalise_short_code(code) is not None for code in invented) <= len(CODES)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0000-0000-00", "0000-0000-00"),
        ("oooo oooo oo", "0000-0000-00"),
        ("ОООО–оооо–оо", "0000-0000-00"),
        (" 0000000000\n", "0000-0000-00"),
    ],
)
def test_look_alikes_small_letters_and_gaps_are_understood(typed: str, meant: str) -> None:
    assert normalise_short_code(typed) == meant


def test_a_code_typed_on_a_cyrillic_keyboard_is_understood() -> None:
    cyrillic = str.maketrans("ABEKMHPCTXY0", "АВЕКМНРСТХУО")

    for code in CODES:
        assert normalise_short_code(code.lower().upper().translate(cyrillic).lower()) == code


@pytest.mark.parametrize("text", ["", "K7M4", "0000-0000-000", "0000-0000-0!", "КАРООЛ", "٠" * 10, "0" * 10_000])
def test_what_is_no_code_is_none(text: str) -> None:
    assert normalise_short_code(text) is None
