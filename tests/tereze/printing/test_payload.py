"""What the QR code says comes back as it was said, and nothing else passes."""

import base64
from dataclasses import replace
from datetime import date, timedelta

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.printing.payload import (
    LONGEST_TEXT,
    MalformedPayloadError,
    Statement,
    decode,
    encode,
    verify,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
STATEMENT = Statement(
    number="2026/00345",
    kind="family_composition",
    issued_on=date(2026, 11, 23),
    valid_until=date(2026, 12, 23),
    reference=b"\x01\x02\x03\x04\x05\x06\x07\x08",
    initials="Ж. Г. А.",
)
PAYLOAD = encode(STATEMENT, KEY, 3)

_days = st.dates(date(2020, 1, 1), date(2150, 1, 1))
_statements = st.builds(
    lambda issued, lasting, **rest: Statement(
        issued_on=issued, valid_until=None if lasting is None else issued + timedelta(days=lasting), **rest
    ),
    issued=_days,
    lasting=st.none() | st.integers(0, 40_000),
    number=st.text(st.characters(codec="utf-8"), max_size=30),
    kind=st.text("abcdefghijklmnopqrstuvwxyz_", max_size=24),
    reference=st.binary(min_size=8, max_size=8),
    initials=st.text(st.characters(codec="utf-8"), max_size=10),
)


@given(_statements, st.integers(0, 255))
def test_a_statement_comes_back(statement: Statement, key_id: int) -> None:
    signed = decode(encode(statement, KEY, key_id))

    assert (signed.statement, signed.key_id) == (statement, key_id)
    assert verify(signed, KEY.public_key())


def test_a_payload_is_capitals_and_digits_and_short() -> None:
    assert set(PAYLOAD) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    assert len(PAYLOAD) <= 200


def test_the_same_statement_gives_the_same_payload() -> None:
    assert encode(STATEMENT, KEY, 3) == PAYLOAD


@pytest.mark.parametrize(
    "typed",
    [
        PAYLOAD.lower(),
        "-".join(PAYLOAD[at : at + 5] for at in range(0, len(PAYLOAD), 5)),
        f"  {PAYLOAD[:9]} {PAYLOAD[9:]}\n",
    ],
    ids=["small", "grouped", "spaced"],
)
def test_a_typed_payload_is_read(typed: str) -> None:
    assert verify(decode(typed), KEY.public_key())


def test_any_flipped_bit_is_noticed() -> None:
    raw = base64.b32decode(PAYLOAD + "=" * (-len(PAYLOAD) % 8))

    for bit in range(8 * len(raw)):
        flipped = bytearray(raw)
        flipped[bit // 8] ^= 1 << bit % 8
        assert not _passes(base64.b32encode(bytes(flipped)).decode().rstrip("="))


def test_any_other_letter_is_noticed() -> None:
    for at in range(len(PAYLOAD)):
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567":
            if letter != PAYLOAD[at]:
                assert not _passes(PAYLOAD[:at] + letter + PAYLOAD[at + 1 :])


@given(st.integers(1, len(PAYLOAD) - 1))
def test_a_payload_cut_off_is_noticed(length: int) -> None:
    assert not _passes(PAYLOAD[:length])
    assert not _passes(PAYLOAD[length:])


def test_another_councils_key_does_not_verify() -> None:
    assert not verify(decode(PAYLOAD), Ed25519PrivateKey.generate().public_key())


def test_words_put_beside_a_true_signature_do_not_verify() -> None:
    signed = decode(PAYLOAD)

    assert not verify(replace(signed, statement=replace(STATEMENT, number="1")), KEY.public_key())
    assert not verify(replace(signed, key_id=4), KEY.public_key())


def test_a_signature_over_something_else_is_no_payload() -> None:
    message = decode(PAYLOAD).message
    bare = base64.b32encode(message + KEY.sign(message)).decode().rstrip("=")

    assert decode(bare).statement == STATEMENT
    assert not verify(decode(bare), KEY.public_key())


@given(st.text(max_size=700))
@settings(max_examples=300)
def test_any_text_is_read_or_refused(text: str) -> None:
    assert not _passes(text)


@given(st.binary(max_size=310))
@settings(max_examples=500)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    assert not _passes(base64.b32encode(b"\x01\x03" + raw).decode().rstrip("="))


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(2**70), 2**70)
        | st.floats()
        | st.text(max_size=9)
        | st.binary(max_size=9),
        lambda inner: st.lists(inner, max_size=7) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=12,
    )
)
@settings(max_examples=200)
def test_other_things_well_signed_are_refused(thing: object) -> None:
    assert not _passes(_signed(cbor2.dumps(thing)))


@pytest.mark.parametrize(
    "body",
    [
        ["1", "residence", 2000, 30, bytes(8)],
        ["1", "residence", 2000, 30, bytes(7), "А"],
        ["1", "residence", -1, 30, bytes(8), "А"],
        ["1", "residence", 2000, -1, bytes(8), "А"],
        ["1", "residence", 10**12, 30, bytes(8), "А"],
        ["1", "residence", 2000.0, 30, bytes(8), "А"],
        ["1", "residence", True, 30, bytes(8), "А"],
        [1, "residence", 2000, 30, bytes(8), "А"],
        ["1", "residence", 2000, 30, "12345678", "А"],
        ["1", "residence", 2000, 30, bytes(8), "А", "more"],
    ],
    ids=str,
)
def test_a_body_of_another_shape_is_refused_though_well_signed(body: list[object]) -> None:
    with pytest.raises(MalformedPayloadError):
        decode(_signed(cbor2.dumps(body)))


@pytest.mark.parametrize(
    "body",
    [
        bytes.fromhex("9f") + cbor2.dumps("1") * 6 + b"\xff",
        b"\x81" * 300 + b"\x00",
        bytes.fromhex("5bffffffffffffffff"),
        bytes.fromhex("9bffffffffffffffff"),
        bytes.fromhex("d823") + cbor2.dumps("(a+)+" * 40),
        bytes.fromhex("c5821b7fffffffffffffff01"),
        cbor2.dumps(["1", "r", 2000, 30, bytes(8), "А"]).replace(b"\x19\x07\xd0", b"\x1a\x00\x00\x07\xd0"),
    ],
    ids=["endless", "deep", "long bytes", "long array", "pattern", "huge number", "longer form"],
)
def test_tricks_of_the_format_are_refused(body: bytes) -> None:
    with pytest.raises(MalformedPayloadError):
        decode(_signed(body))


def test_a_text_too_long_is_refused_before_it_is_read() -> None:
    with pytest.raises(MalformedPayloadError, match="too long"):
        decode("A" * (LONGEST_TEXT + 1))


def test_another_version_is_refused() -> None:
    with pytest.raises(MalformedPayloadError, match="version"):
        decode(base64.b32encode(b"\x02" + bytes(99)).decode().rstrip("="))


def test_what_cannot_be_stated_is_refused() -> None:
    with pytest.raises(ValueError, match="8 bytes"):
        replace(STATEMENT, reference=b"short")
    with pytest.raises(ValueError, match="before 2020"):
        replace(STATEMENT, issued_on=date(2019, 12, 31))
    with pytest.raises(ValueError, match="expire before"):
        replace(STATEMENT, valid_until=date(2026, 11, 22))
    with pytest.raises(ValueError, match="between 0 and 255"):
        encode(STATEMENT, KEY, 256)
    with pytest.raises(ValueError, match="too long"):
        encode(replace(STATEMENT, number="9" * 400), KEY, 1)


def _signed(body: bytes) -> str:
    """Return `body` in an otherwise faultless payload."""
    message = b"\x01\x03" + body
    return base64.b32encode(message + KEY.sign(b"tereze certificate\x00" + message)).decode().rstrip("=")


def _passes(text: str) -> bool:
    try:
        return verify(decode(text), KEY.public_key())
    except MalformedPayloadError:
        return False
