"""Public references: short, random, telling nothing. They stand in addresses instead of primary keys."""

import secrets
from typing import Final

SYMBOLS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's Base32: no I, L, O, U, which people misread."""
LENGTH: Final = 10


def new() -> str:
    """Return a fresh reference of ten symbols (50 random bits)."""
    bits = secrets.randbits(5 * LENGTH)  # asked for at once: imports make tens of thousands
    return "".join(SYMBOLS[bits >> 5 * place & 31] for place in range(LENGTH))
