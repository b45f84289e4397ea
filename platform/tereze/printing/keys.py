"""A council's signing key at rest: sealed with the deployment's secret, useless in a stolen backup.

The sealed form is a version byte, 16 random bytes from which and the secret the sealing key is derived (HKDF-SHA256),
a 12-byte nonce, and the 32 bytes of the Ed25519 key under AES-256-GCM.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_VERSION = b"\x01"
_PURPOSE = b"tereze signing key at rest"
_SALT_BYTES, _NONCE_BYTES, _KEY_BYTES, _TAG_BYTES = 16, 12, 32, 16
_SEALED_BYTES = 1 + _SALT_BYTES + _NONCE_BYTES + _KEY_BYTES + _TAG_BYTES


class WrongSecretError(Exception):
    """The sealed key cannot be opened with this secret."""


def new_key() -> Ed25519PrivateKey:
    """Return a new signing key."""
    return Ed25519PrivateKey.generate()


def seal(private_key: Ed25519PrivateKey, secret: str) -> bytes:
    """Return `private_key` sealed with `secret`; sealing twice gives different bytes."""
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    sealed = AESGCM(_derived(secret, salt)).encrypt(nonce, private_key.private_bytes_raw(), _VERSION)
    return _VERSION + salt + nonce + sealed


def unseal(sealed: bytes, secret: str) -> Ed25519PrivateKey:
    """Return the key that was sealed with `secret`; raise `WrongSecretError` if it was another one."""
    if len(sealed) != _SEALED_BYTES or sealed[:1] != _VERSION:
        raise WrongSecretError("What is stored is not a sealed signing key: it is damaged or of another version.")
    salt, nonce = sealed[1 : 1 + _SALT_BYTES], sealed[1 + _SALT_BYTES : 1 + _SALT_BYTES + _NONCE_BYTES]
    try:
        raw = AESGCM(_derived(secret, salt)).decrypt(nonce, sealed[1 + _SALT_BYTES + _NONCE_BYTES :], _VERSION)
    except InvalidTag as error:
        raise WrongSecretError(
            "The signing key cannot be opened: it was sealed with another secret than this deployment's, or damaged."
        ) from error
    return Ed25519PrivateKey.from_private_bytes(raw)


def _derived(secret: str, salt: bytes) -> bytes:
    if not secret:
        raise ValueError("Without a secret nothing can be sealed.")
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=salt, info=_PURPOSE).derive(secret.encode())
