"""The pages of an export: ask, wait, fetch."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from services.registers.exports import files, runs
from services.registers.exports.forms import ExportForm
from services.registers.models import ExportRun
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal
from tereze.storage import files as storage
from tereze.storage.places import StorageDownError


@requires(Permission.REGISTER_EXPORT)
@require_http_methods(["GET", "POST"])
@never_cache
def export(request: CouncilRequest) -> HttpResponse:
    """Ask for an export of the whole register, and see the last ones."""
    form = ExportForm(request.POST or None)
    if form.is_valid():
        asked = runs.ask(**form.cleaned_data, on=clock.today(), by=request.user)
        return redirect("register_export_run", asked.reference)
    told = {
        "form": form,
        "runs": [(one, one.offers_file(clock.now())) for one in runs.mine(request.user)],
        "full_pins": request.user.may(Permission.RESIDENT_REVEAL),
    }
    return render(request, "registers/exports/start.html", told, status=422 if form.errors else 200)


@requires(Permission.REGISTER_EXPORT)
@require_safe
@never_cache
def run(request: CouncilRequest, reference: str) -> HttpResponse:
    """Show how far an export is; asked again every second while a worker has it."""
    found = _run(request, reference)
    template = "registers/exports/_run.html" if request.htmx else "registers/exports/run.html"
    return render(request, template, {"run": found, "offers_file": found.offers_file(clock.now())})


@requires(Permission.REGISTER_EXPORT)
@require_safe
@never_cache
def fetch(request: CouncilRequest, reference: str) -> HttpResponse:
    """Give the file, as long as it is kept. Each time is in the journal."""
    found = _run(request, reference)
    if found.full_pins and not request.user.may(Permission.RESIDENT_REVEAL):
        raise PermissionDenied
    if found.file is None or not found.offers_file(clock.now()):
        messages.warning(request, _("This file is no longer kept. Ask for a new export."))
        return redirect("register_export")
    try:
        content = storage.read(found.file)
    except (StorageDownError, storage.FileLostError):
        messages.error(request, _("The file cannot be read at present. Try again in a minute."))
        return redirect("register_export_run", reference)
    journal.record_read("register.export_fetched", subject=found.subject, by=request.user, revealed=found.full_pins)
    name = f"{request.tenant.key}-{found.on.isoformat()}{files.SUFFIXES[found.form]}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=files.CONTENT_TYPES[found.form], headers=headers)


def _run(request: CouncilRequest, reference: str) -> ExportRun:
    """Return an export that the reader asked for: those of others do not exist."""
    found = ExportRun.objects.select_related("file").filter(reference=reference, asked_by=request.user.audit_name)
    run = found.first()
    if run is None:
        raise Http404
    return run
