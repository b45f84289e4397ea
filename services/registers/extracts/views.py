"""The page of the household extract: its PDF."""

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.registers import queries
from services.registers.extracts import paper
from services.registers.extracts.tables import Language, household_extract
from services.registers.models import Household
from services.registers.views import day_asked
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal, purposes

_FULL_PINS = Permission.RESIDENT_REVEAL


@requires(Permission.RESIDENT_VIEW)
@require_safe
@never_cache
def household_pdf(request: CouncilRequest, reference: str) -> HttpResponse:
    """Give the extract of a household, Kyrgyz unless `?language=ru`, as of the day asked for.

    PINs stand in full for those who may see them.
    """
    try:
        household = queries.household(reference)
    except Household.DoesNotExist:
        raise Http404 from None
    on, full = day_asked(request), request.user.may(_FULL_PINS)
    language: Language = "ru" if request.GET.get("language") == "ru" else "ky"
    subject, now = f"household:{household.reference}", clock.now()
    why = purposes.why(request, subject=subject, by=request.user, at=now)
    journal.record_read(
        "household.extract_printed",
        subject=subject,
        by=request.user,
        why=why,
        on=str(on),
        language=language,
        revealed=full,
    )
    extract = household_extract(household, on=on, language="ru" if language == "ru" else "ky", full_pins=full)
    content = paper.pdf(extract, at=now, made_by=str(request.user))
    name = f"{household.account}-{on.isoformat()}-{language}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
