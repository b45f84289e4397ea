"""The list of everything that happened in the council."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.registers.life import export as tables
from services.registers.life import listing, recorders
from services.registers.life.registry import registry, seen_by
from services.registers.models import Household, LifeEvent, Resident, Village
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal

ON_A_PAGE: Final = 50


@dataclass(frozen=True)
class Line:
    """An event as the list shows it."""

    event: LifeEvent
    label: str
    people: list[Resident]
    homes: list[Household]
    by: str

    @property
    def on(self) -> date:
        return self.event.on


@requires(Permission.RESIDENT_VIEW)
@require_safe
@never_cache
def events(request: CouncilRequest) -> HttpResponse:
    """List events, the newest day first: a part of the page for HTMX, else the whole page."""
    asked, kinds = listing.read(request.GET), seen_by(request.user)
    page = Paginator(asked.found(kinds=kinds), ON_A_PAGE).get_page(request.GET.get("page"))
    journal.record_read("life.listed", subject="", by=request.user, **asked.narrowed())
    everybody = listing.recorders()
    names = recorders.names({*everybody})
    told = {
        "page": page, "asked": asked, "lines": lines(list(page), names),
        "kinds": sorted(((one.name, str(one.label)) for one in registry if one.name in kinds), key=lambda one: one[1]),
        "villages": Village.objects.all(), "people": [(one, names[one]) for one in everybody],
        "may_export": request.user.may(Permission.REGISTER_EXPORT),
    }  # fmt: skip
    return render(request, "registers/life/_list.html" if request.htmx else "registers/life/list.html", told)


@requires(Permission.REGISTER_EXPORT)
@require_safe
@never_cache
def export(request: CouncilRequest) -> HttpResponse:
    """Give the list as an Excel table."""
    asked = listing.read(request.GET)
    found = list(asked.found(kinds=seen_by(request.user))[: tables.MOST_ROWS])
    names = recorders.names({one.recorded_by for one in found})
    journal.record_read("life.exported", subject="", by=request.user, rows=len(found), **asked.narrowed())
    response = HttpResponse(tables.workbook(lines(found, names)), content_type=tables.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="events-{clock.today():%Y-%m-%d}.xlsx"'
    return response


def lines(found: list[LifeEvent], names: dict[str, str]) -> list[Line]:
    """Return the events as the list shows them."""
    return [
        Line(
            event=one, label=str(registry.get(one.kind).label), people=list(one.residents.all()),
            homes=list(one.households.all()), by=names.get(one.recorded_by, one.recorded_by),
        )
        for one in found
    ]  # fmt: skip
