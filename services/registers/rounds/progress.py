"""How far a round is: by village and street."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from services.registers.models import CountingRound, RoundVisit, RoundWalk, Street, Village
from services.registers.rounds import yards
from tereze.accounts.models import User

_STATE = RoundVisit.State


@dataclass(frozen=True)
class Tally:
    """How many households there are, and how their visits ended. An empty house needs nobody at home."""

    total: int = 0
    done: int = 0
    nobody_home: int = 0
    refused: int = 0
    empty: int = 0

    @property
    def left(self) -> int:
        """Households nobody has been to."""
        return max(self.total - self.done - self.nobody_home - self.refused - self.empty, 0)

    @property
    def walked(self) -> int:
        """Households somebody has been to."""
        return self.total - self.left

    @property
    def percent(self) -> int:
        """Walked of all, in per cent, rounded down: a hundred means all."""
        return 100 * self.walked // self.total if self.total else 100

    @property
    def parts(self) -> list[tuple[str, int, float, float]]:
        """The parts of the bar: state, number, where it begins and how wide it is, in per cent."""
        begins, parts = 0.0, []
        for state in ("done", "empty", "nobody_home", "refused"):
            number: int = getattr(self, state)
            width = 100 * number / self.total if self.total else 0.0
            parts.append((state, number, round(begins, 2), round(width, 2)))
            begins += width
        return [part for part in parts if part[1]]

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.total + other.total, self.done + other.done, self.nobody_home + other.nobody_home,
            self.refused + other.refused, self.empty + other.empty,
        )  # fmt: skip


@dataclass(frozen=True)
class StreetProgress:
    """A street, how far it is, and who walks it."""

    street: Street
    tally: Tally
    walker: User | None


@dataclass(frozen=True)
class VillageProgress:
    """A village and its streets."""

    village: Village
    streets: Sequence[StreetProgress]

    @property
    def tally(self) -> Tally:
        """The sum of its streets."""
        return sum((one.tally for one in self.streets), Tally())

    @property
    def without_walker(self) -> int:
        """Streets that nobody walks though somebody is left there."""
        return sum(one.walker is None and one.tally.left > 0 for one in self.streets)


def of(counted: CountingRound, *, walker: User | None = None) -> list[VillageProgress]:
    """Return the progress of every village; of the walker's streets alone, if one is named. Four queries."""
    tallies = _tallies(counted)
    walks = {one.street_id: one.walker for one in RoundWalk.objects.filter(round=counted).select_related("walker")}
    streets = Street.objects.filter(pk__in=tallies).select_related("village")
    found = [StreetProgress(one, tallies[one.pk], walks.get(one.pk)) for one in streets]
    if walker:
        found = [one for one in found if one.walker == walker]
    return _by_village(found)


def total(villages: Iterable[VillageProgress]) -> Tally:
    """Return the sum of all villages."""
    return sum((one.tally for one in villages), Tally())


def _by_village(streets: Iterable[StreetProgress]) -> list[VillageProgress]:
    found: dict[Village, list[StreetProgress]] = {}
    for one in streets:
        found.setdefault(one.street.village, []).append(one)
    return [VillageProgress(village, found[village]) for village in sorted(found, key=lambda one: one.code)]


def _tallies(counted: CountingRound) -> dict[int, Tally]:
    """Count visits where the households live on the day of the round."""
    rows = yards.households(counted).values_list("street", "household")
    states = dict(RoundVisit.objects.filter(round=counted).values_list("household", "state"))
    tallies: dict[int, dict[str, int]] = {}
    for street, household in rows.iterator(chunk_size=5_000):
        tally = tallies.setdefault(street, dict.fromkeys(("total", *_STATE.values), 0))
        tally["total"] += 1
        if household in states:
            tally[states[household]] += 1
    return {street: Tally(**tally) for street, tally in tallies.items()}


def may_walk(counted: CountingRound, street: Street, walker: User, *, manages: bool) -> bool:
    """Return whether somebody may open a street: who walks it in this round, or manages rounds."""
    return manages or RoundWalk.objects.filter(round=counted, street=street, walker=walker).exists()


def waiting() -> int:
    """Return how many households of open rounds somebody still has to go to."""
    found = CountingRound.objects.filter(closed_at__isnull=True).annotate(
        walked=Count("visits", filter=~Q(visits__state=_STATE.NOBODY_HOME))
    )
    return sum(max(yards.households(one).count() - one.walked, 0) for one in found)
