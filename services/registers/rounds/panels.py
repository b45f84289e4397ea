"""What the rounds show on a household's page: the counts of the last ones."""

from typing import Any, Final

from django.template.loader import render_to_string

from services.registers.codelists import COUNTED
from services.registers.models import CountingRound, HouseholdCount, RoundVisit
from services.registers.rounds import counts, wording
from services.registers.views import day_asked
from tereze.accounts.http import CouncilRequest
from tereze.accounts.permissions import Permission
from tereze.exchange import panels
from tereze.exchange.panels import Panel, Place
from tereze.exchange.values import Subject

SHOWN: Final = 4
"""So many rounds are shown beside each other: two years."""


def _counts(request: CouncilRequest, subject: Subject | None) -> str:
    if subject is None:
        return ""
    about = {"household__reference": subject.reference, "round__on__lte": day_asked(request)}
    told = {"round__isnull": False, **about}
    visits = {one.round_id: one for one in RoundVisit.objects.filter(**about)}
    numbers: dict[int, dict[str, dict[str, int]]] = {}
    for key, what, standing, number in HouseholdCount.objects.filter(**told).values_list(
        "round", "what", "standing", "number"
    ):
        numbers.setdefault(key, {}).setdefault(what, {})[standing] = number
    found = list(CountingRound.objects.filter(pk__in={*visits, *numbers})[:SHOWN])
    if not found:
        return ""
    return render_to_string("registers/rounds/_panel.html", _told(found, visits, numbers), request)


def _told(
    found: list[CountingRound], visits: dict[int, RoundVisit], numbers: dict[int, dict[str, dict[str, int]]]
) -> dict[str, Any]:
    known = {what for one in found for what, standings in numbers.get(one.pk, {}).items() if counts.best(standings)}
    heads = [
        (one, wording.STATES[visits[one.pk].state] if one.pk in visits and visits[one.pk].state != "done" else "")
        for one in found
    ]
    rows = [
        (COUNTED.label(what), [numbers.get(one.pk, {}).get(what) for one in found]) for what in COUNTED if what in known
    ]
    people = [visits[one.pk].people if one.pk in visits else None for one in found]
    return {"rounds": heads, "rows": rows, "people": people if any(one is not None for one in people) else []}


panels.registry.add(Panel("registers.rounds", Place.HOUSEHOLD, 35, Permission.RESIDENT_VIEW, _counts))
