"""The journal's page: what was done and read here, and whether anybody tampered with the record."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal as chain
from tereze.audit import queries, telling
from tereze.audit.forms import JournalForm


@requires(Permission.AUDIT_VIEW)
def journal(request: CouncilRequest) -> HttpResponse:
    """Show the newest entries, or those that were asked for."""
    return _show(request)


@requires(Permission.AUDIT_VIEW)
@require_POST
def check(request: CouncilRequest) -> HttpResponse:
    """Go through the whole chain and say whether the journal is whole; the check itself is journalled."""
    broken, entries = chain.first_break(), queries.count()
    chain.record_read("journal.checked", subject="", by=request.user, whole=broken is None, entries=entries)
    return _show(request, checked={"whole": broken is None, "broken": broken, "entries": entries})


def _show(request: CouncilRequest, *, checked: dict[str, object] | None = None) -> HttpResponse:
    form = JournalForm(request.GET)
    wanted = queries.Wanted(**form.cleaned_data) if form.is_valid() else queries.Wanted()
    page = queries.page(wanted, before=_number(request.GET.get("before", "")))
    reader = telling.Reader(request.user, page.entries)
    older = request.GET.copy()
    older["before"] = str(page.before)
    context = {
        "form": form,
        "lines": reader.lines(),
        "older": page.before and older.urlencode(),
        "first_page": "before" not in request.GET,
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "subject": wanted.subject and reader.about(wanted.subject).text,
        "checked": checked,
    }
    return render(request, "audit/journal.html", context)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 18 else None
