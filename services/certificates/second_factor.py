"""Who holds the paper and knows the end of the PIN may see all that it says, and its original PDF.

Four digits are few, so tries are few too: five from one address for one certificate, thirty for one certificate from
all addresses together, then a pause. Every try stands in the journal, without the digits.
"""

import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.core import signing as tokens
from django.db import transaction
from django.db.models import Sum

from services.certificates import checks
from services.certificates.models import Certificate, Probing, WrongDigits
from tereze.accounts.permissions import Platform
from tereze.audit import journal
from tereze.audit.purposes import Why
from tereze.exchange import facts
from tereze.exchange.values import Subject

TRIES: Final = 5
TRIES_OF_ALL: Final = 30
PAUSE: Final = timedelta(minutes=15)
PAUSE_OF_ALL: Final = timedelta(days=1)
DIGITS: Final = 4
OPEN_FOR: Final = timedelta(minutes=10)
"""How long the link to the PDF works."""

_BY = Platform("verification")
_SALT = "certificates.second_factor"


class Tried(StrEnum):
    """What came of a try."""

    RIGHT = "right"
    WRONG = "wrong"
    PAUSED = "paused"
    NO_PIN = "no_pin"


@dataclass(frozen=True)
class Result:
    """What came of a try, and how many are left before the pause."""

    tried: Tried
    left: int = 0


def try_digits(certificate: Certificate, digits: str, *, address: str, at: datetime) -> Result:
    """Compare `digits` with the end of the PIN of whom the certificate is about, and journal that it was tried.

    A pause is answered before anything is compared: during it right digits open nothing either.
    """
    pin = _pin(certificate, on=at.date())
    if not pin:
        return Result(Tried.NO_PIN)
    with transaction.atomic():
        Certificate.objects.select_for_update(of=["self"]).only("pk").get(pk=certificate.pk)  # one try at a time
        row = _row(certificate, _hashed(address), at)
        if row.tries >= TRIES or _tries_of_all(certificate, at) >= TRIES_OF_ALL:
            return Result(Tried.PAUSED)
        if hmac.compare_digest(_plain(digits).encode(), pin[-DIGITS:].encode()):
            row.delete()
            _journal("certificate.opened_by_holder", certificate)
            return Result(Tried.RIGHT)
        _count_wrong(row, at)
        _journal("certificate.digits_refused", certificate, left=TRIES - row.tries)
    checks.count_probing(Probing.DIGITS, on=at.date())
    return Result(Tried.WRONG if row.tries < TRIES else Tried.PAUSED, TRIES - row.tries)


def token(certificate: Certificate) -> str:
    """Return what opens the PDF for a few minutes. Only for whoever has just given the right digits."""
    return tokens.TimestampSigner(salt=_SALT).sign(certificate.reference)


def opened(text: str) -> str | None:
    """Return the reference of the certificate that a token opens; None if it opens nothing, or no more."""
    try:
        return tokens.TimestampSigner(salt=_SALT).unsign(text, max_age=OPEN_FOR)
    except tokens.BadSignature:
        return None


def note_pdf(certificate: Certificate) -> None:
    """Journal that the PDF was taken by whoever holds the paper."""
    with transaction.atomic():
        _journal("certificate.pdf_by_holder", certificate)


def _pin(certificate: Certificate, *, on: date) -> str:
    """Return the PIN of whom the certificate is about, as the register knows it; empty if it knows none."""
    stated = facts.collect((), subject=Subject("resident", certificate.subject), on=on, optional=("resident.pin",))
    return str(stated["resident.pin"].value) if "resident.pin" in stated else ""


def _row(certificate: Certificate, address: str, at: datetime) -> WrongDigits:
    """Return the tries of an address. A pause that is over is over; so is a day."""
    found, _made = WrongDigits.objects.get_or_create(certificate=certificate, address=address, defaults={"last_at": at})
    if found.last_at < at - PAUSE:
        found.tries = 0
    if found.last_at < at - PAUSE_OF_ALL:
        found.tries_today = 0
    return found


def _count_wrong(row: WrongDigits, at: datetime) -> None:
    row.tries += 1
    row.tries_today += 1
    row.last_at = at
    row.save(update_fields=["tries", "tries_today", "last_at"])


def _tries_of_all(certificate: Certificate, at: datetime) -> int:
    recent = WrongDigits.objects.filter(certificate=certificate, last_at__gte=at - PAUSE_OF_ALL)
    return recent.aggregate(all=Sum("tries_today"))["all"] or 0


def _hashed(address: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{_SALT}:{address}".encode(), sha256).hexdigest()[:32]


def _plain(digits: str) -> str:
    """Return what was typed as ASCII digits: other scripts' digits are digits too."""
    return "".join(str(int(sign)) for sign in digits[:40] if sign.isdecimal())


def _journal(action: str, certificate: Certificate, **details: int) -> None:
    told = Why("certificate", f"certificate:{certificate.reference}").told
    journal.record(action, subject=f"resident:{certificate.subject}", by=_BY, **told, **details)
