"""What property shows on the card of a resident and on the page of a household."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.template.loader import render_to_string

from services.registers import cards
from services.registers import queries as people
from services.registers.models import Household, Membership, Resident
from services.registers.property import queries, showing
from services.registers.views import day_asked
from tereze import clock
from tereze.accounts.http import CouncilRequest
from tereze.accounts.permissions import Permission
from tereze.exchange import panels
from tereze.exchange.panels import Panel, Place
from tereze.exchange.values import Subject


def _card(request: CouncilRequest, subject: Subject | None) -> str:
    if subject is None:
        return ""
    today = clock.today()
    card = cards.of(subject, on=today)
    return _panel(request, on=today, resident=card.resident, household=card.stay.household if card.stay else None)


def _household(request: CouncilRequest, subject: Subject | None) -> str:
    if subject is None:
        return ""
    on = day_asked(request)
    home = people.household(subject.reference)
    members = Membership.objects.on(on).filter(household=home).values_list("resident", flat=True)
    return _panel(request, on=on, household=home, members=members)


def _panel(
    request: CouncilRequest, *, on: date, resident: Resident | None = None, household: Household | None = None,
    members: Iterable[int] = (),
) -> str:  # fmt: skip
    whose: Any = {"on": on, "resident": resident, "household": household, "members": list(members)}
    land, houses, cars = queries.parcels(**whose), queries.buildings(**whose), queries.vehicles(**whose)
    counted = queries.counts(household, on=on) if household else []
    begun = resident or household
    may_edit = (
        begun is not None and begins(begun) and request.user.may(Permission.PROPERTY_EDIT) and on == clock.today()
    )
    if not (land or houses or cars or counted or may_edit):
        return ""
    named = resident is None
    told = {
        "land": showing.parcels(land, named=named), "buildings": showing.buildings(houses, named=named),
        "vehicles": showing.vehicles(cars, named=named),
        "counts": showing.counted(counted), "counted_on": counted[0].on if counted else None,
        "area": showing.total(land) if len(land) > 1 else "",
        "begun": begun.reference if begun else "", "may_edit": may_edit,
    }  # fmt: skip
    return render_to_string("registers/property/_panel.html", told, request)


def begins(owner: Resident | Household) -> bool:
    """Return whether such an owner can still acquire something."""
    return getattr(owner, "death_date", None) is None and getattr(owner, "closed_on", None) is None


panels.registry.add(Panel("registers.property", Place.CARD, 30, Permission.RESIDENT_VIEW, _card))
panels.registry.add(Panel("registers.property_household", Place.HOUSEHOLD, 20, Permission.RESIDENT_VIEW, _household))
