"""What the pages of certificates show."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from services.certificates import queries, signing
from services.certificates.drafting import Draft, Order
from services.certificates.forms import OrderForm, rows_to_choose
from services.certificates.models import Certificate
from services.certificates.templates import CertificateTemplate
from tereze.accounts.http import CouncilRequest
from tereze.exchange.facts import MissingFactsError
from tereze.language import dates
from tereze.printing.document import Words


def address(certificate: Certificate) -> str:
    """Return the certificate's page."""
    return reverse("certificate", args=[certificate.reference])


def verification_address(certificate: Certificate) -> str:
    """Return the address that the certificate's QR code opens."""
    return signing.address_of(certificate.payload)


def say(request: CouncilRequest, text: str, *, warning: bool = False) -> None:
    """Tell the user something at the top of the next page."""
    (messages.warning if warning else messages.success)(request, text)


def title(template: CertificateTemplate) -> str:
    """Return the template's name in the language of the page."""
    return {"ru": template.name.ru, "en": template.name_en}.get(get_language() or "ky", template.name.ky)


def initial(language: str, replaces: Certificate | None) -> dict[str, Any]:
    """Return what the form shows first. A fresh request key makes pressing twice harmless."""
    return {
        "language": replaces.language if replaces else "ru" if language == "ru" else "ky",
        "addressee": replaces.addressee if replaces else "",
        "request_key": uuid4().hex,
    }


def context(made: Draft, *, form: OrderForm, replaces: Certificate | None, on: date) -> dict[str, Any]:
    """Return what the preview shows: the paper, the words to put right, the rows to choose."""
    overrides, generated = made.order.overrides, made.overridable()
    return {
        "draft": made,
        "paper": made.document(number="…"),
        "title": title(made.template),
        "form": form,
        "request_key": form["request_key"].value() or uuid4().hex,
        "rows": rows_to_choose(made),
        "words": [
            {"key": key, "made": words, "own": overrides.get(key, ""), "language": key.partition(":")[0]}
            for key, words in generated.items()
        ],
        "has_own_words": bool(overrides),
        "sources": sorted({stated.source[_document_language(made)] for stated in made.stated.values()}),
        "valid_until": made.valid_until,
        "replaces": replaces,
        "twin": None if replaces else queries.twin(template=made.template.code, resident=made.order.resident, on=on),
        "today": Words(dates.long_date(on, "ky"), dates.long_date(on, "ru")),
    }


def _document_language(made: Draft) -> Any:
    return "ru" if made.order.language == "ru" else "ky"


def missing(error: MissingFactsError, *, order: Order) -> dict[str, Any]:
    """Return what the page says when the register does not know enough."""
    return {"labels": error.labels, "resident": order.resident}


def nothing_chosen(*, order: Order) -> dict[str, Any]:
    """Return what the page says when there is nobody to put into the table."""
    return {"labels": (_("Other members of the household"),), "resident": order.resident}
