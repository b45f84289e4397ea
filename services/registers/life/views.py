"""The pages of events: what is asked, what it would change, and what was recorded."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from services.registers.life import choosing, recorders, recording, saying, subjects, telling
from services.registers.life.forms import LifeForm
from services.registers.life.pen import Change
from services.registers.life.recording import Rehearsal
from services.registers.life.registry import LifeKind, RefusedError, registry
from services.registers.life.subjects import Subject
from services.registers.models import LifeEvent
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal
from tereze.audit.purposes import Why
from tereze.exchange.affected import Effect
from tereze.exchange.registry import UnknownNameError

OWN_FIELDS: Final = frozenset({"csrfmiddlewaretoken", "step", "seen", "request_key"})
"""What the pages send beside the form's own fields."""


@requires(Permission.RESIDENT_VIEW)
@require_http_methods(["GET", "POST"])
@never_cache
def happen(request: CouncilRequest, kind: str, reference: str = "") -> HttpResponse:
    """Ask what happened, show what it would change, and record it.

    The kind of event names the permission that recording needs; whoever lacks it gets no form.
    """
    return _happen(request, kind, reference)


@requires(Permission.RESIDENT_EDIT)
@require_http_methods(["GET", "POST"])
@never_cache
def open_household(request: CouncilRequest) -> HttpResponse:
    """Ask for a new household, which begins nowhere, at an address of its own."""
    return _happen(request, "open_household", "")


def _happen(request: CouncilRequest, kind: str, reference: str) -> HttpResponse:
    event_kind = _kind(kind)
    if not event_kind.may_record(request.user):
        raise PermissionDenied
    subject = _subject(event_kind, reference)
    if request.method == "GET":
        if subject is not None:
            _note(request, event_kind, subjects.journal_name(subject))
        return _asked(request, event_kind, event_kind.form(subject=subject, begun=request.GET.dict()))
    form = event_kind.form(request.POST, subject=subject)
    step = request.POST.get("step")
    if step == "find":
        form.without_errors()
        return _asked(request, event_kind, form)
    if not form.is_valid() or step == "ask":
        return _asked(request, event_kind, form)
    try:
        return _previewed_or_recorded(request, event_kind, form)
    except RefusedError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)  # type: ignore[arg-type]
        return _asked(request, event_kind, form)


def _note(request: CouncilRequest, kind: LifeKind, subject: str) -> None:
    """Write down that the form was opened, which shows what is written: of some kinds PIN and phone in full."""
    if kind.reveals:
        journal.record_read("life.opened_in_full", subject=subject, by=request.user, why=Why("edit"), kind=kind.name)
    else:
        journal.record_read("life.opened", subject=subject, by=request.user, why=Why("edit"), kind=kind.name)


def _previewed_or_recorded(request: CouncilRequest, kind: LifeKind, form: LifeForm) -> HttpResponse:
    said = form.said()
    key = request.POST.get("request_key", "")[:40]
    known = LifeEvent.objects.filter(request_key=key).first() if key else None
    if known:
        return redirect("life_event", known.reference)
    rehearsal = recording.rehearse(kind, said)
    if request.POST.get("step") != "record" or request.POST.get("seen") != rehearsal.digest or not key:
        again = request.POST.get("step") == "record"
        return _previewed(request, kind, form, rehearsal, again=again)
    event = recording.record(kind, said, note=form.cleaned_data["note"], request_key=key, by=request.user)
    messages.success(request, _("Recorded."))
    return redirect("life_event", event.reference)


def _asked(request: CouncilRequest, kind: LifeKind, form: LifeForm) -> HttpResponse:
    told = {"kind": kind, "form": form, "parts": form.layout(), **_back(form.subject)}
    return render(request, "registers/life/ask.html", told, status=422 if form.errors else 200)


def _previewed(
    request: CouncilRequest, kind: LifeKind, form: LifeForm, rehearsal: Rehearsal, *, again: bool
) -> HttpResponse:
    hidden = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in OWN_FIELDS and name not in form.confirmed
    ]
    told = {
        "kind": kind, "form": form, "rehearsal": rehearsal, "again": again, "hidden": hidden,
        "confirmed": [form[name] for name in form.confirmed if name in form.fields],
        "request_key": request.POST.get("request_key") or get_random_string(24),
        **_back(form.subject),
    }  # fmt: skip
    return render(request, "registers/life/preview.html", told)


@requires(Permission.RESIDENT_SEARCH)
@require_safe
@never_cache
def find(request: CouncilRequest, what: str) -> HttpResponse:
    """Return those found while somebody types into a form: a part of its page."""
    if what not in choosing.FINDERS:
        raise Http404
    name = request.GET.get("field", "")
    typed = request.GET.get(f"{name}_typed", "").replace("\0", "").strip()[:100]
    found = choosing.FINDERS[what](typed) if typed else []
    return render(request, "registers/life/_found.html", {"name": name, "typed": typed, "found": found})


@requires(Permission.RESIDENT_VIEW)
@require_safe
@never_cache
def event(request: CouncilRequest, reference: str) -> HttpResponse:
    """Tell what was recorded, by whom, what it changed, and whether it can be taken back."""
    found = get_object_or_404(LifeEvent, reference=reference)
    kind = _kind(found.kind)
    if not request.user.may(kind.seen_with):
        raise PermissionDenied
    journal.record_read("life.viewed", subject=found.subject, by=request.user)
    may_undo = found.undone_at is None and kind.may_record(request.user)
    reasons = recording.why_not(found) if may_undo else []
    return render(request, "registers/life/event.html", _told(found, may_undo=may_undo, reasons=reasons))


@requires(Permission.RESIDENT_VIEW)
@require_POST
@never_cache
def undo(request: CouncilRequest, reference: str) -> HttpResponse:
    """Take the event back. The kind of event names the permission that this needs too."""
    found = get_object_or_404(LifeEvent, reference=reference)
    if not _kind(found.kind).may_record(request.user):
        raise PermissionDenied
    try:
        with transaction.atomic():
            recording.undo(reference, by=request.user)
    except recording.AlreadyUndoneError:
        messages.info(request, _("This was taken back already."))
    except recording.CannotUndoError as error:
        return render(
            request, "registers/life/event.html", _told(found, may_undo=True, reasons=error.reasons), status=409
        )
    else:
        messages.success(request, _("Taken back: everything is as it was before."))
    return redirect("life_event", reference)


def _told(found: LifeEvent, *, may_undo: bool, reasons: list[recording.Reason]) -> dict[str, Any]:
    kind = _kind(found.kind)
    changes = [Change(one.model, one.record_id, one.before, one.after) for one in found.changes.all()]
    names = recorders.names([found.recorded_by, found.undone_by])
    return {
        "event": found, "kind": kind, "told": telling.tell(changes), "may_undo": may_undo,
        "said": telling.said(found.said), "notes": _notes(kind, found),
        "reasons": [(one, _kind(one.event.kind).label if one.event else "") for one in reasons],
        "residents": found.residents.all(), "households": found.households.all(),
        "recorded_by": names[found.recorded_by], "undone_by": names[found.undone_by],
        "again": _again(kind, found) if may_undo else "",
    }  # fmt: skip


def _notes(kind: LifeKind, found: LifeEvent) -> list[Effect]:
    return [] if found.undone_at else list(kind.notes(saying.from_json(kind.said, found.said)))


def _again(kind: LifeKind, found: LifeEvent) -> str:
    """Return where another event like this one begins, with what both have in common."""
    home = found.said.get("household")
    if not kind.again or not home:
        return ""
    carried = "&".join(f"{name}={found.said[name]}" for name in kind.form.carried if found.said.get(name))
    return f"{reverse('life_happen', args=[kind.name, home])}?{carried}"


def _kind(name: str) -> LifeKind:
    try:
        return registry.get(name)
    except UnknownNameError:
        raise Http404 from None


def _subject(kind: LifeKind, reference: str) -> Subject | None:
    subject = subjects.find(reference) if reference else None
    if (reference and subject is None) or not kind.begins_at(subject):
        raise Http404
    return subject


def _back(subject: Subject | None) -> dict[str, str]:
    if subject is None:
        return {"back": reverse("register"), "back_to": _("Household book")}
    return {"back": subjects.page(subject), "back_to": subjects.name(subject)}
