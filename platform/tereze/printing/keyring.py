"""The public keys of councils, as a file that anybody may keep: with them certificates are checked without a network.

Plain JSON, described in platform/docs/verification.md. Every key but a council's first is endorsed by the one before
it, so that whoever holds an older file can tell a new key of the council from a stranger's.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Self
from urllib.parse import urlsplit

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

FORMAT: Final = "tereze-keys-1"
_CONTEXT = b"tereze key\x00"


class MalformedKeysError(ValueError):
    """The text is not a file of keys."""


@dataclass(frozen=True, slots=True)
class Key:
    """One public key. `made_on` and `retired_on` are days (ISO); a retired key still verifies what it signed."""

    number: int
    public: bytes
    endorsement: bytes
    made_on: str = ""
    retired_on: str | None = None

    @property
    def ed25519(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(self.public)


@dataclass(frozen=True, slots=True)
class Signer:
    """A council: its key in addresses, its names, where its certificates lead, its keys by number."""

    council: str
    name_ky: str
    name_ru: str
    address: str
    keys: Mapping[int, Key]

    @property
    def host(self) -> str:
        """The host that its QR codes name."""
        return urlsplit(self.address).netloc.lower()


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of one council or of many."""

    signers: Mapping[str, Signer]

    def key_of(self, council: str, number: int) -> Ed25519PublicKey | None:
        """Return a council's public key; None if it is not here."""
        key = self.signers[council].keys.get(number) if council in self.signers else None
        return key.ed25519 if key else None

    def numbered(self, number: int) -> Iterator[tuple[Signer, Ed25519PublicKey]]:
        """Yield every council's key of that number: a payload says the number, not the council."""
        for signer in self.signers.values():
            if number in signer.keys:
                yield signer, signer.keys[number].ed25519

    def at(self, host: str) -> Signer | None:
        """Return the council whose certificates lead to `host`."""
        return next((one for one in self.signers.values() if one.host == host.lower()), None)

    def extended(self, newer: Self) -> Self:
        """Return this keyring with what a newer file says, where a key held here endorses it.

        A council that is not held here is taken over as it is only by whoever fetched the file from a place they trust;
        here it is left out. A key that is held is never exchanged for another.
        """
        signers = {name: _extended(one, newer.signers.get(name)) for name, one in self.signers.items()}
        return type(self)(signers)

    @classmethod
    def of(cls, signers: Iterable[Signer]) -> Self:
        """Return the keyring of some councils."""
        return cls({one.council: one for one in signers})

    @classmethod
    def read(cls, text: str | bytes) -> Self:
        """Return the keyring that a file of keys holds. Raises MalformedKeysError."""
        try:
            data = json.loads(text)
            if data["format"] != FORMAT:
                raise ValueError(data["format"])
            return cls.of(_signer(one) for one in data["councils"])
        except (KeyError, TypeError, AttributeError, ValueError, binascii.Error) as error:
            raise MalformedKeysError("This is not a file of councils' keys.") from error

    def write(self) -> str:
        """Return the file of keys."""
        councils = [_told(self.signers[name]) for name in sorted(self.signers)]
        return json.dumps({"format": FORMAT, "councils": councils}, ensure_ascii=False, separators=(",", ":"))


def endorse(council: str, number: int, public: bytes, *, key: Ed25519PrivateKey) -> bytes:
    """Return the signature with which a council's key says that `public` is its key `number`."""
    return key.sign(_said(council, number, public))


def _extended(held: Signer, newer: Signer | None) -> Signer:
    keys = dict(held.keys)
    for number, key in sorted(newer.keys.items()) if newer else ():
        if _is_acceptable(held.council, key, keys):
            keys[number] = key
    return replace(held, keys=keys)


def _is_acceptable(council: str, key: Key, held: Mapping[int, Key]) -> bool:
    """Return whether `key` says something new of a key that is held, or is endorsed by the one before it."""
    if key.number in held:
        return held[key.number].public == key.public
    before = held.get(key.number - 1)
    return before is not None and _is_endorsed(council, key, before.ed25519)


def _is_endorsed(council: str, key: Key, by: Ed25519PublicKey) -> bool:
    try:
        by.verify(key.endorsement, _said(council, key.number, key.public))
    except InvalidSignature:
        return False
    return True


def _said(council: str, number: int, public: bytes) -> bytes:
    return _CONTEXT + cbor2.dumps([council, number, public], canonical=True)


def _told(signer: Signer) -> dict[str, Any]:
    return {
        "council": signer.council,
        "name_ky": signer.name_ky,
        "name_ru": signer.name_ru,
        "address": signer.address,
        "keys": [
            {
                "number": key.number,
                "public": base64.b64encode(key.public).decode(),
                "endorsement": base64.b64encode(key.endorsement).decode(),
                "made_on": key.made_on,
                "retired_on": key.retired_on,
            }
            for _number, key in sorted(signer.keys.items())
        ],
    }


def _signer(data: Mapping[str, Any]) -> Signer:
    keys = [_key(one) for one in data["keys"]]
    council, name_ky, name_ru, address = (str(data[name]) for name in ("council", "name_ky", "name_ru", "address"))
    return Signer(council, name_ky, name_ru, address, {one.number: one for one in keys})


def _key(data: Mapping[str, Any]) -> Key:
    public = base64.b64decode(data["public"], validate=True)
    if len(public) != 32 or type(data["number"]) is not int:
        raise ValueError("a key of another kind")
    endorsement = base64.b64decode(data["endorsement"], validate=True)
    return Key(data["number"], public, endorsement, str(data["made_on"]), data["retired_on"])
