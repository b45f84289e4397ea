"""Pages on which a certificate is ordered: seen as it will be, put right, issued, or issued in place of another."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from services.certificates import actions, choosers, forms, preview, shown, templates
from services.certificates.drafting import Draft, NothingChosenError, Order, UnansweredError, draft
from services.certificates.forms import ANSWER, OrderForm, ReplacementForm
from services.certificates.models import Certificate, Status
from services.certificates.refusals import NotConnectedError, RefusedError
from services.certificates.templates import CertificateTemplate
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

CANNOT: Final = (
    RefusedError,
    NotConnectedError,
    MissingFactsError,
    NothingChosenError,
    UnprintableTextError,
    ImpossibleDocumentError,
)
"""Why there can be no certificate now."""


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
    asked = _template_or_404(template)
    form = OrderForm(request.POST, template=asked) if request.method == "POST" else forms.blank(asked, None)
    order = form.order(resident=resident) if form.is_bound else Order(template, resident)
    return _answer(request, Asked(order, form, None, clock.now()))


@requires(Permission.CERTIFICATE_REVOKE)
@require_http_methods(["GET", "POST"])
def replace(request: CouncilRequest, reference: str) -> HttpResponseBase:
    """Issue a new certificate in place of one that says something wrong."""
    old = certificate_or_404(reference)
    template = _template_or_404(old.template_code)
    form = ReplacementForm(request.POST, template=template) if request.method == "POST" else forms.blank(template, old)
    order = form.order(resident=old.subject) if form.is_bound else actions.order_of(old)
    if old.status != Status.ISSUED and not form.is_bound:
        return ended_already(request, old)
    return _answer(request, Asked(order, form, old, clock.now()))


def _template_or_404(code: str) -> CertificateTemplate:
    try:
        return templates.get(code)
    except Template.DoesNotExist:
        raise Http404 from None


def _answer(request: CouncilRequest, asked: Asked) -> HttpResponseBase:
    """Issue what is asked for, or show how it will look, or say why neither can be done."""
    looking = request.method == "GET" or "look" in request.POST
    try:
        if not looking and asked.form.is_valid():
            return _issue(request, asked)
        return _page(request, asked, status=200 if looking else 422)
    except actions.AlreadyEndedError as ended:
        return ended_already(request, ended.certificate)
    except (
        RefusedError,
        NotConnectedError,
        MissingFactsError,
        NothingChosenError,
        UnprintableTextError,
        ImpossibleDocumentError,
    ) as reason:
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
    except UnansweredError as unanswered:
        for name in unanswered.names:
            asked.form.add_error(ANSWER + name, _("Choose somebody whom the register knows."))
        return _page(request, asked, status=422)
    return redirect(f"{shown.address(certificate)}?print=1")


def _page(
    request: CouncilRequest, asked: Asked, *, used_for: Certificate | None = None, status: int = 200
) -> HttpResponse:
    """Show the paper to be. A form that was used before gets a fresh key, so that the next press may issue."""
    context = preview.context(_draft(asked), form=asked.form, replaces=asked.replaces, on=asked.at.date())
    context |= {
        "asked": choosers.questions(request, asked.form, asked.order),
        "used_for": used_for,
        "request_key": uuid4().hex if used_for else asked.form["request_key"].value() or uuid4().hex,
    }
    _note_people(request, asked)
    if request.htmx:
        return render(request, "certificates/_preview.html", context, status=status)
    _note_look(request, asked, str(asked.order.subject))
    return render(request, "certificates/issue.html", context, status=status)


def _note_people(request: CouncilRequest, asked: Asked) -> None:
    """Journal whose data the paper shows beside the subject's: once when they are chosen, not at every letter typed."""
    for one in asked.form.template.people:
        reference = asked.order.answers.get(one.key)
        if reference and (not request.htmx or request.htmx.trigger_name == ANSWER + one.key):
            _note_look(request, asked, f"resident:{reference}")


def _note_look(request: CouncilRequest, asked: Asked, subject: str) -> None:
    why = Why("certificate", f"certificate_template:{asked.order.template}")
    journal.record_read("certificate.previewed", subject=subject, by=request.user, why=why)


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
    elif isinstance(reason, RefusedError):
        context["reasons"] = reason.reasons
    elif isinstance(reason, NotConnectedError):
        context["reason"] = _("The service that keeps what this certificate says is not connected in this council yet.")
    elif isinstance(reason, NothingChosenError):
        context["reason"] = _("Nobody else lives in this household: there is nobody to name.")
    else:
        context["reason"] = str(reason)
    return render(request, "certificates/missing.html", context, status=409)
