"""What a life leaves in the household book: schooling, work, marriage, health, military duty.

The shares are general knowledge of a rural district in the south: nearly everybody has finished school, a sixth of the
young went on to a university, half the women keep the house, one in thirty has a disability.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

from services.registers.synthetic.people import Person
from services.registers.synthetic.vital import year_of

WORK: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("work.toml").read_text("utf-8"))

Shares = tuple[tuple[str, float], ...]

PENSION_AGE: Final = {"m": 63, "f": 58}
_SCHOOL: Final[tuple[tuple[int, Shares], ...]] = (
    (1940, (("primary", 0.34), ("lower_secondary", 0.28), ("secondary", 0.24), ("primary_vocational", 0.06),
            ("higher", 0.05), ("none", 0.03))),
    (1960, (("secondary", 0.54), ("secondary_vocational", 0.17), ("primary_vocational", 0.09), ("higher", 0.13),
            ("lower_secondary", 0.07))),
    (1980, (("secondary", 0.58), ("secondary_vocational", 0.16), ("primary_vocational", 0.08), ("higher", 0.15),
            ("lower_secondary", 0.03))),
    (2100, (("secondary", 0.53), ("higher", 0.2), ("secondary_vocational", 0.15), ("primary_vocational", 0.06),
            ("lower_secondary", 0.04), ("unfinished_higher", 0.02))),
)  # fmt: skip
_YOUNG: Final[Shares] = (("secondary", 0.74), ("unfinished_higher", 0.18), ("secondary_vocational", 0.08))
_MEN_WORK: Final[Shares] = (
    ("farmer", 0.36), ("employed_private", 0.22), ("unemployed", 0.17), ("entrepreneur", 0.13),
    ("employed_state", 0.12),
)  # fmt: skip
_WOMEN_WORK: Final[Shares] = (
    ("housewife", 0.47), ("employed_state", 0.19), ("employed_private", 0.1), ("unemployed", 0.1), ("farmer", 0.08),
    ("entrepreneur", 0.06),
)  # fmt: skip


class Life(NamedTuple):
    """Codes of the register's lists, as of today or of the day of death."""

    education: str
    occupation: str
    workplace: str
    marital_status: str
    disability: str
    disability_until: date | None
    military_duty: str


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What lives are told by: the day, the village, what the register knows of deaths, who works abroad."""

    today: int
    village: str
    died: bool
    abroad: bool
    spouse_died: int | None = None


def tell(person: Person, about: Circumstances, rng: Random) -> Life:
    """Return the life of `person`, up to today or to the death that the register knows of."""
    day = min(person.dies, about.today) if about.died else about.today
    age = int((day - person.born) // 365.25)
    disability = _disability(age, rng)
    life = Life(
        education=_education(person, age, rng),
        occupation="",
        workplace="",
        marital_status=_marital_status(person, age, day, about.spouse_died),
        disability=disability,
        disability_until=_until(disability, about.today, rng),
        military_duty="" if person.sex == "f" else _duty(age, disability, rng, abroad=about.abroad),
    )
    occupation = _occupation(person, age, life, rng, abroad=about.abroad)
    return life._replace(occupation=occupation, workplace=_workplace(occupation, about.village, rng))


def _until(disability: str, today: int, rng: Random) -> date | None:
    """All but the gravest are examined again after a year or two."""
    if disability in {"second", "third", "child"} and rng.random() < 0.6:
        return date.fromordinal(today + rng.randrange(30, 700))
    return None


def pick(rng: Random, shares: Shares) -> str:
    """Return one of the codes, each as often as its share says."""
    left = rng.random()
    for code, share in shares:
        left -= share
        if left < 0:
            return code
    return shares[0][0]


def _education(person: Person, age: int, rng: Random) -> str:
    if age < 18:
        return "below_school_age" if age < 7 else "primary" if age < 15 else "lower_secondary"
    if age < 23:
        return pick(rng, _YOUNG)
    born = year_of(person.born)
    return pick(rng, next(shares for until, shares in _SCHOOL if born < until))


def _occupation(person: Person, age: int, life: Life, rng: Random, *, abroad: bool) -> str:
    """Return what somebody does: a child by age, then what stands above all else, then by share."""
    if age < 18:
        return "preschool" if age < 7 else "pupil"
    above = (
        ("migrant", abroad),
        ("military", life.military_duty == "serving"),
        ("pensioner", age >= PENSION_AGE[person.sex]),
        ("disabled", life.disability in {"first", "second"}),
        ("student", life.education == "unfinished_higher" and age < 23),
    )
    if found := next((code for code, holds in above if holds), ""):
        return found
    if life.education == "higher" and rng.random() < 0.45:
        return "employed_state"
    return pick(rng, _MEN_WORK if person.sex == "m" else _WOMEN_WORK)


def _workplace(occupation: str, village: str, rng: Random) -> str:
    places = WORK["workplaces"].get(occupation)
    return str(rng.choice(places)).format(village=village) if places else ""


def _marital_status(person: Person, age: int, day: int, spouse_died: int | None) -> str:
    if age < 16:
        return ""
    if person.wed is None or person.wed > day:
        # Old people of whom no family is known came here widowed.
        return "widowed" if age >= 60 and not person.parents else "single"
    day_parted = parted(person)
    if day_parted is not None and day_parted <= min(day, spouse_died or day):
        return "divorced"
    return "widowed" if spouse_died is not None and spouse_died <= day else "married"


def parted(person: Person) -> int | None:
    """Return the day of the divorce: a man's is his own, a woman comes back from one."""
    both = (person, person.spouse) if person.spouse else (person,)
    return min((day for one in both for day in (one.parted, one.returns) if day is not None), default=None)


def _disability(age: int, rng: Random) -> str:
    chance = rng.random()
    if age < 18:
        return "child" if chance < 0.012 else ""
    third, second, first = (0.011, 0.023, 0.029) if age < 60 else (0.01, 0.045, 0.06)
    return "third" if chance < third else "second" if chance < second else "first" if chance < first else ""


def _duty(age: int, disability: str, rng: Random, *, abroad: bool) -> str:
    """Return a man's duty by age; boys below sixteen are not written down."""
    if age < 18:
        return "preconscript" if age >= 16 else ""
    if disability or age >= 60:
        return "none"
    chance = rng.random()
    if age < 27:
        serving = chance < 0.05 and age < 22 and not abroad
        return "serving" if serving else "conscript" if chance < 0.5 else "reserve"
    return "reserve" if chance < 0.93 else "none"
