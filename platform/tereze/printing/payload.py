"""What the QR code of a certificate says, signed so that it can be checked without a network; and the code beside it.

Base32 in capitals (a QR code stores those in 5.5 bits each) of: the version, the number of the council's key, a CBOR
array, and an Ed25519 signature of all before it. Base32 is a little longer than it need be, but a person can type it.
The statement says no more than a stranger who finds the paper may know: number, date, kind and initials.

The short code is for those who type: K7M4-Q2XD-9A. Eight random symbols of Crockford's Base32 and two computed from
them, so that a slip of the finger is told from a code that nobody was given. All ten, read as a number in base 32, are
divisible by the prime 1021: with one symbol wrong, or any two exchanged, they never are.
"""

import base64
import binascii
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

# Longer than any payload of ours: refused before any work is done on it.
LONGEST_TEXT = 600
REFERENCE_BYTES = 8
LARGEST_KEY_ID = 255

_VERSION = 1
_DAY_ZERO = date(2020, 1, 1)
_SIGNATURE_BYTES = 64
# A signature made here can never be taken for one over anything else.
_CONTEXT = b"tereze certificate\x00"
_TYPED_BETWEEN = " -\u00a0\u2010\u2011\u2013\t\r\n"
_TYPED_APART = str.maketrans("", "", _TYPED_BETWEEN)

_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {symbol: value for value, symbol in enumerate(_SYMBOLS)}
_RANDOM_SYMBOLS, _CHECK_SYMBOLS, _CHECK_PRIME = 8, 2, 1021
# What people type instead: digits and letters that look alike, and Cyrillic letters that look Latin.
_MEANT = str.maketrans("OILUОАВЕКМНРСТХУ", "011V0ABEKMHPCTXY", _TYPED_BETWEEN)


class MalformedPayloadError(ValueError):
    """The text is not a payload of ours, whoever may have signed it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a certificate says to whoever scans it. `kind` is a short code; `reference` names the certificate."""

    number: str
    kind: str
    issued_on: date
    valid_until: date | None
    reference: bytes
    initials: str

    def __post_init__(self) -> None:
        if len(self.reference) != REFERENCE_BYTES:
            raise ValueError(f"A reference has {REFERENCE_BYTES} bytes.")
        if self.issued_on < _DAY_ZERO:
            raise ValueError(f"Nothing was issued before {_DAY_ZERO}.")
        if self.valid_until is not None and self.valid_until < self.issued_on:
            raise ValueError("A certificate cannot expire before it is issued.")


@dataclass(frozen=True, slots=True)
class Signed:
    """A statement as read, not yet verified: `key_id` says with which key of the council to verify it."""

    statement: Statement
    key_id: int
    message: bytes
    signature: bytes


def encode(statement: Statement, key: Ed25519PrivateKey, key_id: int) -> str:
    """Return `statement` signed with `key`, which the council knows as number `key_id` (0 to 255)."""
    if not 0 <= key_id <= LARGEST_KEY_ID:
        raise ValueError(f"The number of a key lies between 0 and {LARGEST_KEY_ID}.")
    message = bytes([_VERSION, key_id]) + _body(statement)
    text = _to_text(message + key.sign(_CONTEXT + message))
    if len(text) > LONGEST_TEXT:
        raise ValueError("The number, kind and initials are too long for a QR code.")
    return text


def decode(text: str) -> Signed:
    """Return what `text` says, typed or scanned: small letters, spaces and hyphens do not matter.

    Raise `MalformedPayloadError` if it says nothing. Who said it, `verify` tells.
    """
    if len(text) > LONGEST_TEXT:
        raise MalformedPayloadError("This is too long to be a payload.")
    raw = _from_text(text.translate(_TYPED_APART).upper())
    message, signature = raw[:-_SIGNATURE_BYTES], raw[-_SIGNATURE_BYTES:]
    if len(message) < 3 or message[0] != _VERSION:
        raise MalformedPayloadError("This is not a payload of a version known here.")
    return Signed(_statement(message[2:]), message[1], message, signature)


def verify(signed: Signed, public_key: Ed25519PublicKey) -> bool:
    """Tell whether the owner of `public_key` made this statement, to the letter."""
    try:
        public_key.verify(signed.signature, _CONTEXT + signed.message)
    except InvalidSignature:
        return False
    # The words beside the signed bytes must be theirs: whoever builds a `Signed` by hand gains nothing.
    return signed.message == bytes([_VERSION, signed.key_id]) + _body(signed.statement)


def short_code() -> str:
    """Return a new code, chosen at random among 2⁴⁰."""
    value = secrets.randbits(5 * _RANDOM_SYMBOLS) << 5 * _CHECK_SYMBOLS
    value += -value % _CHECK_PRIME
    last = 5 * (_RANDOM_SYMBOLS + _CHECK_SYMBOLS - 1)
    return _grouped("".join(_SYMBOLS[value >> shift & 31] for shift in range(last, -1, -5)))


def normalise_short_code(text: str) -> str | None:
    """Return the code that `text` means, as it is printed; `None` if it is mistyped or no code at all."""
    code = text.upper().translate(_MEANT)
    if len(code) != _RANDOM_SYMBOLS + _CHECK_SYMBOLS or not _VALUES.keys() >= set(code):
        return None
    value = 0
    for symbol in code:
        value = value * 32 + _VALUES[symbol]
    return None if value % _CHECK_PRIME else _grouped(code)


def _grouped(code: str) -> str:
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def _body(statement: Statement) -> bytes:
    valid_days = None if statement.valid_until is None else (statement.valid_until - statement.issued_on).days
    fields = (
        statement.number,
        statement.kind,
        (statement.issued_on - _DAY_ZERO).days,
        valid_days,
        statement.reference,
        statement.initials,
    )
    return cbor2.dumps(fields, canonical=True)


def _statement(body: bytes) -> Statement:
    try:
        number, kind, issued, valid, reference, initials = cbor2.loads(body, max_depth=1, allow_indefinite=False)
        if not all(type(text) is str for text in (number, kind, initials)) or type(reference) is not bytes:
            raise TypeError("fields of other types")
        issued_on = _DAY_ZERO + timedelta(days=issued)
        valid_until = None if valid is None else issued_on + timedelta(days=valid)
        statement = Statement(number, kind, issued_on, valid_until, reference, initials)
        if _body(statement) != body:
            raise ValueError("not the canonical form")
    except (cbor2.CBORError, ValueError, TypeError, OverflowError) as error:
        raise MalformedPayloadError("This payload says nothing that can be read.") from error
    return statement


def _to_text(raw: bytes) -> str:
    return base64.b32encode(raw).decode("ascii").rstrip("=")


def _from_text(text: str) -> bytes:
    try:
        raw = base64.b32decode(text + "=" * (-len(text) % 8))
    except (binascii.Error, ValueError) as error:
        raise MalformedPayloadError("A payload has only the letters A to Z and the digits 2 to 7.") from error
    # The last letter carries bits that are not used; they must be as we write them.
    if _to_text(raw) != text:
        raise MalformedPayloadError("This payload ends in a way that we never write.")
    return raw
