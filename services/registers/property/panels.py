"""What property shows on the card of a resident and on the page of a household."""

from datetime import date

from django.template.loader import render_to_string

from services.registers import queries as people
from services.registers.models import Household, Resident
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
    resident, today = people.resident(subject.reference), clock.today()
    return _panel(request, on=today, resident=resident, household=people.household_of(resident, on=today))


def _household(request: CouncilRequest, subject: Subject | None) -> str:
    if subject is None:
        return ""
    return _panel(request, on=day_asked(request), household=people.household(subject.reference))


def _panel(
    request: CouncilRequest, *, on: date, resident: Resident | None = None, household: Household | None = None
) -> str:
    land = queries.parcels(on=on, resident=resident, household=household)
    houses = queries.buildings(on=on, resident=resident, household=household)
    cars = queries.vehicles(on=on, resident=resident, household=household)
    counted = queries.counts(household, on=on) if household else []
    begun = resident.reference if resident else household.reference if household else ""
    may_edit = request.user.may(Permission.PROPERTY_EDIT) and on == clock.today()
    if not (land or houses or cars or counted or may_edit):
        return ""
    told = {
        "land": showing.parcels(land), "buildings": showing.buildings(houses), "vehicles": showing.vehicles(cars),
        "counts": showing.counted(counted), "counted_on": counted[0].on if counted else None,
        "area": showing.area(sum(one.thing.area_m2 for one in land)) if len(land) > 1 else "",
        "begun": begun, "may_edit": may_edit,
    }  # fmt: skip
    return render_to_string("registers/property/_panel.html", told, request)


panels.registry.add(Panel("registers.property", Place.CARD, 30, Permission.RESIDENT_VIEW, _card))
panels.registry.add(Panel("registers.property_household", Place.HOUSEHOLD, 20, Permission.RESIDENT_VIEW, _household))
