"""The few who live in a house without being the children of it: wards, lodgers, a wife's mother."""

from random import Random

from services.registers.relations import Relation
from services.registers.synthetic.families import Genealogy
from services.registers.synthetic.homes import Home, Stay
from services.registers.synthetic.people import Person, Sex
from services.registers.synthetic.vital import years

_LARGEST_WITH_GUEST = 7


def invite(home: Home, genealogy: Genealogy, rng: Random, today: int) -> None:
    """Perhaps add one such person to a home that has room and a head."""
    chance = rng.random()
    if chance > 0.04 or not 2 <= len(home.open_stays) <= _LARGEST_WITH_GUEST:
        return
    head = home.heads[-1][1]
    if chance < 0.013:
        _child_of_others(home, genealogy, rng, today, Relation.WARD)
    elif chance < 0.022:
        _nephew(home, head, genealogy, rng, today)
    elif chance < 0.03:
        _wifes_mother(home, head, genealogy, rng, today)
    else:
        _lodger(home, genealogy, rng, today)


def _arrival(home: Home, rng: Random, today: int, born: int) -> int:
    """Somewhere in the last years, when the house stood and had its present head."""
    earliest = max(home.heads[-1][0], born + years(0.3), today - years(8))
    return earliest + round((today - earliest) * rng.random())


def _child_of_others(home: Home, genealogy: Genealogy, rng: Random, today: int, bond: Relation) -> None:
    sex: Sex = rng.choice(("m", "f"))
    child = genealogy.single(home.village, sex, today - years(5 + 11 * rng.random()))
    child.dies = today + years(40)
    home.stays.append(Stay(child, _arrival(home, rng, today, child.born), bond=bond))


def _nephew(home: Home, head: Person, genealogy: Genealogy, rng: Random, today: int) -> None:
    """A child of the head's late brother."""
    if head.sex != "m":
        return
    father = Person(
        sex="m",
        born=head.born + years(2),
        dies=today - years(1),
        nationality=head.nationality,
        given=genealogy.namer.given(head.nationality, "m", head.born, (head.given,)),
        surname=head.surname,
        patronymic=head.patronymic,
        native=head.native,
    )
    sex: Sex = rng.choice(("m", "f"))
    born = today - years(6 + 11 * rng.random())
    if born < head.born + years(20):
        return
    child = genealogy.child_of(father, sex, born)
    bond = Relation.NEPHEW if sex == "m" else Relation.NIECE
    home.stays.append(Stay(child, _arrival(home, rng, today, born), bond=bond))


def _wifes_mother(home: Home, head: Person, genealogy: Genealogy, rng: Random, today: int) -> None:
    wife = head.spouse
    if head.sex != "m" or wife is None or wife.mother or not any(stay.person is wife for stay in home.open_stays):
        return
    born = wife.born - years(19 + 16 * rng.random())
    if today - born > years(88):
        return
    mother = genealogy.single(home.village, "f", born)
    mother.nationality = wife.nationality
    mother.surname, mother.given, mother.patronymic = genealogy.namer.stranger(wife.nationality, "f", born)
    wife.mother = mother
    home.stays.append(Stay(mother, _arrival(home, rng, today, born)))


def _lodger(home: Home, genealogy: Genealogy, rng: Random, today: int) -> None:
    lodger = genealogy.single(home.village, rng.choice(("m", "f")), today - years(20 + 9 * rng.random()))
    lodger.native = rng.choice(genealogy.elsewhere)
    since = max(_arrival(home, rng, today, lodger.born), today - years(2))
    home.stays.append(Stay(lodger, since, bond=Relation.LODGER, registered=False))
