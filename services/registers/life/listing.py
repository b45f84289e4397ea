"""Which events a list shows."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from services.registers.models import HouseholdAddress, LifeEvent
from tereze import clock
from tereze.ui import days

LONGEST: Final = 80


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed by; empty narrows nothing. Days are those on which it happened, the last included."""

    kind: str = ""
    since: str = ""
    until: str = ""
    village: str = ""
    recorder: str = ""

    def __bool__(self) -> bool:
        return any(asdict(self).values())

    def narrowed(self) -> dict[str, Any]:
        """Return what the journal keeps of it."""
        return {name: value for name, value in asdict(self).items() if value}

    def found(self, *, kinds: Sequence[str]) -> QuerySet[LifeEvent]:
        """Return the events of `kinds`, the newest day first. What is no day narrows nothing."""
        found = LifeEvent.objects.filter(kind__in=[one for one in kinds if self.kind in {"", one}])
        since, until = _day(self.since), _day(self.until)
        if since:
            found = found.filter(on__gte=since)
        if until:
            found = found.filter(on__lte=until)
        if self.recorder:
            found = found.filter(recorded_by=self.recorder)
        if self.village.isdecimal() and len(self.village) < 10:
            found = found.filter(Exists(_in_village(int(self.village))))
        return found.order_by("-on", "-id").prefetch_related("residents", "households")


def read(query: Mapping[str, str]) -> Asked:
    """Return what an address asks for."""
    return Asked(**{name: _clean(query.get(name, "")) for name in Asked.__dataclass_fields__})


def recorders() -> list[str]:
    """Return everybody who ever recorded an event, as the journal names them."""
    return list(LifeEvent.objects.order_by("recorded_by").values_list("recorded_by", flat=True).distinct())


def _in_village(village: int) -> QuerySet[HouseholdAddress]:
    """Return addresses in the village of the households that an event concerns, on its day."""
    on = OuterRef("on")
    holds = (Q(since__isnull=True) | Q(since__lte=on)) & (Q(until__isnull=True) | Q(until__gte=on))
    return HouseholdAddress.objects.filter(holds, household__life_events=OuterRef("pk"), street__village=village)


def _clean(text: str) -> str:
    return text.replace("\0", "").strip()[:LONGEST]


def _day(text: str) -> date | None:
    return days.read(text, today=clock.today())
