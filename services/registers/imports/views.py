"""The pages of an import: file → columns → check → import → result, and back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from services.registers.imports import reading, runs, showing, undo, workbooks
from services.registers.imports.forms import ColumnsForm, CountForm, PartForm, UploadForm, WordsForm
from services.registers.imports.parts import PARTS
from services.registers.models import Village
from services.registers.models.imports import ImportRun, ImportState
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal
from tereze.storage import files
from tereze.storage.places import StorageDownError

_RUNS_ON_A_PAGE = 20
_PROBLEMS_ON_A_PAGE = 50
EXPECTED = (runs.WrongStateError, runs.BeingWorkedOnError)


def find_run(reference: str) -> ImportRun:
    """Return a run; without one the page does not exist."""
    try:
        return ImportRun.objects.select_related("progress").get(reference=reference)
    except ImportRun.DoesNotExist:
        raise Http404 from None


@requires(Permission.REGISTER_IMPORT)
@require_http_methods(["GET", "POST"])
@never_cache
def start(request: CouncilRequest) -> HttpResponse:
    """Take a file, and list what was imported before."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = runs.upload(content=file.read(), name=file.name, by=request.user, on=clock.today())
        except reading.UnreadableFileError as error:
            form.add_error("file", str(reading.REFUSALS[error.code]))
        else:
            return redirect("register_import_columns", run.reference)
    past = Paginator(ImportRun.objects.all(), _RUNS_ON_A_PAGE).get_page(request.GET.get("page"))
    people = showing.people_of(past)
    lines = [(one, PARTS[one.part].label, people(one.asked_by)) for one in past]
    told = {"form": form, "runs": past, "lines": lines, "parts": PARTS.values(), "steps": showing.steps(None)}
    return render(request, "registers/imports/start.html", told, status=422 if form.errors else 200)


@requires(Permission.REGISTER_IMPORT)
@require_safe
def sample(request: CouncilRequest, language: str) -> HttpResponse:
    """Give an example of a register."""
    content = workbooks.sample(language, list(Village.objects.values_list("name_ky", "name_ru")))
    return _download(content, f"tereze-{language}.xlsx")


@requires(Permission.REGISTER_IMPORT)
@require_http_methods(["GET", "POST"])
@never_cache
def columns(request: CouncilRequest, reference: str) -> HttpResponse:
    """Show what the columns are taken for, with samples, and take what is right."""
    run = find_run(reference)
    data = request.POST if request.method == "POST" else None
    form = ColumnsForm(data, run=run)
    count = CountForm(data, run=run, today=clock.today()) if PARTS[run.part].is_count else None
    if form.is_valid() and (count is None or count.is_valid()):
        try:
            settings = count.settings if count else {}
            runs.hurry(runs.map_columns(reference, mapped=form.mapped, settings=settings, by=request.user))
        except runs.ColumnsMissingError as error:
            form.add_error(None, _("Still needed: %(columns)s.") % {"columns": "; ".join(map(str, error.needed))})
        except EXPECTED:
            return not_now(request, reference)
        else:
            return redirect("register_import_run", reference)
    told = {
        "run": run, "form": form, "count": count, "part_form": PartForm(run=run), "table": run.report["table"],
        "rows": zip(form.columns, showing.samples(run), strict=True), "steps": showing.steps(run),
    }  # fmt: skip
    return render(request, "registers/imports/columns.html", told, status=422 if data is not None else 200)


@requires(Permission.REGISTER_IMPORT)
@require_POST
def part(request: CouncilRequest, reference: str) -> HttpResponse:
    """Take what the table holds, and guess its columns anew."""
    form = PartForm(request.POST, run=find_run(reference))
    try:
        if not form.is_valid():
            return not_now(request, reference)
        runs.choose_part(reference, part=form.cleaned_data["part"], by=request.user)
    except EXPECTED:
        return not_now(request, reference)
    except (StorageDownError, files.FileLostError):
        messages.error(request, str(runs.MESSAGES["file"]))
    return redirect("register_import_columns", reference)


@requires(Permission.REGISTER_IMPORT)
@require_safe
@never_cache
def run(request: CouncilRequest, reference: str) -> HttpResponse:
    """Show where the run stands; asked again every second while a worker has it."""
    found = find_run(reference)
    if found.state == ImportState.UPLOADED:
        return redirect("register_import_columns", reference)
    return _show(request, found)


def _show(request: CouncilRequest, found: ImportRun, *, status: int = 200, **more: Any) -> HttpResponse:
    template = "registers/imports/_run.html" if request.htmx else "registers/imports/run.html"
    told: dict[str, Any] = {
        "run": found,
        "steps": showing.steps(found),
        "message": showing.message(found),
        "part": PARTS[found.part],
        "undone_by": showing.people_of([found])(found.undone_by),
        "may_restart": found.state in ImportRun.RESTARTABLE,
    }
    if found.is_working:
        told["waiting"] = showing.waiting(found)
    else:
        told |= {"kinds": showing.kinds(found), "actions": showing.actions(found), "table": found.report["table"]}
        told["kept"] = found.counts.get("new", 0) + found.counts.get("changed", 0)
        told["words"] = WordsForm(run=found) if found.state == ImportState.CHECKED else None
    return render(request, template, told | more, status=status)


@requires(Permission.REGISTER_IMPORT)
@require_POST
def check(request: CouncilRequest, reference: str) -> HttpResponse:
    """Ask for another check."""
    find_run(reference)
    try:
        runs.hurry(runs.check_again(reference, by=request.user))
    except EXPECTED:
        return not_now(request, reference)
    return redirect("register_import_run", reference)


@requires(Permission.REGISTER_IMPORT)
@require_POST
def words(request: CouncilRequest, reference: str) -> HttpResponse:
    """Take what words mean, and check again."""
    form = WordsForm(request.POST, run=find_run(reference))
    if not form.is_valid():
        return not_now(request, reference)
    try:
        runs.hurry(runs.learn(reference, words=form.meant, by=request.user))
    except EXPECTED:
        return not_now(request, reference)
    return redirect("register_import_run", reference)


@requires(Permission.REGISTER_IMPORT)
@require_POST
def carry_out(request: CouncilRequest, reference: str) -> HttpResponse:
    """Ask for the import of what the check showed."""
    find_run(reference)
    try:
        asked = runs.ask_import(
            reference,
            leave_out_errors=request.POST.get("leave_out_errors") == "yes",
            digest=request.POST.get("digest", ""),
            by=request.user,
        )
    except EXPECTED:
        return not_now(request, reference)
    if asked.state == ImportState.IMPORTING:
        runs.hurry(asked)
    return redirect("register_import_run", reference)


@requires(Permission.REGISTER_IMPORT)
@require_POST
def restart(request: CouncilRequest, reference: str) -> HttpResponse:
    """Send a run to a worker again that none seems to have. If one has it after all, nothing happens twice."""
    found = find_run(reference)
    if found.is_working:
        runs.hurry(found)
    return redirect("register_import_run", reference)


@requires(Permission.REGISTER_IMPORT)
@require_POST
def take_back(request: CouncilRequest, reference: str) -> HttpResponse:
    """Take an import back, or say what depends on it."""
    found = find_run(reference)
    try:
        undo.undo(reference, by=request.user)
    except undo.CannotUndoError as error:
        return _show(request, found, status=409, reasons=error.reasons)
    except EXPECTED:
        return not_now(request, reference)
    messages.success(request, _("The import was taken back. The register is as it was before."))
    return redirect("register_import_run", reference)


@requires(Permission.REGISTER_IMPORT)
@require_safe
@never_cache
def problems(request: CouncilRequest, reference: str) -> HttpResponse:
    """List the problems of the rows, all or of one kind."""
    found = find_run(reference)
    code = request.GET.get("code", "")
    chosen = found.problems.filter(code=code) if code else found.problems.all()
    page = Paginator(chosen.order_by("-is_error", "sheet", "row", "id"), _PROBLEMS_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    lines = [showing.line(problem) for problem in page]
    told = {"run": found, "page": page, "lines": lines, "code": code, "kinds": showing.kinds(found)}
    return render(request, "registers/imports/problems.html", told)


@requires(Permission.REGISTER_IMPORT)
@require_safe
def problems_workbook(request: CouncilRequest, reference: str) -> HttpResponse:
    """Give the problems as a workbook, to correct the file by."""
    found = find_run(reference)
    journal.record_read("import.problems_downloaded", subject=found.subject, by=request.user)
    return _download(workbooks.problems(found), f"{reference}.xlsx")


def _download(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=workbooks.CONTENT_TYPE, headers=headers)


def not_now(request: CouncilRequest, reference: str) -> HttpResponse:
    """Show where the run stands instead of what was asked."""
    messages.warning(request, _("This could not be done: the import has moved on meanwhile. Here is where it stands."))
    return redirect("register_import_run", reference)
