"""The sums of a round: written down when it is closed, compared with the round before."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.registers.codelists import COUNTED
from services.registers.models import CountingRound, Membership, RoundTotal, RoundVisit, Village
from services.registers.rounds import counts, progress, yards

STATES = ("households", "done", "empty", "nobody_home", "refused", "left")
"""What is summed up of the walking itself, in the order of the page."""
PEOPLE = "people"


@dataclass(frozen=True)
class Sum:
    """A number, the part of it that somebody saw, and the number before; None where nobody counted then."""

    number: int
    verified: int
    before: int | None

    @property
    def change(self) -> int | None:
        """How much more there is than before."""
        return None if self.before is None else self.number - self.before


@dataclass(frozen=True)
class Line:
    """One thing in every village, and in all together (the last)."""

    what: str
    sums: Sequence[Sum]

    @property
    def all(self) -> Sum:
        """The council's sum."""
        return self.sums[-1]


@dataclass(frozen=True)
class Table:
    """The sums of a round beside those of the one before, if there was one."""

    round: CountingRound
    before: CountingRound | None
    villages: Sequence[Village]
    lines: Sequence[Line]


_Sums = Mapping[str, Mapping[int, tuple[int, int]]]
"""Number and its verified part, by what was counted and the village's key."""


def write(closing: CountingRound) -> None:
    """Write down the sums of the round as it stands."""
    RoundTotal.objects.bulk_create(
        RoundTotal(round=closing, village_id=village, what=what, number=number, verified=verified)
        for what, places in reckon(closing).items()
        for village, (number, verified) in places.items()
    )


def reckon(counted: CountingRound) -> _Sums:
    """Sum the round up as it stands now."""
    number: dict[str, Counter[int]] = defaultdict(Counter)
    verified: dict[str, Counter[int]] = defaultdict(Counter)
    for one in progress.of(counted):
        for what in STATES:
            number[what][one.village.pk] = getattr(one.tally, "total" if what == "households" else what)
    homes = dict(yards.households(counted).values_list("household", "street__village"))
    if not counted.livestock_only:
        number[PEOPLE] = _people(counted, homes)
    for household, things in counts.of_round(counted).items():
        for what, standings in things.items():
            if household in homes:
                number[what][homes[household]] += counts.best(standings)
                verified[what][homes[household]] += standings.get("verified", 0)
    return {
        what: {village: (count, verified[what][village]) for village, count in places.items()}
        for what, places in number.items()
    }


def _people(counted: CountingRound, homes: Mapping[int, int]) -> Counter[int]:
    """Count those whom the walkers found; where they did not get in, those of the register."""
    people: Counter[int] = Counter(Membership.objects.on(counted.on).values_list("household", flat=True))
    people.update(dict.fromkeys(homes, 0))
    visits = RoundVisit.objects.filter(round=counted, people__isnull=False)
    found = dict(people) | dict(visits.values_list("household", "people"))
    sums: Counter[int] = Counter()
    for household, number in found.items():
        if household in homes:
            sums[homes[household]] += number or 0
    return sums


def table(counted: CountingRound, against: CountingRound | None) -> Table:
    """Return the sums of a closed round by village, and the change against another one."""
    villages = list(Village.objects.all())
    now, then = _sums(counted), _sums(against) if against else None
    lines = [
        _line(what, villages, now, then)
        for what in (*STATES, PEOPLE, *COUNTED)
        if what in now or (then is not None and what in then)
    ]
    return Table(counted, against, villages, lines)


def _sums(counted: CountingRound) -> _Sums:
    """Return what was written down at closing; a round that was brought in closed is summed up on the way."""
    found: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
    for village, what, number, verified in counted.totals.values_list("village", "what", "number", "verified"):
        found[what][village] = number, verified
    return found or reckon(counted)


def _line(what: str, villages: Sequence[Village], now: _Sums, then: _Sums | None) -> Line:
    sums = []
    for village in villages:
        number, verified = now.get(what, {}).get(village.pk, (0, 0))
        known = then is not None and what in then
        sums.append(Sum(number, verified, then[what].get(village.pk, (0, 0))[0] if then and known else None))
    whole = [one.before for one in sums if one.before is not None]
    sums.append(Sum(sum(one.number for one in sums), sum(one.verified for one in sums), sum(whole) if whole else None))
    return Line(what, sums)
