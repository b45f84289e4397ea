"""Kinship by papers: who is whose parent, who is or was married to whom, who is guardian of whom."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from random import Random

from services.registers.relations import Relation
from services.registers.synthetic import lives
from services.registers.synthetic.people import Person
from services.registers.synthetic.shapes import (
    SyntheticHousehold,
    SyntheticMarriage,
    SyntheticParenthood,
    SyntheticResident,
)

Residents = Mapping[Person, SyntheticResident]


def parenthoods(residents: Residents) -> Iterator[SyntheticParenthood]:
    """Yield father and mother of everybody, as far as they are in the register."""
    for person, child in residents.items():
        for parent in person.parents:
            if parent in residents:
                yield SyntheticParenthood(child, residents[parent], "birth", child.birth_date)


def guardians(households: Sequence[SyntheticHousehold]) -> Iterator[SyntheticParenthood]:
    """Yield the heads who brought a ward into their house."""
    for household in households:
        head = next((one for one in household.members if one.left_on is None and one.relation is Relation.HEAD), None)
        for member in household.members:
            if head and member.relation is Relation.WARD and member.left_on is None:
                yield SyntheticParenthood(member.resident, head.resident, "guardian", member.joined_on)


def marriages(residents: Residents, *, rng: Random, today: int) -> Iterator[SyntheticMarriage]:
    """Yield every marriage of which at least one spouse is in the register, once."""
    for person in residents:
        spouse = person.spouse
        if spouse is None or person.wed is None or person.wed > today:
            continue
        if person.sex == "f" and spouse in residents and spouse.spouse is person:
            continue  # told by the husband
        husband, wife = (person, spouse) if person.sex == "m" else (spouse, person)
        until, ended_by = _end(husband, wife, residents, today)
        if until is not None and until <= person.wed:
            continue
        yield SyntheticMarriage(
            husband=residents.get(husband),
            wife=residents.get(wife),
            elsewhere="" if spouse in residents else _name(spouse),
            since=date.fromordinal(person.wed),
            until=None if until is None else date.fromordinal(until),
            ended_by=ended_by,
            document=_entry(rng, date.fromordinal(person.wed)),
        )


def _end(husband: Person, wife: Person, residents: Residents, today: int) -> tuple[int | None, str]:
    """Return when the marriage ended and by what, as far as the office can know."""
    day = lives.parted(husband)
    ends = [(day, "divorce")] if day is not None and day <= today else []
    ends += [(day, "death") for one in (husband, wife) if (day := known_death(one, residents, today)) is not None]
    return min(ends, default=(None, ""), key=lambda end: end[0] or 0)


def known_death(person: Person, residents: Residents, today: int) -> int | None:
    """Return the death that happened here, or, of a stranger, the one of which the widow tells."""
    if person in residents:
        died = residents[person].death_date
        return died.toordinal() if died else None
    return person.dies if person.dies <= today else None


def _name(person: Person) -> str:
    return " ".join(part for part in (person.surname, person.given, person.patronymic) if part)


def _entry(rng: Random, day: date) -> str:
    """Return the record of the civil registry; old weddings often have none at hand."""
    return f"№ {rng.randrange(1, 400)}, {day:%d.%m.%Y}" if day.year > 1975 and rng.random() < 0.8 else ""
