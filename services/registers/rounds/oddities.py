"""What looks wrong in a round: beside the last one, and in itself. Thresholds are data, see `rules`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from services.registers.codes import HouseholdKind
from services.registers.models import CountingRound, Household, Membership, RoundOddity, RoundVisit
from services.registers.rounds import counts, rules, yards
from services.registers.rounds.counts import Numbers
from services.registers.rounds.holding import hold_open
from services.registers.rounds.rules import RULES
from tereze.accounts.permissions import Actor
from tereze.audit import journal

JUMP, APPEARED, UNSEEN, AGE, EMPTY, NOBODY = "jump", "appeared", "unseen", "age", "empty", "nobody"
KINDS = (JUMP, APPEARED, UNSEEN, AGE, EMPTY, NOBODY)
"""In the order of the page."""


@dataclass(frozen=True)
class Oddity:
    """Something to look at in one household. `about` is a species, a code, or a member's reference.

    `number` and `before` are what was found and what it was held against: heads, or years of age.
    """

    rule: str
    household: int
    about: str = ""
    number: int = 0
    before: int = 0
    name: str = ""

    @property
    def key(self) -> tuple[int, str, str]:
        """What an explanation is about: the same thing with another number is another oddity."""
        return self.household, self.rule, f"{self.about}:{self.before}:{self.number}"


@dataclass(frozen=True)
class Home:
    """The household of an oddity, and where it is."""

    reference: str
    account: str
    village: int
    street: int
    house: str
    kind: str


@dataclass(frozen=True)
class Found:
    """What looks wrong, and what looked wrong and was explained (with the reason)."""

    odd: Sequence[Oddity]
    explained: Sequence[tuple[Oddity, RoundOddity]]
    homes: Mapping[int, Home]


def of(counted: CountingRound, *, village: int | None = None) -> Found:
    """Return what looks wrong in a round, in the council or one village of it. Eight queries."""
    where = yards.households(counted)
    if village is not None:
        where = where.filter(street__village=village)
    homes = {row[0]: Home(*row[1:]) for row in where.values_list(
        "household", "household__reference", "household__account", "street__village", "street", "house",
        "household__kind",
    )}  # fmt: skip
    explained = {(one.household_id, one.rule, one.about): one for one in RoundOddity.objects.filter(round=counted)}
    found = [one for one in _all(counted, homes) if one.household in homes]
    found.sort(key=lambda one: (KINDS.index(one.rule), homes[one.household].street, one.household, one.about))
    return Found(
        odd=[one for one in found if one.key not in explained],
        explained=[(one, explained[one.key]) for one in found if one.key in explained],
        homes=homes,
    )


def _all(counted: CountingRound, homes: Mapping[int, Home]) -> Iterator[Oddity]:
    now = counts.of_round(counted)
    visits = dict(RoundVisit.objects.filter(round=counted).values_list("household", "state"))
    against = counts.before(counted)
    yield from _beside(visits, {key: counts.bests(one) for key, one in now.items()}, against)
    yield from _unseen(now)
    families = _families(counted.on, homes)
    yield from _ages(counted.on, families)
    had = counts.last(Household.objects.values("pk"), before=counted.on)
    for key, home in homes.items():
        animals = _heads(counts.bests(now[key]) if key in now else had.get(key, {}))
        empty = home.kind == HouseholdKind.EMPTY or visits.get(key) == RoundVisit.State.EMPTY
        if (empty or key not in families) and animals:
            yield Oddity(EMPTY, key, "", animals)
        elif key not in families and not empty:
            yield Oddity(NOBODY, key)


def _unseen(now: Mapping[int, Mapping[str, Numbers]]) -> Iterator[Oddity]:
    for household, things in now.items():
        for what, standings in things.items():
            told, seen = standings.get("declared", 0), standings.get("verified")
            if seen is not None and seen < told:
                yield Oddity(UNSEEN, household, what, seen, told)


def _heads(numbers: Numbers) -> int:
    return sum(number for what, number in numbers.items() if rules.is_livestock(what) and rules.species(what) != "dog")


def _by_species(numbers: Numbers) -> Numbers:
    sums: Numbers = defaultdict(int)
    for what, number in numbers.items():
        if rules.is_livestock(what):
            sums[rules.species(what)] += number
    return sums


def _beside(visits: Mapping[int, str], now: Mapping[int, Numbers], against: CountingRound | None) -> Iterator[Oddity]:
    """Compare households that were counted both times."""
    if against is None:
        return
    then = {key: counts.bests(one) for key, one in counts.of_round(against).items()}
    met = set(RoundVisit.objects.filter(round=against, state=RoundVisit.State.DONE).values_list("household", flat=True))
    for household, state in visits.items():
        if state == RoundVisit.State.DONE and (household in met or household in then):
            yield from _differences(household, now.get(household, {}), then.get(household, {}))


def _differences(household: int, now: Numbers, then: Numbers) -> Iterator[Oddity]:
    here, there = _by_species(now), _by_species(then)
    for species in sorted({*here, *there}):
        number, before = here.get(species, 0), there.get(species, 0)
        change = abs(number - before)
        if before == 0 and number >= RULES.appeared_heads:
            yield Oddity(APPEARED, household, species, number)
        elif before and change >= RULES.jump_heads and change > RULES.jump_share * before:
            yield Oddity(JUMP, household, species, number, before)


@dataclass(frozen=True)
class _Member:
    relation: str
    reference: str
    name: str
    born: date | None

    def age(self, on: date) -> int | None:
        born = self.born
        return None if born is None else on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _families(on: date, homes: Mapping[int, Home]) -> Mapping[int, Sequence[_Member]]:
    """Return who belongs to each household where somebody belongs."""
    families: dict[int, list[_Member]] = defaultdict(list)
    rows = Membership.objects.on(on).values_list(
        "household", "relation", "resident__reference", "resident__surname", "resident__given_name",
        "resident__birth_date",
    )  # fmt: skip
    for household, relation, reference, surname, given, born in rows.iterator(chunk_size=5_000):
        if household in homes:
            families[household].append(_Member(relation, reference, f"{surname} {given}".strip(), born))
    return families


def _ages(on: date, families: Mapping[int, Sequence[_Member]]) -> Iterator[Oddity]:
    """Tell members whose age does not go with what they are."""
    for household, members in families.items():
        head = next((one.born for one in members if one.relation == "head"), None)
        for one in members:
            if _is_odd(one, head, on):
                yield Oddity(AGE, household, f"{one.relation}:{one.reference}", one.age(on) or 0, 0, one.name)


def _is_odd(member: _Member, head: date | None, on: date) -> bool:
    age = member.age(on)
    if age is None or member.born is None:
        return False
    if age > RULES.oldest or age < RULES.youngest.get(member.relation, 0):
        return True
    if head is None or member.relation not in RULES.gap:
        return False
    least, most = RULES.gap[member.relation]
    return not least <= (head - member.born).days / 365.25 <= most


@transaction.atomic
def explain(*, counted: CountingRound, oddity: Oddity, reason: str, at: datetime, by: Actor) -> RoundOddity:
    """Write down why something is not wrong, so that nobody asks again in this round. Raises ClosedRoundError."""
    hold_open(counted.pk)
    household, rule, about = oddity.key
    said, _made = RoundOddity.objects.get_or_create(
        round=counted, household_id=household, rule=rule, about=about,
        defaults={"reason": reason, "said_at": at, "said_by": by.audit_name},
    )  # fmt: skip
    reference = Household.objects.values_list("reference", flat=True).get(pk=household)
    journal.record(
        "round.explained", subject=f"household:{reference}", by=by, round=counted.reference, rule=rule, reason=reason
    )
    return said
