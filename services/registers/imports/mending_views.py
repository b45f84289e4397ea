"""The pages of a check on which its rows are looked at and put right."""

from collections import defaultdict

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from services.registers.imports import mending, runs, showing
from services.registers.imports.mending_forms import RowForm
from services.registers.imports.views import EXPECTED, find_run, not_now
from services.registers.models.imports import ImportProblem, ImportRow, ImportRun, ImportState
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal

_ROWS_ON_A_PAGE = 50
_FORMS_ON_A_PAGE = 10


@requires(Permission.REGISTER_IMPORT)
@require_safe
@never_cache
def rows(request: CouncilRequest, reference: str) -> HttpResponse:
    """List what happens to the rows: new, changed with old and new values, the same; and what the file has not."""
    run = find_run(reference)
    action = request.GET.get("action", "")
    if action not in {"", *showing.ACTIONS}:
        raise Http404
    sought = request.GET.get("q", "").strip()[:80]
    found = run.rows.filter(action=action) if action else run.rows.all()
    found = found.filter(name__icontains=sought) if sought else found
    page = Paginator(found.order_by("id"), _ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    told = {
        "run": run, "page": page, "action": action, "sought": sought, "actions": showing.actions(run),
        "lines": [(row, showing.ACTIONS[row.action], showing.happenings(row)) for row in page],
    }  # fmt: skip
    template = "registers/imports/_rows.html" if request.htmx else "registers/imports/rows.html"
    return render(request, template, told)


@requires(Permission.REGISTER_IMPORT)
@require_http_methods(["GET", "POST"])
@never_cache
def mend(request: CouncilRequest, reference: str) -> HttpResponse:
    """Show rows with problems as forms, and take what was put right."""
    run = find_run(reference)
    if run.state != ImportState.CHECKED:
        return not_now(request, reference)
    code = request.GET.get("code", "")
    page = Paginator(_with_problems(run, code), _FORMS_ON_A_PAGE).get_page(request.GET.get("page"))
    forms = _forms(request, run, page)
    if request.method == "POST":
        if request.POST.get("digest") != run.plan_digest:
            return not_now(request, reference)
        if all(form.is_valid() for form in forms):
            return _take(request, run, forms)
    else:
        journal.record_read("import.rows_opened", subject=run.subject, by=request.user, rows=len(forms))
    told = {"run": run, "page": page, "forms": forms, "code": code, "kinds": showing.kinds(run)}
    return render(request, "registers/imports/mend.html", told, status=422 if request.method == "POST" else 200)


def _with_problems(run: ImportRun, code: str) -> QuerySet[ImportRow]:
    """Rows that have problems, errors first; of one kind, if one is named."""
    of_row = ImportProblem.objects.filter(run=run, sheet=OuterRef("sheet"), row=OuterRef("row"))
    chosen = of_row.filter(code=code) if code else of_row
    wrong = run.rows.exclude(said={}).filter(Exists(chosen)).annotate(wrong=Exists(of_row.filter(is_error=True)))
    return wrong.order_by("-wrong", "id")


def _forms(request: CouncilRequest, run: ImportRun, page: Page[ImportRow]) -> list[RowForm]:
    problems: dict[tuple[str, int], list[ImportProblem]] = defaultdict(list)
    numbers = [row.row for row in page]
    for problem in run.problems.filter(row__in=numbers).order_by("-is_error", "id"):
        problems[problem.sheet, problem.row].append(problem)
    data = request.POST if request.method == "POST" else None
    return [RowForm(data, row=row, problems=problems[row.sheet, row.row]) for row in page]


def _take(request: CouncilRequest, run: ImportRun, forms: list[RowForm]) -> HttpResponse:
    said = {(form.row.sheet, form.row.row): form.mended for form in forms}
    said = {key: one for key, one in said.items() if one.cells or one.accepted}
    try:
        runs.hurry(mending.mend(run.reference, rows=said, by=request.user))
    except mending.NothingMendedError:
        messages.warning(request, _("Nothing was changed on this page."))
        return redirect(request.get_full_path())
    except EXPECTED:
        return not_now(request, run.reference)
    messages.success(request, _("Saved. The rows are checked again."))
    return redirect("register_import_run", run.reference)
