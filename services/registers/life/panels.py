"""What events show on the pages of residents and households: the latest ones, and what can be recorded."""

from typing import Final, Literal

from django.template.loader import render_to_string

from services.registers import queries
from services.registers.life.registry import offered, registry
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
    return _panel(request, queries.resident(subject.reference), about="resident")


def _household(request: CouncilRequest, subject: Subject | None) -> str:
    if subject is None:
        return ""
    return _panel(request, queries.household(subject.reference), about="household")


def _panel(request: CouncilRequest, subject: Resident | Household, *, about: Literal["resident", "household"]) -> str:
    found = LifeEvent.objects.filter(**{f"{about}s": subject}).order_by("-on", "-id")[:SHOWN]
    events = [(event, registry.get(event.kind).label) for event in found]
    kinds = [kind for kind in offered(subject, about=about) if request.user.may(kind.permission)]
    if not events and not kinds:
        return ""
    told = {"events": events, "kinds": kinds, "reference": subject.reference}
    return render_to_string("registers/life/_panel.html", told, request)


panels.registry.add(Panel("registers.life", Place.CARD, 40, Permission.RESIDENT_VIEW, _card))
panels.registry.add(Panel("registers.life_household", Place.HOUSEHOLD, 40, Permission.RESIDENT_VIEW, _household))
