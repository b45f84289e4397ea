"""What was counted before: the last known number of everything a household had."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from services.registers.models import CountingRound, HouseholdCount, RoundVisit

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


def last_year(households: QuerySet[Any, Any], *, before: date, against: CountingRound | None) -> Mapping[int, Numbers]:
    """Return what each household had in the round to compare with; where it was not counted then, the last numbers.

    Lambs of June are none of January: what is asked in a season is held against the same season.
    """
    found = dict(last(households, before=before))
    if against is None:
        return found
    done = RoundVisit.objects.filter(round=against, household__in=households, state=RoundVisit.State.DONE)
    numbers: dict[int, dict[str, Numbers]] = {key: {} for key in done.values_list("household", flat=True)}
    rows = HouseholdCount.objects.filter(round=against, household__in=households)
    for household, what, standing, number in rows.values_list("household", "what", "standing", "number"):
        numbers.setdefault(household, {}).setdefault(what, {})[standing] = number
    for household, things in numbers.items():
        found[household] = {what: number for what, number in bests(things).items() if number}
    return found


def before(counted: CountingRound) -> CountingRound | None:
    """Return the closed round to compare with: the last of the same kind, else the last one."""
    earlier = CountingRound.objects.filter(on__lt=counted.on, closed_at__isnull=False)
    return earlier.filter(livestock_only=counted.livestock_only).first() or earlier.first()


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
