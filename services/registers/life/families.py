"""The families that an event changes, as they are and as they would be: drawn beside the list of changes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.registers import addresses, generations, queries, story
from services.registers.models import Household
from services.registers.queries import Member

MOST: Final = 3
"""More households than this nobody compares at a glance."""


@dataclass(frozen=True)
class Person:
    """A member before or after. `what` is how it differs: "gone", "new", "changed", or nothing."""

    name: str
    relation: str
    age: str
    generation: int
    what: str


@dataclass(frozen=True)
class Family:
    """A household before and after an event; nobody, where it does not exist on that side."""

    account: str
    address: str
    before: Sequence[Person]
    after: Sequence[Person]


@dataclass(frozen=True)
class Picture:
    """The members of one household at one moment."""

    household: Household
    address: str
    members: Sequence[Member]


def look(households: Collection[str], *, on: date) -> dict[str, Picture]:
    """Return the households as they are on the day, by reference."""
    found = Household.objects.filter(reference__in=list(households)[:MOST]).order_by("pk")
    return {one.reference: _picture(one, on) for one in found}


def _picture(household: Household, on: date) -> Picture:
    address = queries.address_of(household, on=on)
    shown = addresses.shown(address.value if address else None)
    return Picture(household, shown, queries.composition(household, on=on))


def compare(before: Mapping[str, Picture], after: Mapping[str, Picture], *, on: date) -> list[Family]:
    """Return the families whose members are others, or are related otherwise, afterwards."""
    families = []
    for reference in {**after, **before}:
        was, will = before.get(reference), after.get(reference)
        one = will or was
        if one is None or _told(was) == _told(will):
            continue
        families.append(
            Family(
                account=one.household.account,
                address=one.address,
                before=_people(was, will, gone="gone", on=on),
                after=_people(will, was, gone="new", on=on),
            )
        )
    return families


def _told(picture: Picture | None) -> list[tuple[object, ...]]:
    members = picture.members if picture else ()
    return [(one.resident.pk, one.relation, str(one.resident), one.lives_here) for one in members]


def _people(picture: Picture | None, other: Picture | None, *, gone: str, on: date) -> list[Person]:
    elsewhere = {row[0]: row[1:] for row in _told(other)}
    people = []
    for member in picture.members if picture else ():
        key, *told = _told(Picture(picture.household, "", [member]))[0] if picture else (0,)
        what = gone if key not in elsewhere else "" if elsewhere[key] == tuple(told) else "changed"
        people.append(
            Person(
                name=str(member.resident),
                relation=story.relation_label(member.relation),
                age=story.years(member.resident.age_on(on)),
                generation=generations.generation(member.relation) or 0,
                what=what,
            )
        )
    return people
