"""The pages of land, buildings and vehicles."""

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.registers.fields.panels import shown_of
from services.registers.life import subjects
from services.registers.life.registry import offered, registry
from services.registers.models import Building, LandParcel, LifeEvent, Ownership, Vehicle
from services.registers.property import showing
from services.registers.views import day_asked
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal

OWN_FIELDS: Final = "parcel_own_fields"
"""The kind of event that has its place beside the fields, not among the buttons."""


@requires(Permission.RESIDENT_VIEW)
@require_safe
@never_cache
def parcel(request: CouncilRequest, reference: str) -> HttpResponse:
    """Tell about a piece of land: what it is, whose it is and was, what happened to it."""
    return _thing(request, LandParcel, reference)


@requires(Permission.RESIDENT_VIEW)
@require_safe
@never_cache
def building(request: CouncilRequest, reference: str) -> HttpResponse:
    """Tell about a building: what it is like, whose it is and was, what happened to it."""
    return _thing(request, Building, reference)


@requires(Permission.RESIDENT_VIEW)
@require_safe
@never_cache
def vehicle(request: CouncilRequest, reference: str) -> HttpResponse:
    """Tell about a vehicle: what it is, whose it is and was, what happened to it."""
    return _thing(request, Vehicle, reference)


def _thing(request: CouncilRequest, model: type[Any], reference: str) -> HttpResponse:
    related = () if model is Vehicle else ("village", "street__village")
    thing = model.objects.select_related(*related).filter(reference=reference).first()
    if thing is None:
        raise Http404
    on = day_asked(request)
    journal.record_read("property.viewed", subject=subjects.journal_name(thing), by=request.user)
    column = subjects.kind_of(thing)
    rows = list(
        Ownership.objects.filter(**{column: thing}).select_related("resident", "household").order_by("-since", "-pk")
    )
    now = [row for row in rows if showing.holds(row, on)]
    kinds = offered(thing, by=request.user) if on == clock.today() else []
    told = {
        "thing": thing, "title": subjects.name(thing), "lines": showing.lines(thing), "on": on,
        "is_today": on == clock.today(), "owners": showing.owners(now, on=on),
        "earlier": showing.owners([row for row in rows if row not in now], on=on), "place": showing.place(thing),
        "kinds": [kind for kind in kinds if kind.name != OWN_FIELDS], "events": _events(thing),
        "fields": shown_of(column, reference) if column == "parcel" else [],
        "may_fill": any(kind.name == OWN_FIELDS for kind in kinds),
    }  # fmt: skip
    return render(request, "registers/property/thing.html", told)


def _events(thing: Any) -> list[tuple[LifeEvent, str]]:
    """Return the events that wrote on the thing or on an ownership of it, the latest first."""
    name = str(thing._meta.model_name)
    ownerships = Ownership.objects.filter(**{subjects.kind_of(thing): thing}).values_list("pk", flat=True)
    written = LifeEvent.objects.filter(changes__model=name, changes__record_id=thing.pk) | LifeEvent.objects.filter(
        changes__model="ownership", changes__record_id__in=list(ownerships)
    )
    return [(event, str(registry.get(event.kind).label)) for event in written.distinct().order_by("-on", "-id")[:20]]
