"""How certificates are shown: on pages, in lists, on the screen's paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from services.certificates import signing
from services.certificates.models import Certificate, State
from services.certificates.templates import CertificateTemplate
from tereze.accounts.http import CouncilRequest
from tereze.exchange.values import Language
from tereze.printing import qr, view
from tereze.printing.document import Document


def address(certificate: Certificate) -> str:
    """Return the certificate's page."""
    return reverse("certificate", args=[certificate.reference])


def verification_address(certificate: Certificate) -> str:
    """Return the address that the certificate's QR code opens."""
    return signing.address_of(certificate.payload)


def title(template: CertificateTemplate) -> str:
    """Return the template's name in the language of the page."""
    return {"ru": template.name.ru, "en": template.name_en}.get(get_language() or "ky", template.name.ky)


def page_language() -> Language:
    """Return in which of the two languages of documents the page speaks of them; they have no English."""
    return "ru" if get_language() == "ru" else "ky"


def kind(certificate: Certificate) -> str:
    """Return what kind of certificate it is, in the language of the page; certificates keep no English name."""
    return certificate.title_ru if page_language() == "ru" else certificate.title_ky


@dataclass(frozen=True)
class Line:
    """A certificate as a line of a list."""

    certificate: Certificate
    kind: str
    state: State


def lines(certificates: Iterable[Certificate], *, on: date) -> list[Line]:
    """Return certificates as the lines of a list, with how they stand on a day."""
    return [Line(one, kind(one), one.state(on)) for one in certificates]


@dataclass(frozen=True)
class ScreenPaper:
    """A document as the screen shows it: the same words as on paper. `code` is the QR code, drawn."""

    document: Document
    seal: str
    executor: str
    code: SafeString


def on_screen(document: Document) -> ScreenPaper:
    """Return `document` for the screen. Raises UnprintableTextError where paper could not say it either."""
    words = view.of(document)
    executor = words["executor"]
    verification = document.verification
    return ScreenPaper(
        document=document,
        seal=words["seal"],
        executor=executor if isinstance(executor, str) else "".join(executor),
        code=mark_safe(qr.draw(verification.url).svg.decode() if verification else ""),  # noqa: S308  # drawn by us
    )


def say(request: CouncilRequest, text: str, *, warning: bool = False) -> None:
    """Tell the user something at the top of the next page."""
    (messages.warning if warning else messages.success)(request, text)
