"""What a round still lacks before it can be closed with a good conscience."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.registers.models import CountingRound, Household, RoundFollowUp
from services.registers.rounds import oddities, progress, yards
from services.registers.rounds.progress import StreetProgress


@dataclass(frozen=True)
class Missing:
    """What is missing; as a truth value, whether anything is."""

    streets: Sequence[StreetProgress]
    nobody_home: int
    follow_ups: int
    odd: int
    without_address: int

    def __bool__(self) -> bool:
        return bool(self.streets or self.nobody_home or self.follow_ups or self.odd or self.without_address)

    @property
    def households_left(self) -> int:
        """Households nobody has been to."""
        return sum(one.tally.left for one in self.streets)


def of(counted: CountingRound) -> Missing:
    """Return what is missing."""
    villages = progress.of(counted)
    opened = Household.objects.filter(closed_on__isnull=True).exclude(opened_on__gt=counted.on)
    return Missing(
        streets=[one for village in villages for one in village.streets if one.tally.left],
        nobody_home=progress.total(villages).nobody_home,
        follow_ups=RoundFollowUp.objects.filter(visit__round=counted, done_at__isnull=True).count(),
        odd=len(oddities.of(counted).odd),
        without_address=opened.exclude(pk__in=yards.households(counted).values("household")).count(),
    )
