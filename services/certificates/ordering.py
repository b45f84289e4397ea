"""Pages on which a certificate is ordered: seen as it will be, put right, issued, or issued in place of another."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from services.certificates import actions, forms, preview, shown
from services.certificates.drafting import Draft, NothingChosenError, Order, draft
from services.certificates.forms import OrderForm, ReplacementForm
from services.certificates.models import Certificate, Status
from services.certificates.views import certificate_or_404, ended_already
from tenants.catalogue.models import Template
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal
from tereze.audit.purposes import Why
from tereze.exchange.facts import MissingFactsError
from tereze.printing.document import ImpossibleDocumentError
from tereze.printing.fonts import UnprintableTextError


@dataclass(frozen=True)
class Asked:
    """What one request to an order page asks for."""

    order: Order
    form: OrderForm
    replaces: Certificate | None
    at: datetime


@requires(Permission.CERTIFICATE_ISSUE)
@require_http_methods(["GET", "POST"])
def issue(request: CouncilRequest, template: str, resident: str) -> HttpResponseBase:
    """See what the certificate will say, put words right, and issue it."""
    form = OrderForm(request.POST) if request.method == "POST" else forms.blank(None)
    order = form.order(template=template, resident=resident) if form.is_bound else Order(template, resident)
    return _answer(request, Asked(order, form, None, clock.now()))


@requires(Permission.CERTIFICATE_REVOKE)
@require_http_methods(["GET", "POST"])
def replace(request: CouncilRequest, reference: str) -> HttpResponseBase:
    """Issue a new certificate in place of one that says something wrong."""
    old = certificate_or_404(reference)
    form = ReplacementForm(request.POST) if request.method == "POST" else forms.blank(old)
    order = form.order(template=old.template_code, resident=old.subject) if form.is_bound else actions.order_of(old)
    if old.status != Status.ISSUED and not form.is_bound:
        return ended_already(request, old)
    return _answer(request, Asked(order, form, old, clock.now()))


def _answer(request: CouncilRequest, asked: Asked) -> HttpResponseBase:
    """Issue what is asked for, or show how it will look, or say why neither can be done."""
    looking = request.method == "GET" or "look" in request.POST
    try:
        if not looking and asked.form.is_valid():
            return _issue(request, asked)
        return _page(request, asked, status=200 if looking else 422)
    except Template.DoesNotExist:
        raise Http404 from None
    except actions.AlreadyEndedError as ended:
        return ended_already(request, ended.certificate)
    except (MissingFactsError, NothingChosenError, UnprintableTextError, ImpossibleDocumentError) as reason:
        return _cannot(request, asked, reason)


def _issue(request: CouncilRequest, asked: Asked) -> HttpResponseBase:
    said = asked.form.cleaned_data
    try:
        certificate = actions.issue(
            order=asked.order,
            by=request.user,
            at=asked.at,
            request_key=f"{request.user.audit_name}:{said['request_key']}",
            replaces=asked.replaces,
            reason=said.get("reason", ""),
        )
    except actions.KeyReusedError as reused:
        return _page(request, asked, used_for=reused.certificate, status=409)
    except NothingChosenError:
        return _page(request, asked, status=422)
    return redirect(f"{shown.address(certificate)}?print=1")


def _page(
    request: CouncilRequest, asked: Asked, *, used_for: Certificate | None = None, status: int = 200
) -> HttpResponse:
    """Show the paper to be. A form that was used before gets a fresh key, so that the next press may issue."""
    context = preview.context(_draft(asked), form=asked.form, replaces=asked.replaces, on=asked.at.date())
    context |= {
        "used_for": used_for,
        "request_key": uuid4().hex if used_for else asked.form["request_key"].value() or uuid4().hex,
    }
    if request.htmx:
        return render(request, "certificates/_preview.html", context, status=status)
    journal.record_read(
        "certificate.previewed",
        subject=str(asked.order.subject),
        by=request.user,
        why=Why("certificate", f"certificate_template:{asked.order.template}"),
    )
    return render(request, "certificates/issue.html", context, status=status)


def _draft(asked: Asked) -> Draft:
    """Return the draft, also as long as nobody is chosen for its table: the page asks for somebody."""
    try:
        return draft(asked.order, on=asked.at.date())
    except NothingChosenError as nobody:
        if asked.order.chosen is None:
            raise
        return nobody.draft


def _cannot(request: CouncilRequest, asked: Asked, reason: Exception) -> HttpResponse:
    """Say why there can be no such certificate now. No number was used."""
    context: dict[str, Any] = {"resident": asked.order.resident}
    if isinstance(reason, MissingFactsError) and "resident.name" in reason.names:
        return render(request, "certificates/stranger.html", context, status=404)
    if isinstance(reason, MissingFactsError):
        context["labels"] = reason.labels
        context["lives_nowhere"] = "residence.address" in reason.names and "household.book" in reason.names
    elif isinstance(reason, NothingChosenError):
        context["reason"] = _("Nobody else lives in this household: there is nobody to name.")
    else:
        context["reason"] = str(reason)
    return render(request, "certificates/missing.html", context, status=409)
