"""What a certificate's QR code says: a short signed statement, checkable with no network.

Layout: version byte, key number byte, canonical CBOR array, 64 bytes of Ed25519 signature over all before it; written
in Base32 without padding, so that the QR code can use its alphanumeric mode.
"""

import base64
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

VERSION = 1
LONGEST = 600
_SIGNATURE = 64
_EPOCH = date(2020, 1, 1)
_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("ILOU", "110V")
_CODE_LENGTH = 9


class MalformedPayloadError(ValueError):
    """The text is no payload: damaged, cut off, or something else altogether."""


@dataclass(frozen=True)
class Statement:
    """What the paper says of itself. `reference` is eight random bytes that name the certificate."""

    number: str
    kind: str
    issued_on: date
    valid_until: date | None
    reference: bytes
    initials: str


@dataclass(frozen=True)
class Signed:
    """A statement as it was read, with what is needed to check it."""

    statement: Statement
    key_id: int
    content: bytes
    signature: bytes


def encode(statement: Statement, key: Ed25519PrivateKey, key_id: int) -> str:
    """Return the signed payload."""
    until = (statement.valid_until - _EPOCH).days if statement.valid_until else None
    parts = [
        statement.number,
        statement.kind,
        (statement.issued_on - _EPOCH).days,
        until,
        statement.reference,
        statement.initials,
    ]
    content = bytes([VERSION, key_id]) + cbor2.dumps(parts, canonical=True)
    return base64.b32encode(content + key.sign(content)).decode().rstrip("=")


def decode(text: str) -> Signed:
    """Return what a payload says, not yet checked. Raises MalformedPayloadError."""
    if len(text) > LONGEST:
        raise MalformedPayloadError("too long")
    compact = text.upper().replace("-", "").replace(" ", "")
    try:
        raw = base64.b32decode(compact + "=" * (-len(compact) % 8))
        content, signature = raw[:-_SIGNATURE], raw[-_SIGNATURE:]
        if content[0] != VERSION:
            raise MalformedPayloadError("unknown version")
        number, kind, issued, until, reference, initials = cbor2.loads(content[2:])
        statement = Statement(
            number=str(number),
            kind=str(kind),
            issued_on=_EPOCH + timedelta(days=issued),
            valid_until=None if until is None else _EPOCH + timedelta(days=until),
            reference=bytes(reference),
            initials=str(initials),
        )
    except (ValueError, TypeError, IndexError, OverflowError, cbor2.CBORDecodeError) as error:
        raise MalformedPayloadError(str(error)) from error
    return Signed(statement=statement, key_id=content[1], content=content, signature=signature)


def verify(signed: Signed, public_key: Ed25519PublicKey) -> bool:
    """Return whether the payload was signed with the private half of `public_key` and not changed since."""
    try:
        public_key.verify(signed.signature, signed.content)
    except InvalidSignature:
        return False
    return True


def short_code() -> str:
    """Return a fresh code to type: nine random symbols and a check symbol, in groups («K7M4-Q2XD-9A»)."""
    symbols = "".join(secrets.choice(_SYMBOLS) for _ in range(_CODE_LENGTH))
    return _grouped(symbols + _check_symbol(symbols))


def normalise_short_code(text: str) -> str | None:
    """Return the code as it was printed, forgiving case, spaces and look-alikes; None when it was mistyped."""
    symbols = "".join(one for one in text.upper().translate(_MISREAD) if one.isalnum())
    if len(symbols) != _CODE_LENGTH + 1 or any(one not in _SYMBOLS for one in symbols):
        return None
    return _grouped(symbols) if _check_symbol(symbols[:-1]) == symbols[-1] else None


def _grouped(symbols: str) -> str:
    return f"{symbols[:4]}-{symbols[4:8]}-{symbols[8:]}"


def _check_symbol(symbols: str) -> str:
    """Weighted sum modulo 31 (a prime below 32): finds every single wrong symbol and every swap of neighbours."""
    total = sum(weight * _SYMBOLS.index(symbol) for weight, symbol in enumerate(symbols, start=2))
    return _SYMBOLS[total % 31]
