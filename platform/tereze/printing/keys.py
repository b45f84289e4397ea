"""Signing keys at rest: sealed with the deployment's secret."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12
_PURPOSE = b"tereze signing key v1"


class WrongSecretError(Exception):
    """A sealed key does not open: SECRET_KEY is not the one it was sealed with."""


def new_key() -> Ed25519PrivateKey:
    """Return a fresh Ed25519 key."""
    return Ed25519PrivateKey.generate()


def seal(key: Ed25519PrivateKey, secret: str) -> bytes:
    """Return `key` encrypted under `secret` (AES-256-GCM, key derived with HKDF)."""
    nonce = os.urandom(_NONCE)
    return nonce + _cipher(secret).encrypt(nonce, key.private_bytes_raw(), _PURPOSE)


def unseal(sealed: bytes, secret: str) -> Ed25519PrivateKey:
    """Return the key that was sealed. Raises WrongSecretError."""
    try:
        raw = _cipher(secret).decrypt(sealed[:_NONCE], sealed[_NONCE:], _PURPOSE)
    except (InvalidTag, ValueError):
        raise WrongSecretError(
            "The council's signing key was sealed with another SECRET_KEY. Put the old one back."
        ) from None
    return Ed25519PrivateKey.from_private_bytes(raw)


def _cipher(secret: str) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret.encode()))
