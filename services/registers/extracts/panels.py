"""What the extract shows on the page of a household: its two buttons."""

from django.template.loader import render_to_string

from services.registers.views import day_asked
from tereze.accounts.http import CouncilRequest
from tereze.accounts.permissions import Permission
from tereze.exchange import panels
from tereze.exchange.panels import Panel, Place
from tereze.exchange.values import Subject


def _household(request: CouncilRequest, subject: Subject | None) -> str:
    if subject is None:
        return ""
    told = {"reference": subject.reference, "on": day_asked(request)}
    return render_to_string("registers/extracts/_panel.html", told, request)


panels.registry.add(Panel("registers.extract", Place.HOUSEHOLD, 50, Permission.RESIDENT_VIEW, _household))
