"""The pages of the statistics, their workbooks, and the rows behind each number."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.registers.statistics import counting, listing, pages, workbook
from services.registers.statistics.bases import BASES, Base
from services.registers.statistics.counting import Chosen
from services.registers.statistics.dimensions import villages
from services.registers.statistics.pages import Page
from services.registers.statistics.sections import Asked, may_see
from services.registers.views import day_asked
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal
from tereze.ui.templatetags.tereze import office_date


@requires(Permission.STATISTICS_VIEW)
@require_safe
def index(request: CouncilRequest) -> HttpResponse:
    """Lead to the first page."""
    return redirect("statistics_page", pages.PAGES[0].name)


@requires(Permission.STATISTICS_VIEW)
@require_safe
@never_cache
def page(request: CouncilRequest, name: str) -> HttpResponse:
    """Show how many there are, of the whole council or of one village, on a day."""
    shown, asked = _page(name), _asked(request)
    told = {
        "page": shown,
        "pages": pages.PAGES,
        "tables": pages.tables(shown, asked),
        "on": asked.on,
        "is_today": asked.on == clock.today(),
        "village": asked.village,
        "villages": villages(),
        "heading": _heading(request, asked),
        "query": request.GET.urlencode(),
    }
    return render(request, "registers/statistics/page.html", told)


@requires(Permission.STATISTICS_VIEW)
@require_safe
@never_cache
def page_workbook(request: CouncilRequest, name: str) -> HttpResponse:
    """Give a page as an Excel workbook. It names nobody."""
    shown, asked = _page(name), _asked(request)
    content = workbook.of(pages.tables(shown, asked), heading=_heading(request, asked))
    file = f"{request.tenant.key}-{name}-{asked.on.isoformat()}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{file}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=workbook.CONTENT_TYPE, headers=headers)


@requires(Permission.STATISTICS_VIEW)
@require_safe
@never_cache
def rows(request: CouncilRequest, base: str) -> HttpResponse:
    """List what a number counts. Each look is in the journal, with what was asked for."""
    if base not in BASES:
        raise Http404
    found, on = BASES[base], day_asked(request)
    known = counting.dimensions_of(found)
    chosen = {name: request.GET.getlist(name) for name in request.GET if name not in {"on", "page"}}
    if unknown := set(chosen) - set(known):
        raise Http404(unknown)
    if not may_see(request.user, found, known, chosen):
        raise PermissionDenied
    behind = counting.rows_behind(found, chosen, on=on, known=known)
    shown = Paginator(listing.ordered(found, behind, on=on), listing.ON_A_PAGE).get_page(request.GET.get("page"))
    _tell(request, found, chosen, on, shown.paginator.count)
    told = {
        "base": found,
        "page": shown,
        "lines": listing.lines(found, shown, on=on),
        "heads": listing.heads(found),
        "chosen": [(known[name].label, ", ".join(map(known[name].word, texts))) for name, texts in chosen.items()],
        "on": on,
        "back": _page_of(found).name,
    }
    return render(request, "registers/statistics/rows.html", told)


def _page(name: str) -> Page:
    if name not in pages.BY_NAME:
        raise Http404
    return pages.BY_NAME[name]


def _asked(request: CouncilRequest) -> Asked:
    code = request.GET.get("village", "")
    chosen = {"village": [code]} if code in dict(villages()) else {}
    return Asked(on=day_asked(request), chosen=chosen, by=request.user)


def _heading(request: CouncilRequest, asked: Asked) -> str:
    """Say what is counted: «Кароол айыл өкмөтү · Шералы · 23.11.2026-ж. карата»."""
    where = dict(villages()).get(asked.village, "")
    day = _("as of %(day)s") % {"day": office_date(asked.on)}
    return " · ".join(part for part in (request.tenant.name, where, day) if part)


def _tell(request: CouncilRequest, base: Base, chosen: Chosen, on: date, count: int) -> None:
    narrowed = [f"{name}={','.join(texts)}" for name, texts in chosen.items()]
    journal.record_read(
        "statistics.rows_listed",
        subject="",
        by=request.user,
        what=base.name,
        count=count,
        on=str(on),
        chosen=narrowed,
    )


def _page_of(base: Base) -> Page:
    """Return the page on which a base is counted."""
    own = {"arrivals": "movement", "departures": "movement", "told": "livestock", "seen": "livestock",
           "livestock": "livestock"}  # fmt: skip
    if base.name in own:
        return pages.BY_NAME[own[base.name]]
    return next(page for page in pages.PAGES if any(section.base.name == base.name for section in page.sections))
