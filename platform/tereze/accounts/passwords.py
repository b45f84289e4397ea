"""Passwords that somebody else has to read out or write down."""

import secrets
from typing import Final

SYMBOLS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Latin letters and digits that nobody confuses: no i, l, o, 0, 1."""


def one_time_password() -> str:
    """Return a fresh password in three groups of four symbols (59 random bits), for example `kx7m-4qhd-9tbn`."""
    return "-".join("".join(secrets.choice(SYMBOLS) for _ in range(4)) for _ in range(3))
