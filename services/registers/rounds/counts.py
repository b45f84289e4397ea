"""What was counted before: the last known number of everything a household had."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from services.registers.models import CountingRound, HouseholdCount

Numbers = dict[str, int]


def last(households: Iterable[int] | QuerySet[Any, Any], *, before: date) -> Mapping[int, Numbers]:
    """Return the last numbers of each household before a day, by key and code; what was seen outweighs what was told.

    Zeros are left out: who had none any more has none.
    """
    rows = (
        HouseholdCount.objects.filter(household__in=households, on__lt=before)
        .order_by("household", "what", "-on", "-standing")  # «verified» comes after «declared»
        .distinct("household", "what")
        .values_list("household", "what", "number")
    )
    found: dict[int, Numbers] = defaultdict(dict)
    for household, what, number in rows.iterator(chunk_size=5_000):
        if number:
            found[household][what] = number
    return found


def of_round(counted: CountingRound) -> Mapping[int, Mapping[str, Numbers]]:
    """Return what was counted in a round: by household, code and standing (declared, verified)."""
    found: dict[int, dict[str, Numbers]] = defaultdict(lambda: defaultdict(dict))
    rows = HouseholdCount.objects.filter(round=counted).values_list("household", "what", "standing", "number")
    for household, what, standing, number in rows.iterator(chunk_size=5_000):
        found[household][what][standing] = number
    return found


def best(standings: Mapping[str, int]) -> int:
    """Return what is best known of one thing: what somebody saw, else what was told."""
    return standings.get("verified", standings.get("declared", 0))


def bests(counted: Mapping[str, Mapping[str, int]]) -> Numbers:
    """Return the best known number of everything."""
    return {what: best(standings) for what, standings in counted.items()}
