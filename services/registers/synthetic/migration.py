"""Who works abroad: men and women of 18 to 45, most of them in Russia."""

from random import Random
from typing import Final

from services.registers.synthetic.homes import Home, Stay
from services.registers.synthetic.vital import birthday, years

_COUNTRIES: Final = {"RU": 76, "KZ": 9, "TR": 8, "KR": 5, "AE": 1, "DE": 1}
_CHANCE: Final = {"m": 0.31, "f": 0.13}
_WITH_SPOUSE: Final = 0.38


def send_abroad(home: Home, rng: Random, today: int) -> None:
    """Mark who of the home works abroad. Somebody grown always stays with the children."""
    grown = [stay for stay in home.open_stays if birthday(stay.person.born, 18) <= today]
    children = len(grown) < len(home.open_stays)
    at_home = len(grown)
    for stay in grown:
        if at_home == 1 and (children or len(grown) == 1):
            return
        if _goes(stay, grown, rng, today):
            at_home -= 1
    if grown and not children and at_home == 0:
        home.kind = "registered_only"


def _goes(stay: Stay, grown: list[Stay], rng: Random, today: int) -> bool:
    person = stay.person
    if stay.bond or today - person.born > years(45):
        return False
    spouse = next((one for one in grown if one.person is person.spouse and one.abroad_since is not None), None)
    chance = _WITH_SPOUSE if spouse else _CHANCE[person.sex]
    earliest = _earliest(stay)
    if rng.random() > chance or earliest > today - 60:
        return False
    latest = today - 20
    earliest = max(earliest, today - years(9))
    stay.abroad_since = latest - round((latest - earliest) * rng.random() ** 1.5)
    stay.country = spouse.country if spouse else rng.choices(list(_COUNTRIES), list(_COUNTRIES.values()))[0]
    return True


def _earliest(stay: Stay) -> int:
    """Not before coming of age, the wedding, or the youngest child's birth (a father may leave before it)."""
    person = stay.person
    family = person.children or (person.spouse.children if person.spouse else [])
    youngest = max((child.born for child in family), default=0)
    since_birth = youngest + years(0.9) if person.sex == "f" else youngest - years(0.5)
    came = stay.since if stay.since > person.born else 0
    return max(birthday(person.born, 18), person.wed or 0, since_birth, came)
