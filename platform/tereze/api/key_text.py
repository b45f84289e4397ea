"""The text of a key: `tk_<prefix>_<secret>`."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Final

MARK: Final = "tk"
"""How every key begins, so that people and scanners for leaked secrets recognise it."""
_SYMBOLS: Final = "abcdefghjkmnpqrstuvwxyz0123456789"
_PREFIX_LENGTH: Final = 8


@dataclass(frozen=True)
class Secret:
    """A key as it is handed over. Its 256 random bits make a fast hash enough: there is nothing to guess."""

    prefix: str
    secret: str = field(repr=False)

    @property
    def text(self) -> str:
        """What its holder sends."""
        return f"{MARK}_{self.prefix}_{self.secret}"

    @property
    def hash(self) -> str:
        """What is kept: SHA-256, hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def matches(self, kept: str) -> bool:
        """Compare in a time that does not tell how much was right."""
        return hmac.compare_digest(self.hash, kept)


def new() -> Secret:
    """Make a key up."""
    prefix = "".join(secrets.choice(_SYMBOLS) for _ in range(_PREFIX_LENGTH))
    return Secret(prefix, secrets.token_hex(32))


def read(text: str) -> Secret | None:
    """Return the parts of a key that was sent, or None when it is no key."""
    parts = text.split("_")
    if len(parts) != 3 or parts[0] != MARK or not all(part.isascii() and part.isalnum() for part in parts):
        return None
    return Secret(parts[1], parts[2])
