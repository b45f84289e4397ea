"""The past rounds: who was at home, and what was counted in the yard.

General knowledge: half the households keep a cow, a third sheep; lambs and calves are more in June than in January.
People tell a little less than they have; where somebody goes and looks, more is found.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Final, NamedTuple

from services.registers.codelists import COUNTED
from services.registers.synthetic.possessions import SyntheticCount, SyntheticRound, SyntheticVisit
from services.registers.synthetic.shapes import SyntheticHousehold

_ROUNDS: Final = 3
"""So many rounds of January and as many of June are known."""
_CLOSED_AFTER: Final = timedelta(days=34)
_VERIFIED: Final = 0.11
_GRAZE: Final = frozenset(
    code
    for code, thing in COUNTED.items()
    if thing.extra["species"] in {"cattle", "yak", "horse", "sheep", "goat", "donkey"}
)
_HONESTY: Final = (1.0, 1.0, 1.0, 0.9, 0.85, 0.7)


class _Kept(NamedTuple):
    """How often a household keeps an animal (or a tree), how many, and how many times that in June (0: not asked)."""

    what: str
    share: float
    fewest: int
    most: int
    in_june: float

    @property
    def grazes(self) -> bool:
        """Whether it is an animal that costs something to have: of those less is told, and somebody goes and looks."""
        return self.what in _GRAZE


_KEPT: Final = (
    _Kept("cow", 0.47, 1, 4, 1.0),
    _Kept("calf", 0.36, 1, 4, 1.5),
    _Kept("bull", 0.04, 1, 2, 1.0),
    _Kept("ewe", 0.31, 3, 22, 1.0),
    _Kept("lamb", 0.2, 2, 10, 1.9),
    _Kept("ram", 0.07, 1, 3, 1.0),
    _Kept("goat", 0.1, 2, 12, 1.2),
    _Kept("mare", 0.08, 1, 3, 1.0),
    _Kept("stallion", 0.03, 1, 2, 1.0),
    _Kept("foal", 0.04, 1, 2, 1.4),
    _Kept("donkey", 0.1, 1, 2, 1.0),
    _Kept("yak", 0.002, 4, 20, 1.1),
    _Kept("hen", 0.55, 3, 16, 1.3),
    _Kept("turkey", 0.06, 2, 9, 1.6),
    _Kept("goose", 0.02, 2, 6, 1.3),
    _Kept("rabbit", 0.01, 2, 10, 1.4),
    _Kept("dog", 0.42, 1, 3, 0),
    _Kept("beehive", 0.02, 4, 40, 0),
    _Kept("fruit_tree", 0.5, 4, 40, 0),
    _Kept("greenhouse", 0.02, 30, 240, 0),
    _Kept("well", 0.04, 1, 2, 0),
)


class _Yard(NamedTuple):
    """What a household keeps in an ordinary January, and which part of it it tells."""

    kept: list[tuple[_Kept, int]]
    honesty: float


def rounds(households: Sequence[SyntheticHousehold], *, rng: Random, today: date) -> tuple[SyntheticRound, ...]:
    """Return the last three rounds of January and of June that are closed by today, the oldest first."""
    yards = [_yard(home, rng) for home in households]
    return tuple(
        SyntheticRound(
            on=on,
            livestock_only=on.month == 6,
            closed_on=on + _CLOSED_AFTER,
            visits=tuple(
                _visit(number, home, on, yards[number], rng)
                for number, home in enumerate(households)
                if home.opened_on <= on
            ),
        )
        for on in _days(today)
    )


def _days(today: date) -> list[date]:
    known = [date(year, month, 1) for year in range(today.year - _ROUNDS, today.year + 1) for month in (1, 6)]
    closed = [on for on in known if on + _CLOSED_AFTER <= today]
    return closed[-2 * _ROUNDS :]


def _yard(home: SyntheticHousehold, rng: Random) -> _Yard | None:
    """Return what the household keeps in an ordinary January; small ones keep little. None for an empty house."""
    people = len(home.living)
    if not people:
        return None
    often = 0.0 if home.flat else 0.45 if people < 3 else 1.08
    kept = [(one, rng.randrange(one.fewest, one.most)) for one in _KEPT if rng.random() < one.share * often]
    return _Yard(kept, rng.choice(_HONESTY))


def _visit(number: int, home: SyntheticHousehold, on: date, yard: _Yard | None, rng: Random) -> SyntheticVisit:
    chance = rng.random()
    state = "empty" if yard is None else "nobody_home" if chance < 0.014 else "refused" if chance < 0.018 else "done"
    people = _people(home, on) if on.month == 1 and state == "done" else None
    counts = tuple(_counts(yard, on, rng)) if yard and state == "done" else ()
    return SyntheticVisit(number, state, people, rng.randrange(1, 28), rng.randrange(8, 18), counts)


def _people(home: SyntheticHousehold, on: date) -> int:
    return sum(one.joined_on <= on and (one.left_on is None or on < one.left_on) for one in home.members)


def _counts(yard: _Yard, on: date, rng: Random) -> Iterator[SyntheticCount]:
    june = on.month == 6
    looked = rng.random() < _VERIFIED
    for kept, usual in yard.kept:
        if june and not kept.in_june:
            continue
        there = usual * (kept.in_june if june else 1.0) * rng.uniform(0.85, 1.2)
        found = max(round(there) + (rng.random() < 0.06) - (rng.random() < 0.06), 0)
        declared = round(found * yard.honesty) if kept.grazes else found
        if looked and kept.grazes and found:
            yield SyntheticCount(kept.what, declared, found)
        elif declared:
            yield SyntheticCount(kept.what, declared, None)
