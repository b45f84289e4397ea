"""Pages of certificates for staff."""

from uuid import uuid4

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from services.certificates import actions, preview, queries, templates
from services.certificates.drafting import NothingChosenError, draft
from services.certificates.forms import OrderForm, ReasonForm, only_own_words
from services.certificates.models import Certificate, Status
from tenants.catalogue.models import Template
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.exchange.facts import MissingFactsError
from tereze.storage.files import FileLostError

PAGE = 50


def _certificate(reference: str) -> Certificate:
    return get_object_or_404(Certificate.objects.select_related("file", "replaces"), reference=reference)


@requires(Permission.CERTIFICATE_VIEW)
@require_GET
def certificates(request: CouncilRequest) -> HttpResponse:
    """All certificates of the council, newest first, to look through."""
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "status", "template", "day")}
    found = queries.listed(
        query=asked["q"], status=asked["status"], template=asked["template"], day=parse_date(asked["day"] or "-")
    )
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "templates": templates.current(),
        "statuses": Status.choices,
        "is_filtered": any(asked.values()),
    }
    name = "certificates/_list.html" if request.htmx else "certificates/list.html"
    return render(request, name, context)


@requires(Permission.CERTIFICATE_ISSUE)
@require_http_methods(["GET", "POST"])
def issue(request: CouncilRequest, template: str, resident: str) -> HttpResponseBase:
    """See what the certificate will say, put words right, and issue it."""
    return _order_page(request, template=template, resident=resident, replaces=None)


@requires(Permission.CERTIFICATE_REVOKE)
@require_http_methods(["GET", "POST"])
def replace(request: CouncilRequest, reference: str) -> HttpResponseBase:
    """Issue a new certificate in place of one that says something wrong."""
    old = _certificate(reference)
    if old.status != Status.ISSUED:
        return _ended_already(request, old)
    return _order_page(request, template=old.template_code, resident=old.subject, replaces=old)


def _order_page(
    request: CouncilRequest, *, template: str, resident: str, replaces: Certificate | None
) -> HttpResponseBase:
    now = clock.now()
    data = request.POST if request.method == "POST" else request.GET
    form = OrderForm(data if data else None, initial=preview.initial(request.user.language, replaces))
    form.is_valid()
    order = form.order(template=template, resident=resident, data=data)
    if replaces is not None and not data:
        order = actions.order_of(replaces)
    try:
        made = draft(order, on=now.date())
        order = only_own_words(order, made)
        if request.method == "POST" and form.is_valid() and "look" not in data:
            certificate = actions.issue(
                order=order,
                by=request.user,
                at=now,
                request_key=f"{request.user.audit_name}:{form.cleaned_data['request_key'] or uuid4().hex}",
                replaces=replaces,
                reason=data.get("reason", ""),
            )
            return redirect(f"{preview.address(certificate)}?print=1")
        context = preview.context(made, form=form, replaces=replaces, on=now.date())
    except Template.DoesNotExist:
        raise Http404 from None
    except MissingFactsError as missing:
        return render(request, "certificates/missing.html", preview.missing(missing, order=order), status=409)
    except NothingChosenError:
        return render(request, "certificates/missing.html", preview.nothing_chosen(order=order), status=409)
    except actions.AlreadyEndedError as ended:
        return _ended_already(request, ended.certificate)
    name = "certificates/_paper.html" if request.htmx else "certificates/issue.html"
    return render(request, name, context)


@requires(Permission.CERTIFICATE_VIEW)
@require_GET
def certificate(request: CouncilRequest, reference: str) -> HttpResponse:
    """One certificate: what it is, what became of it, print it again, revoke or replace it."""
    found = _certificate(reference)
    today = clock.today()
    context = {
        "certificate": found,
        "is_expired": found.is_expired(today),
        "is_fresh": request.GET.get("print") == "1",
        "form": ReasonForm(),
        "successor": getattr(found, "replaced_by", None),
        "address": preview.verification_address(found),
        "printings": found.printings.order_by("-at")[:20],
        "may_revoke": request.user.may(Permission.CERTIFICATE_REVOKE),
    }
    return render(request, "certificates/certificate.html", context)


@requires(Permission.CERTIFICATE_VIEW)
@require_GET
def pdf(request: CouncilRequest, reference: str) -> HttpResponse:
    """The PDF, as it was printed."""
    found = _certificate(reference)
    try:
        content = actions.pdf_of(found)
    except FileLostError:
        return render(request, "certificates/file_lost.html", {"certificate": found}, status=503)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{found.template_code}-{found.number.replace('/', '-')}.pdf"
    response["Content-Disposition"] = f'{"attachment" if "download" in request.GET else "inline"}; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@requires(Permission.CERTIFICATE_VIEW)
@require_POST
def print_again(request: CouncilRequest, reference: str) -> HttpResponseBase:
    """Count one more printing, then print."""
    found = actions.count_printing(certificate=_certificate(reference), by=request.user, at=clock.now())
    return redirect(f"{preview.address(found)}?print=1")


@requires(Permission.CERTIFICATE_REVOKE)
@require_POST
def revoke(request: CouncilRequest, reference: str) -> HttpResponseBase:
    """Revoke a certificate for a reason."""
    found = _certificate(reference)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        context = {
            "certificate": found,
            "form": form,
            "address": preview.verification_address(found),
            "open": True,
            "may_revoke": True,
        }
        return render(request, "certificates/certificate.html", context, status=422)
    try:
        actions.revoke(certificate=found, by=request.user, at=clock.now(), reason=form.cleaned_data["reason"])
    except actions.AlreadyEndedError as ended:
        return _ended_already(request, ended.certificate)
    preview.say(request, _("Certificate № %(number)s is revoked. Take the paper back if you can.") % {"number": found})
    return redirect(preview.address(found))


def _ended_already(request: CouncilRequest, found: Certificate) -> HttpResponseBase:
    preview.say(
        request,
        _("№ %(number)s was revoked or replaced before. Nothing was changed.") % {"number": found},
        warning=True,
    )
    return redirect(preview.address(found))
