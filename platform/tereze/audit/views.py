"""The journal's page: what was done and read here, and whether anybody tampered with the record."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.models import User
from tereze.accounts.permissions import Permission
from tereze.audit import journal as chain
from tereze.audit import queries, words
from tereze.audit.forms import JournalForm
from tereze.audit.models import Entry


@dataclass(frozen=True)
class Line:
    """An entry as the page shows it. `page` is the address of what it is about, where there is one."""

    at: datetime
    sequence: int
    who: str
    actor: str
    what: str
    subject: str
    page: str
    details: tuple[tuple[str, str], ...]


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
    older = request.GET.copy()
    older["before"] = str(page.before)
    context = {
        "form": form,
        "lines": _lines(page.entries),
        "older": page.before and older.urlencode(),
        "first_page": "before" not in request.GET,
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "subject": wanted.subject,
        "checked": checked,
    }
    return render(request, "audit/journal.html", context)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 18 else None


def _lines(entries: list[Entry]) -> list[Line]:
    names = {entry.actor.removeprefix("user:") for entry in entries if entry.actor.startswith("user:")}
    people = dict(User.objects.filter(username__in=names).values_list("username", "full_name"))
    return [
        Line(
            at=entry.at,
            sequence=entry.sequence,
            who=people.get(entry.actor.removeprefix("user:"), entry.actor),
            actor=entry.actor,
            what=words.label_of(entry.action),
            subject=entry.subject,
            page=_page_of(entry.subject),
            details=tuple((name, _plain(value)) for name, value in entry.details.items()),
        )
        for entry in entries
    ]


def _page_of(subject: str) -> str:
    """Return the address of what an entry is about: the kind before the colon is the name of its page."""
    kind, _colon, reference = subject.partition(":")
    try:
        return reverse(kind, kwargs={"reference": reference}) if reference else ""
    except NoReverseMatch:
        return ""


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
