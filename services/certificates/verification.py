"""Is this paper what it says? Asked by anybody, answered without showing anybody's data.

Seven outcomes. The seventh is *another council's*: a code that another council signed is genuine, and calling it
forged would accuse an honest holder, calling it unknown would say less than is known. *Draft* is no outcome: a draft
has neither QR code nor short code, so there is nothing to check, and a code copied onto one gives the outcome of the
certificate from which it was copied, with what that paper must say.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.certificates import signing
from services.certificates.models import Certificate
from tenants.directory import published
from tenants.directory import queries as directory
from tenants.directory.models import Tenant
from tereze.printing import payload
from tereze.printing.keyring import Key
from tereze.printing.payload import Signed, Statement

# What the page shows. Written out: building this statement anew for each of hundreds of checks a second took longer
# than everything else together. What is left out is read when it is asked for.
_LIGHT = """SELECT id, reference, number, template_code, title_ky, title_ru, subject, issued_on, valid_until, payload,
short_code, status, ended_at, reason FROM certificates_certificate"""


class Outcome(StrEnum):
    """What came out."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"
    FORGED = "forged"
    UNKNOWN = "unknown"
    ELSEWHERE = "elsewhere"
    MISTYPED = "mistyped"


@dataclass(frozen=True)
class Answer:
    """The outcome, and what a stranger may see of the certificate: number, date, kind, initials.

    `council` is the one that signed it, where that is another than the one that was asked.
    """

    outcome: Outcome
    certificate: Certificate | None = None
    initials: str = ""
    council: Tenant | None = None

    @property
    def successor(self) -> Certificate | None:
        """The certificate that took this one's place."""
        return getattr(self.certificate, "replaced_by", None) if self.outcome == Outcome.REPLACED else None

    @property
    def may_be_opened(self) -> bool:
        """Whether the end of the PIN opens the whole: only what the council still says, or said when it was in time."""
        return self.outcome in {Outcome.VALID, Outcome.EXPIRED}

    @property
    def reason(self) -> str:
        """Why the certificate was revoked."""
        return self.certificate.reason if self.certificate and self.outcome == Outcome.REVOKED else ""


def check_payload(text: str, *, on: date) -> Answer:
    """Check what a QR code says: is it whole, is it signed by this council, and does the certificate still stand?"""
    try:
        signed = payload.decode(text)
    except payload.MalformedPayloadError:
        return Answer(Outcome.FORGED)
    public = signing.public_key(signed.key_id)
    if public is None or not payload.verify(signed, public):
        return _not_ours(signed)
    certificate = _by_number(signed.statement.number)
    if certificate is None or not _is_its_own(certificate, signed):
        return Answer(Outcome.UNKNOWN)
    return _standing(certificate, signed.statement, on)


def _not_ours(signed: Signed) -> Answer:
    """Tell another council's code from one that no council signed."""
    for one in published.others(signed.key_id, than=directory.current()):
        if payload.verify(signed, Key(one.number, bytes(one.public), b"").ed25519):
            return Answer(Outcome.ELSEWHERE, council=one.tenant)
    return Answer(Outcome.FORGED)


def _by_number(number: str) -> Certificate | None:
    return next(iter(Certificate.objects.raw(f"{_LIGHT} WHERE number = %s", [number])), None)


def _by_code(code: str) -> Certificate | None:
    return next(iter(Certificate.objects.raw(f"{_LIGHT} WHERE short_code = %s", [code])), None)


def _is_its_own(certificate: Certificate, signed: Signed) -> bool:
    """Return whether the code is the certificate's own, to the bit: not an earlier one with the same number."""
    own = payload.decode(certificate.payload)
    return own.message == signed.message and own.signature == signed.signature


def check_code(text: str, *, on: date) -> Answer:
    """Check a typed short code. A typing error is told from a code that nobody has."""
    code = payload.normalise_short_code(text)
    if code is None:
        return Answer(Outcome.MISTYPED)
    certificate = _by_code(code)
    if certificate is None:
        return Answer(Outcome.UNKNOWN)
    return _standing(certificate, payload.decode(certificate.payload).statement, on)


def _standing(certificate: Certificate, statement: Statement, on: date) -> Answer:
    return Answer(Outcome(certificate.state(on)), certificate, statement.initials)
