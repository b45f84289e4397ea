"""Checking a certificate with nothing but public keys and a list of what was revoked: no network, no database.

What the council's own page knows beyond this: whether a typed short code exists, by which certificate one was
replaced, and why one was revoked.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from typing import Final

from tereze.printing import payload
from tereze.printing.keyring import Keyring, Signer
from tereze.printing.payload import Signed, Statement
from tereze.printing.revocations import RevocationList

OFFICE_TIME: Final = timezone(timedelta(hours=6))
"""The time of the whole country, all year: the days of certificates are counted in it."""
_ADDRESS = re.compile(r"\s*https?://([^/\s]+)/v/([a-z2-7]+)/?\s*", re.IGNORECASE)


class Outcome(StrEnum):
    """What came out without a network."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"
    FORGED = "forged"
    UNKNOWN = "unknown"
    MISTYPED = "mistyped"
    NEEDS_NETWORK = "needs network"


class Remark(StrEnum):
    """What to know beside the outcome."""

    NO_LIST = "no list of revoked certificates: it may have been revoked"
    OLD_LIST = "the list of revoked certificates is older than a week"
    NEWER_THAN_LIST = "issued after the list of revoked certificates was made"
    OTHER_ADDRESS = "the code leads to another address than the council's"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, who signed, what the paper must say, and what to know beside it."""

    outcome: Outcome
    signer: Signer | None = None
    statement: Statement | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether nothing remains to be asked of the council."""
        return not self.remarks


def check(text: str, *, keyring: Keyring, lists: Mapping[str, RevocationList], at: datetime) -> Verdict:
    """Check what a QR code says, or what was typed, at a moment (which knows its zone)."""
    if len(text) > 2 * payload.LONGEST_TEXT:
        return Verdict(Outcome.FORGED)
    host, said = parts(text)
    if not host and len(said) <= 20:
        known = payload.normalise_short_code(said)
        return Verdict(Outcome.NEEDS_NETWORK if known else Outcome.MISTYPED)
    try:
        signed = payload.decode(said)
    except payload.MalformedPayloadError:
        return Verdict(Outcome.FORGED)
    signer = next((one for one, key in keyring.numbered(signed.key_id) if payload.verify(signed, key)), None)
    if signer is None:
        return Verdict(_not_signed_here(signed, keyring, host))
    return _standing(signer, signed.statement, lists.get(signer.council), host, at)


def parts(text: str) -> tuple[str, str]:
    """Return the host that a QR code names, empty if it was typed, and the payload or code."""
    found = _ADDRESS.fullmatch(text)
    return (found[1].lower(), found[2]) if found else ("", text.strip())


def _not_signed_here(signed: Signed, keyring: Keyring, host: str) -> Outcome:
    """Tell a forgery from a code of a council, or of a key, that is not held here."""
    claimed = keyring.at(host)
    return Outcome.FORGED if claimed and signed.key_id in claimed.keys else Outcome.UNKNOWN


def _standing(signer: Signer, said: Statement, known: RevocationList | None, host: str, at: datetime) -> Verdict:
    ended = known.find(said.number) if known else None
    if ended:
        return Verdict(Outcome.REPLACED if ended.replaced else Outcome.REVOKED, signer, said)
    other = (Remark.OTHER_ADDRESS,) if host and host != signer.host else ()
    if said.valid_until is not None and at.astimezone(OFFICE_TIME).date() > said.valid_until:
        return Verdict(Outcome.EXPIRED, signer, said, other)
    return Verdict(Outcome.VALID, signer, said, (*_remarks(said, known, at), *other))


def _remarks(said: Statement, known: RevocationList | None, at: datetime) -> tuple[Remark, ...]:
    if known is None:
        return (Remark.NO_LIST,)
    if known.is_stale(at):
        return (Remark.OLD_LIST,)
    return (Remark.NEWER_THAN_LIST,) if said.issued_on > known.made_at.astimezone(OFFICE_TIME).date() else ()
