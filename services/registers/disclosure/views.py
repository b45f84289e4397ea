"""The page on which everything held on a person is handed out."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from services.registers.addresses import page_language
from services.registers.disclosure import papers
from services.registers.disclosure.words import ASKED, FORMS
from services.registers.models import Resident
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal
from tereze.audit.purposes import Why
from tereze.exchange import personal


@requires(Permission.PERSONAL_DATA_EXPORT)
@require_safe
@never_cache
def personal_data(request: CouncilRequest, reference: str) -> HttpResponse:
    """Say what is held on the resident, kind by kind, and offer it as PDF and JSON. Nothing of it is shown here."""
    resident = _resident(reference)
    language = page_language()
    kinds = [(one.title[language], len(one.table.rows)) for one in personal.held_on(reference)]
    journal.record_read("resident.data_listed", subject=resident.subject, by=request.user, why=Why(ASKED))
    told = {"resident": resident, "kinds": kinds}
    return render(request, "registers/disclosure/personal_data.html", told)


@requires(Permission.PERSONAL_DATA_EXPORT)
@require_POST
@never_cache
def download(request: CouncilRequest, reference: str, form: str) -> HttpResponse:
    """Hand out everything held on the resident: `form` is "json", or "ky" or "ru" for a PDF in that language."""
    if form not in FORMS:
        raise Http404
    resident = _resident(reference)
    now = clock.now()
    sections = personal.held_on(reference)
    journal.record_read(
        "resident.data_handed_out", subject=resident.subject, by=request.user, why=Why(ASKED), form=form
    )
    if form == "json":
        answer = HttpResponse(papers.as_json(resident, sections, at=now), content_type="application/json")
    else:
        pdf = papers.as_pdf(resident, sections, language="ru" if form == "ru" else "ky", at=now)
        answer = HttpResponse(pdf, content_type="application/pdf")
    ending = "json" if form == "json" else "pdf"
    answer["Content-Disposition"] = f'attachment; filename="{reference}-{now:%Y%m%d}.{ending}"'
    return answer


def _resident(reference: str) -> Resident:
    found = Resident.objects.filter(reference=reference).first()
    if found is None:
        raise Http404
    return found
