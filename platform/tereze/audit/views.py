"""The journal's page: what was done and read here, and whether anybody tampered with the record."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
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
    about: str
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
    people = _people(entries)
    return [
        Line(
            at=entry.at,
            sequence=entry.sequence,
            who=people.get(entry.actor) or _who(entry.actor),
            actor=entry.actor,
            what=words.label_of(entry.action),
            subject=entry.subject,
            about=people.get(entry.subject) or _about(entry.subject),
            page=_page_of(entry.subject),
            details=tuple((name, _plain(value)) for name, value in entry.details.items()),
        )
        for entry in entries
    ]


def _people(entries: list[Entry]) -> dict[str, str]:
    """Return the names of staff among actors and subjects. Residents stay unnamed: not every reader may know them."""
    names = {entry.actor.removeprefix("user:") for entry in entries}
    references = {entry.subject.removeprefix("staff_member:") for entry in entries}
    found: dict[str, str] = {}
    for user in User.objects.filter(Q(username__in=names) | Q(reference__in=references)):
        found |= {user.audit_name: user.full_name, f"staff_member:{user.reference}": user.full_name}
    return found


def _who(actor: str) -> str:
    kind, name = actor.partition(":")[::2]
    kinds = {"platform": _("Platform"), "key": _("Key"), "user": _("Account")}
    return f"{kinds[kind]}: {name}" if kind in kinds else actor


def _about(subject: str) -> str:
    reference = subject.partition(":")[2]
    return f"{words.kind_of(subject)} {reference}".strip()


def _page_of(subject: str) -> str:
    """Return the address of what an entry is about: the kind before the colon is the name of its page."""
    kind, reference = subject.partition(":")[::2]
    try:
        return reverse(kind, kwargs={"reference": reference}) if reference else ""
    except NoReverseMatch:
        return ""


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
