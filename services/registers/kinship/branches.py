"""A household as a tree: couples, and under each couple its children."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from services.registers.kinship.proposals import Related, web
from services.registers.kinship.ties import Person
from services.registers.models import Marriage, Parenthood


@dataclass(frozen=True)
class Branch:
    """Somebody, with the spouse who lives there too, and the branches of the children; people by reference."""

    people: Sequence[str]
    children: Sequence["Branch"]


def branches(
    members: Sequence[Related], *, parenthoods: Iterable[Parenthood] = (), marriages: Iterable[Marriage] = ()
) -> list[Branch]:
    """Return the tree of a household, the eldest first. Who hangs on nobody there is a branch of one's own."""
    ties = web(members, parenthoods, marriages)
    here = {ties.person(one.resident): one.resident.reference for one in members}
    return list(_grow(sorted(here, key=_seniority), here, set()))


def _grow(people: Iterable[Person], here: dict[Person, str], placed: set[Person]) -> Iterator[Branch]:
    """Yield a branch for each who is nobody's child or spouse there; the others come with those."""
    for person in people:
        if person not in placed and not _hangs_on_another(person, here):
            yield _branch(person, here, placed)
    for person in people:  # whoever hangs only on each other
        if person not in placed:
            yield _branch(person, here, placed)


def _hangs_on_another(person: Person, here: dict[Person, str]) -> bool:
    """Return whether a forebear is there, or a spouse with a forebear there."""
    return any(_has_forebear(one, here) for one in (person, *_spouses(person, here)))


def _has_forebear(person: Person, here: dict[Person, str]) -> bool:
    """A grandchild hangs on the grandparents where the parents live elsewhere."""
    return any(parent in here or (parent.resident is None and _has_forebear(parent, here)) for parent in person.parents)


def _children(person: Person, here: dict[Person, str]) -> Iterator[Person]:
    for child in person.children:
        if child in here:
            yield child
        elif child.resident is None:
            yield from _children(child, here)


def _branch(person: Person, here: dict[Person, str], placed: set[Person]) -> Branch:
    couple = [person, *(one for one in _spouses(person, here) if one not in placed)]
    placed.update(couple)
    children = {child for one in couple for child in _children(one, here) if child not in placed}
    grown = [_branch(child, here, placed) for child in sorted(children, key=_seniority) if child not in placed]
    return Branch([here[one] for one in couple], grown)


def _spouses(person: Person, here: dict[Person, str]) -> list[Person]:
    return [one for one in person.spouses if one in here]


def _seniority(person: Person) -> tuple[date, int]:
    return person.born or date.max, "mf".find(person.sex)
