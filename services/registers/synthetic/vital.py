"""When people die, marry and have children: the demography of a rural district of southern Kyrgyzstan.

Days are ordinals (`date.toordinal`), ages years. The figures are chosen so that the age pyramid and the households
come out as the statistics of rural Osh oblast show them: a third are children, one in sixteen is over 65.
"""

import math
from datetime import date
from random import Random
from typing import Final

YEAR: Final = 365.25

# Gompertz: the commonest age of death of men and women, and how steeply mortality grows with age.
_MODAL_AGE: Final = {"m": 75.5, "f": 81.0}
_STEEPNESS: Final = 0.095
# Illness and accidents before old age.
_UNTIMELY: Final = 0.04

_CHILDREN: Final = ((1945, 5.8), (1955, 5.3), (1965, 4.6), (1975, 4.0), (1985, 3.9), (2010, 4.0))


def years(number: float) -> int:
    """Return `number` years in days."""
    return round(number * YEAR)


def year_of(day: int) -> int:
    """Return the calendar year of a day."""
    return date.fromordinal(day).year


def birthday(born: int, age: int) -> int:
    """Return the day on which somebody born on `born` turns `age`; 29 February counts as 1 March."""
    day = date.fromordinal(born)
    try:
        return day.replace(year=day.year + age).toordinal()
    except ValueError:
        return date(day.year + age, 3, 1).toordinal()


def day_in(rng: Random, year: int) -> int:
    """Return a day of `year`."""
    return date(year, 1, 1).toordinal() + rng.randrange(365)


def between(rng: Random, low: float, high: float) -> int:
    """Return a length of time in days, between two numbers of years."""
    return round((low + (high - low) * rng.random()) * YEAR)


def death(rng: Random, *, born: int, sex: str, after: int) -> int:
    """Return the day of death, later than `after`."""
    while True:
        if rng.random() < _UNTIMELY:
            age = 60 * rng.random()
        else:
            level = _STEEPNESS * math.exp(-_STEEPNESS * _MODAL_AGE[sex])
            age = math.log1p(-_STEEPNESS / level * math.log(1 - rng.random())) / _STEEPNESS
        day = born + years(min(age, 101))
        if day > after:
            return day
        if after - born > years(95):
            return after + rng.randrange(1, 1500)


def wedding(rng: Random, *, born: int, sex: str) -> int | None:
    """Return the day of somebody's wedding, past or future; None for the few who never marry."""
    if rng.random() < 0.05:
        return None
    mean, spread, low, high = (24.6, 2.6, 19.0, 36.0) if sex == "m" else (21.6, 2.2, 18.05, 33.0)
    return born + years(min(max(rng.gauss(mean, spread), low), high))


def family_size(rng: Random, *, mother_born: int) -> int:
    """Return how many children a couple would have by the end, given the time to."""
    if rng.random() < 0.04:
        return 0
    year = year_of(mother_born)
    mean = next((children for until, children in _CHILDREN if year <= until), _CHILDREN[-1][1])
    return min(max(round(rng.gauss(mean, 1.3)), 1), 9)


def pause(rng: Random) -> int:
    """Return the time between two births."""
    return years(rng.triangular(1.3, 6.0, 2.4))
