"""Telling a resident who looked at their data."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.registers.models import Resident
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal, looks, purposes
from tereze.audit import queries as audit


@requires(Permission.RESIDENT_VIEW)
@require_safe
@never_cache
def resident_looks(request: CouncilRequest, reference: str) -> HttpResponse:
    """Show who opened the resident's data, when and why, to be read out or printed for the resident.

    Whoever may open the card may tell this: the resident asks at the window, and the page says no more of the resident
    than the card does. The journal's own permission would be the wrong key: it belongs to administrators too, who
    open no resident's card, and the window operator does not hold it. `?language=ru` is for the paper alone.
    """
    found = Resident.objects.filter(reference=reference).first()
    if found is None:
        raise Http404
    before = request.GET.get("before", "")
    page = audit.looks(found.subject, before=int(before) if before.isdecimal() and len(before) < 18 else None)
    why = purposes.why(request, subject=found.subject, by=request.user, at=clock.now())
    journal.record_read("resident.looks_told", subject=found.subject, by=request.user, why=why)
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else translation.get_language()
    with translation.override(language):
        told = {
            "resident": found,
            "looks": looks.tell(page.entries, reader=request.user),
            "before": page.before,
            "first_page": not before,
            "language": language,
            "chosen": asked == language,
            "now": clock.now(),
        }
        return render(request, "registers/looks.html", told)
