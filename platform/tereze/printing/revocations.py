"""The signed list of certificates that no longer stand, small enough to be carried on a telephone.

A QR code proves who said what and until when; that it was taken back later, only this list can tell without a network.
It is exact: numbers, not hashes of them, so nobody is ever called revoked by chance. Numbers are kept as the gaps
between them in Golomb-Rice code, one bit more saying whether the certificate was revoked or replaced: with 5 of 100
certificates ended a million of them take 43 kB. The format is described in platform/docs/verification.md.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

STALE_AFTER: Final = timedelta(days=7)
"""A list older than this is used with a warning: what was revoked since is not on it."""
LARGEST_BYTES: Final = 2_000_000
"""Longer than any list of ours; refused before any work is done on it."""

_MAGIC = b"TRL\x01"
_CONTEXT = b"tereze revocations\x00"
_SIGNATURE_BYTES = 64
_WIDEST = 24
_NUMBER = re.compile(r"(.*?)([0-9]{1,9})", re.DOTALL)

KeyOf = Callable[[str, int], Ed25519PublicKey | None]
"""Gives a council's public key by the council's name and the key's number; None where it is not known."""


class MalformedListError(ValueError):
    """The bytes are not a list of ours: cut short, damaged, or something else."""


class UntrustedListError(ValueError):
    """The list is not signed by a known key of the council that it names."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A certificate that no longer stands: its number, and whether another one took its place."""

    number: str
    replaced: bool


@dataclass(frozen=True, slots=True)
class RevocationList:
    """What one council had revoked or replaced when the list was made. `issued` is how many it had issued by then."""

    council: str
    made_at: datetime
    issued: int
    ended: Mapping[tuple[str, int], bool]

    def find(self, number: str) -> Ended | None:
        """Return what the list says of the certificate `number`; None if it says nothing."""
        replaced = self.ended.get(split(number))
        return None if replaced is None else Ended(number, replaced)

    def age(self, at: datetime) -> timedelta:
        """Return how old the list is; never less than nothing, whatever the clock says."""
        return max(at - self.made_at, timedelta(0))

    def is_stale(self, at: datetime) -> bool:
        """Return whether the list is too old to be relied on alone."""
        return self.age(at) > STALE_AFTER


def split(number: str) -> tuple[str, int]:
    """Return a number as what stands before its last digits, and those digits. A council's numbers differ in these.

    Where there are no digits at the end, the serial is -1.
    """
    found = _NUMBER.fullmatch(number)
    return (found[1], int(found[2])) if found else (number, -1)


def encode(council: str, made_at: datetime, issued: int, ended: Iterable[Ended], *, key: Ed25519PrivateKey, key_id: int) -> bytes:  # fmt: skip  # noqa: E501
    """Return the signed list of `ended` certificates of a council, to the second of `made_at`."""
    groups: dict[str, dict[int, bool]] = {}
    for one in ended:
        prefix, serial = split(one.number)
        groups.setdefault(prefix, {})[serial] = one.replaced
    packed = [_packed(prefix, groups[prefix]) for prefix in sorted(groups)]
    body = cbor2.dumps([council, int(made_at.timestamp()), issued, packed], canonical=True)
    message = _MAGIC + bytes([key_id]) + body
    return message + key.sign(_CONTEXT + message)


def decode(raw: bytes, key_of: KeyOf) -> RevocationList:
    """Return the list that `raw` is. Raises MalformedListError, UntrustedListError."""
    if len(raw) > LARGEST_BYTES or len(raw) <= len(_MAGIC) + 1 + _SIGNATURE_BYTES or not raw.startswith(_MAGIC):
        raise MalformedListError("This is not a list of revoked certificates.")
    message, signature = raw[:-_SIGNATURE_BYTES], raw[-_SIGNATURE_BYTES:]
    try:
        council, moment, issued, packed = cbor2.loads(message[len(_MAGIC) + 1 :], max_depth=4, allow_indefinite=False)
        _sign_of(key_of, council, message, signature)
        ended = {place: replaced for group in packed for place, replaced in _unpacked(*group)}
        return RevocationList(council, datetime.fromtimestamp(moment, UTC), int(issued), ended)
    except UntrustedListError:
        raise
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, OSError) as error:
        raise MalformedListError("This list of revoked certificates cannot be read.") from error


def _sign_of(key_of: KeyOf, council: Any, message: bytes, signature: bytes) -> None:
    """Make sure that the council signed, before its words are believed."""
    key = key_of(council, message[len(_MAGIC)]) if isinstance(council, str) else None
    if key is None:
        raise UntrustedListError("The list is of a council, or signed by a key, that is not known here.")
    try:
        key.verify(signature, _CONTEXT + message)
    except InvalidSignature as error:
        raise UntrustedListError("The list was changed after the council signed it.") from error


def _packed(prefix: str, serials: Mapping[int, bool]) -> list[Any]:
    """Return [prefix, width, count, bits]: each gap as ones, a zero and `width` bits, then whether it was replaced."""
    gaps = [here - before - 1 for before, here in pairwise([-2, *sorted(serials)])]
    width = min(range(_WIDEST), key=lambda bits: sum(gap >> bits for gap in gaps) + bits * len(gaps))
    flags = (serials[serial] for serial in sorted(serials))
    text = "".join(_rice(gap, width) + "01"[replaced] for gap, replaced in zip(gaps, flags, strict=True))
    text += "0" * (-len(text) % 8)
    return [prefix, width, len(gaps), int(text, 2).to_bytes(len(text) // 8, "big")]


def _rice(gap: int, width: int) -> str:
    low = format(gap & ((1 << width) - 1), f"0{width}b") if width else ""
    return "1" * (gap >> width) + "0" + low


def _unpacked(prefix: str, width: int, count: int, raw: bytes) -> Iterator[tuple[tuple[str, int], bool]]:
    """Yield what `_packed` put in. Raises ValueError where the bits end too early or are too many."""
    if not 0 <= width < _WIDEST or not isinstance(prefix, str) or not 0 <= count <= 8 * len(raw):
        raise ValueError("a group that cannot be")
    text = format(int.from_bytes(raw, "big"), f"0{8 * len(raw)}b") if raw else ""
    place, serial = 0, -2
    for _ in range(count):
        stop = text.index("0", place)
        end = stop + 1 + width
        serial += 1 + ((stop - place) << width) + (int(text[stop + 1 : end], 2) if width else 0)
        yield (prefix, serial), text[end] == "1"
        place = end + 1
    if "1" in text[place:] or len(text) - place > 7:
        raise ValueError("bits that belong to nothing")
