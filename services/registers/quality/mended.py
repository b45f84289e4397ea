"""How much of the register was mended in a month: corrected, merged, told apart, left as it is after a look."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from services.registers.models import Accepted, DistinctPair, LifeEvent
from tereze import clock

CORRECTIONS: Final = ("correction", "stay_correction")
"""Kinds of events that put right what was written, and tell of nothing that happened."""


@dataclass(frozen=True)
class Mended:
    """What was mended from `since` on, to the end of that month."""

    since: date
    corrected: int
    merged: int
    apart: int
    accepted: int

    @property
    def total(self) -> int:
        return self.corrected + self.merged + self.apart + self.accepted


def month(day: date) -> Mended:
    """Return what was mended in the month of the day; what was taken back since does not count. Four queries."""
    first = day.replace(day=1)
    begun, ended = _midnight(first), _midnight((first + timedelta(days=32)).replace(day=1))
    events = LifeEvent.objects.filter(undone_at__isnull=True, recorded_at__gte=begun, recorded_at__lt=ended)
    said = {"said_at__gte": begun, "said_at__lt": ended}
    return Mended(
        since=first,
        corrected=events.filter(kind__in=CORRECTIONS).count(),
        merged=events.filter(kind="one_person").count(),
        apart=DistinctPair.objects.filter(**said).count(),
        accepted=Accepted.objects.filter(**said).count(),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=clock.OFFICE_TIME)
