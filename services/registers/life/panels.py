"""What events show on the pages of residents and households: what happened, and what can be recorded."""

from itertools import groupby
from typing import Any, Final, Literal

from django.template.loader import render_to_string

from services.registers import queries
from services.registers.life import situations
from services.registers.life.registry import offered, registry, seen_by
from services.registers.life.subjects import Subject as Begun
from services.registers.models import Household, LifeEvent, Resident
from tereze.accounts.http import CouncilRequest
from tereze.accounts.permissions import Permission
from tereze.exchange import panels
from tereze.exchange.panels import Panel, Place
from tereze.exchange.values import Subject

SHOWN: Final = 12


def _card(request: CouncilRequest, subject: Subject | None) -> str:
    if subject is None:
        return ""
    return _panel(request, situations.residents().get(reference=subject.reference), about="resident")


def _household(request: CouncilRequest, subject: Subject | None) -> str:
    if subject is None:
        return ""
    return _panel(request, queries.household(subject.reference), about="household")


def _panel(request: CouncilRequest, subject: Resident | Household, *, about: Literal["resident", "household"]) -> str:
    found = LifeEvent.objects.filter(**{f"{about}s": subject, "kind__in": seen_by(request.user)})
    events = [(event, registry.get(event.kind).label) for event in found.order_by("-on", "-id")[: SHOWN + 1]]
    menu = menu_of(request, subject)
    if not events and not menu:
        return ""
    told = {"events": events[:SHOWN], "more": len(events) > SHOWN, "menu": menu, "reference": subject.reference}
    return render_to_string("registers/life/_panel.html", told, request)


def menu_of(request: CouncilRequest, subject: Begun) -> list[tuple[str, list[Any]]]:
    """Return what can be recorded of the subject, by groups."""
    kinds = offered(subject, by=request.user)
    return [(group.label, list(members)) for group, members in groupby(kinds, key=lambda kind: kind.shown_in)]


panels.registry.add(Panel("registers.life", Place.CARD, 40, Permission.RESIDENT_VIEW, _card))
panels.registry.add(Panel("registers.life_household", Place.HOUSEHOLD, 40, Permission.RESIDENT_VIEW, _household))
