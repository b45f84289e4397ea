"""Pages of issued certificates: the list, one certificate, its PDF, printing again, revoking."""

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from services.certificates import actions, checks, export, listing, papers, shown, templates
from services.certificates.forms import ReasonForm
from services.certificates.models import Certificate, State
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal
from tereze.audit.purposes import Why
from tereze.storage.files import FileLostError

PAGE = 50
PRINTINGS = 20
"""The newest printings that a certificate's page names."""


def certificate_or_404(reference: str) -> Certificate:
    """Return the certificate with its file, the one it replaced and the one that replaced it. Raises Http404."""
    related = Certificate.objects.select_related("file", "replaces", "replaced_by")
    return get_object_or_404(related, reference=reference)


@requires(Permission.CERTIFICATE_VIEW)
@require_safe
def certificates(request: CouncilRequest) -> HttpResponse:
    """All certificates of the council, newest first, to look through."""
    asked, today = listing.read(request.GET), clock.today()
    page = Paginator(asked.found(on=today), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": shown.lines(page.object_list, on=today),
        "asked": asked,
        "templates": [(one.code, shown.title(one)) for one in templates.current()],
        "states": State.choices,
    }
    return render(request, "certificates/_list.html" if request.htmx else "certificates/list.html", context)


@requires(Permission.CERTIFICATE_VIEW)
@require_safe
def certificates_export(request: CouncilRequest) -> HttpResponse:
    """The list as an Excel table, without PINs; who took it out stands in the journal."""
    asked, today = listing.read(request.GET), clock.today()
    content, count = export.workbook(asked.found(on=today), on=today)
    journal.record_read("certificates.exported", subject="", by=request.user, count=count, **asked.told())
    response = HttpResponse(content, content_type=export.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="certificates-{today.isoformat()}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


@requires(Permission.CERTIFICATE_VIEW)
@require_safe
def certificate(request: CouncilRequest, reference: str) -> HttpResponse:
    """One certificate: what it says, what became of it; print it again, revoke or replace it."""
    return _show(request, certificate_or_404(reference), form=ReasonForm())


def _show(request: CouncilRequest, found: Certificate, *, form: ReasonForm) -> HttpResponse:
    _note_look("certificate.viewed", found, request)
    context = {
        "certificate": found,
        "kind": shown.kind(found),
        "state": found.state(clock.today()),
        "paper": shown.on_screen(papers.document_of(found)),
        "is_fresh": request.GET.get("print") == "1",
        "form": form,
        "successor": getattr(found, "replaced_by", None),
        "address": shown.verification_address(found),
        "checked": checks.of(found),
        "printings": found.printings.order_by("-at")[:PRINTINGS],
        "may_revoke": request.user.may(Permission.CERTIFICATE_REVOKE),
    }
    return render(request, "certificates/certificate.html", context, status=422 if form.errors else 200)


def _note_look(action: str, found: Certificate, request: CouncilRequest) -> None:
    """Journal that somebody's data was looked at."""
    journal.record_read(
        action,
        subject=f"resident:{found.subject}",
        by=request.user,
        why=Why("certificate", f"certificate:{found.reference}"),
    )


@requires(Permission.CERTIFICATE_VIEW)
@require_safe
def pdf(request: CouncilRequest, reference: str) -> HttpResponse:
    """The PDF, as it was printed."""
    found = certificate_or_404(reference)
    try:
        content = papers.pdf_of(found)
    except FileLostError:
        return render(request, "certificates/file_lost.html", {"certificate": found}, status=503)
    _note_look("certificate.opened", found, request)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{found.template_code}-{found.number.replace('/', '-')}.pdf"
    response["Content-Disposition"] = f'{"attachment" if "download" in request.GET else "inline"}; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@requires(Permission.CERTIFICATE_VIEW)
@require_POST
def print_again(request: CouncilRequest, reference: str) -> HttpResponseBase:
    """Count one more printing, then print."""
    try:
        found = actions.count_printing(certificate=certificate_or_404(reference), by=request.user, at=clock.now())
    except actions.AlreadyEndedError as ended:
        return ended_already(request, ended.certificate)
    return redirect(f"{shown.address(found)}?print=1")


@requires(Permission.CERTIFICATE_REVOKE)
@require_POST
def revoke(request: CouncilRequest, reference: str) -> HttpResponseBase:
    """Revoke a certificate for a reason."""
    found, form = certificate_or_404(reference), ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form=form)
    try:
        actions.revoke(certificate=found, by=request.user, at=clock.now(), reason=form.cleaned_data["reason"])
    except actions.AlreadyEndedError as ended:
        return ended_already(request, ended.certificate)
    shown.say(request, _("Certificate № %(number)s is revoked. Take the paper back if you can.") % {"number": found})
    return redirect(shown.address(found))


def ended_already(request: CouncilRequest, found: Certificate) -> HttpResponseBase:
    """Say that there was nothing left to end, and show what became of the certificate."""
    said = _("№ %(number)s was revoked or replaced before. Nothing was changed.") % {"number": found}
    shown.say(request, said, warning=True)
    return redirect(shown.address(found))
