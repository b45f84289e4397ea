"""Is this paper what it says? Asked by anybody, answered without showing anybody's data."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.certificates import signing
from services.certificates.models import Certificate
from tereze.printing import payload
from tereze.printing.payload import Statement


class Outcome(StrEnum):
    """What came out."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"
    FORGED = "forged"
    UNKNOWN = "unknown"
    MISTYPED = "mistyped"


@dataclass(frozen=True)
class Answer:
    """The outcome, and what a stranger may see of the certificate: number, date, kind, initials."""

    outcome: Outcome
    certificate: Certificate | None = None
    initials: str = ""

    @property
    def successor(self) -> Certificate | None:
        """The certificate that took this one's place."""
        return getattr(self.certificate, "replaced_by", None) if self.outcome == Outcome.REPLACED else None

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
    if public is None:
        return Answer(Outcome.UNKNOWN)
    if not payload.verify(signed, public):
        return Answer(Outcome.FORGED)
    certificate = Certificate.objects.defer("snapshot").filter(number=signed.statement.number).first()
    if certificate is None or payload.decode(certificate.payload) != signed:
        return Answer(Outcome.UNKNOWN)
    return _standing(certificate, signed.statement, on)


def check_code(text: str, *, on: date) -> Answer:
    """Check a typed short code. A typing error is told from a code that nobody has."""
    code = payload.normalise_short_code(text)
    if code is None:
        return Answer(Outcome.MISTYPED)
    certificate = Certificate.objects.defer("snapshot").filter(short_code=code).first()
    if certificate is None:
        return Answer(Outcome.UNKNOWN)
    return _standing(certificate, payload.decode(certificate.payload).statement, on)


def _standing(certificate: Certificate, statement: Statement, on: date) -> Answer:
    return Answer(Outcome(certificate.state(on)), certificate, statement.initials)
