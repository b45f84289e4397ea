"""Who has a right to which benefit, and what kind of household that makes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import Final

from services.registers.relations import Relation
from services.registers.synthetic.lives import PENSION_AGE
from services.registers.synthetic.shapes import (
    SyntheticBenefit,
    SyntheticHousehold,
    SyntheticPeople,
    SyntheticResident,
)
from services.registers.synthetic.vital import birthday, years

_MANY: Final = 4
"""From so many children on, a mother is one of many children."""
_OF_DISABILITY: Final = {"first": "disability_first", "second": "disability_second", "child": "disability_childhood"}
_OF_AGE: Final = years(18)


def holdings(people: SyntheticPeople, *, rng: Random, today: int) -> list[SyntheticBenefit]:
    """Return what the living hold, and the pensions of the dead up to their death."""
    children = _children(people)
    everybody = {id(one.resident): one.resident for home in people.households for one in home.members}
    found: list[SyntheticBenefit] = []
    for resident in everybody.values():
        found += _pension(resident, rng, today)
        if resident.death_date is None:
            found += _by_health_and_age(resident, rng, today)
            if resident.sex == "f":
                found += _motherhood(resident, children[id(resident)], rng, today)
    for home in people.households:
        found += _help(home, rng, today)
    return found


def _children(people: SyntheticPeople) -> dict[int, list[SyntheticResident]]:
    found: dict[int, list[SyntheticResident]] = defaultdict(list)
    for kinship in people.parenthoods:
        if kinship.kind == "birth":
            found[id(kinship.parent)].append(kinship.child)
    return found


def _pension(resident: SyntheticResident, rng: Random, today: int) -> Iterator[SyntheticBenefit]:
    since = birthday(resident.birth_date.toordinal(), PENSION_AGE[resident.sex])
    until = resident.death_date
    if since <= (until.toordinal() - 1 if until else today):
        yield SyntheticBenefit(resident, "pensioner", _on(since), until, f"№ 99{rng.randrange(10**5):05d}")


def _by_health_and_age(resident: SyntheticResident, rng: Random, today: int) -> Iterator[SyntheticBenefit]:
    born = resident.birth_date
    if category := _OF_DISABILITY.get(resident.disability):
        since = max(today - rng.randrange(200, 5_000), born.toordinal() + 100)
        if since < today:
            yield SyntheticBenefit(
                resident, category, _on(since), resident.disability_until, _paper("МСЭК", rng, since)
            )
    if born.year <= 1932 and rng.random() < 0.4:
        yield SyntheticBenefit(resident, "veteran", date(1995, 5, 9), None, "")
    if resident.sex == "m" and 1940 <= born.year <= 1966 and rng.random() < 0.004:
        yield SyntheticBenefit(resident, "chernobyl", date(1991, 12, 1), None, "")
    if 1950 <= born.year <= 1990 and resident.marital_status == "widowed" and rng.random() < 0.012:
        yield SyntheticBenefit(resident, "fallen_family", date(2000, 10, 1), None, "")


def _motherhood(
    mother: SyntheticResident, children: Sequence[SyntheticResident], rng: Random, today: int
) -> Iterator[SyntheticBenefit]:
    births = sorted(child.birth_date.toordinal() for child in children)
    if len(births) >= 7 and rng.random() < 0.7:
        yield SyntheticBenefit(mother, "heroine_mother", _on(births[6] + 200), None, _paper("Указ", rng, births[6]))
    small = sum(today - born < _OF_AGE for born in births)
    if small >= _MANY:
        yield SyntheticBenefit(mother, "many_children", _on(births[-small:][_MANY - 1]), None, "")


def _help(home: SyntheticHousehold, rng: Random, today: int) -> Iterator[SyntheticBenefit]:
    """Who is poor and has small children gets the monthly benefit, asked for anew every year."""
    at_home = [one.resident for one in home.living if not one.abroad_country]
    small = [one for one in at_home if today - one.birth_date.toordinal() < years(16)]
    mothers = [one for one in at_home if one.sex == "f" and one.marital_status and one not in small]
    chance = 0.035 * len(small)
    if small and mothers and rng.random() < chance:
        since = today - rng.randrange(20, 350)
        until = _on(since + 365)
        yield SyntheticBenefit(min(mothers, key=_age_matters), "uy_bulogo_komok", _on(since), until, "")


def _age_matters(mother: SyntheticResident) -> int:
    """The mother of small children is the one whose age is nearest to 32."""
    return abs(mother.birth_date.year - 1994)


def categories(home: SyntheticHousehold, *, helped: bool, today: int) -> tuple[str, ...]:
    """Return what kind of household it is; `helped` when somebody in it gets the benefit for the poor."""
    living = home.living
    ages = [today - one.resident.birth_date.toordinal() for one in living]
    small = sum(age < _OF_AGE for age in ages)
    couple = any(one.relation in {Relation.WIFE, Relation.HUSBAND} for one in living)
    heads = [one.resident for one in living if one.relation is Relation.HEAD]
    alone = bool(small and heads) and not couple and heads[0].marital_status in {"divorced", "widowed"}
    holds = {
        "many_children": small >= _MANY,
        "low_income": helped,
        "single_parent": alone and len(living) - small == 1,
        "lonely_elder": len(living) == 1 and ages[0] > years(60),
        "migrant_family": any(one.abroad_country for one in living),
    }
    return tuple(code for code, true in holds.items() if true)


def _paper(office: str, rng: Random, day: int) -> str:
    return f"{office} № 99{rng.randrange(10**4):04d}, {_on(day):%d.%m.%Y}"


def _on(day: int) -> date:
    return date.fromordinal(day)
