"""Proposing everybody's relation to a head."""

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from services.registers.kinship import rules
from services.registers.kinship.recorded import place_all, sex_of_head
from services.registers.kinship.ties import Person, Ties
from services.registers.models import Marriage, Parenthood, Resident
from services.registers.relations import Relation

_UNRELATED: Final = frozenset({Relation.LODGER, Relation.NOT_RELATED})


class Related(Protocol):
    """Somebody with the relation to the head of that time: a member of a composition, or a membership."""

    @property
    def resident(self) -> Resident: ...

    @property
    def relation(self) -> str: ...


def proposed(
    members: Sequence[Related], *, head: str, parenthoods: Iterable[Parenthood] = (), marriages: Iterable[Marriage] = ()
) -> dict[str, Relation]:
    """Return everybody's relation to the new head, by reference.

    `members` tell the relation to the head before, who need not be among them any more. `parenthoods` and `marriages`
    are those that held on the day, with their people selected (`papers_of` reads them). Sex always fits. Raises
    KeyError if the new head is no member.
    """
    ties = web(members, parenthoods, marriages)
    now = {one.resident.reference: (ties.person(one.resident), Relation(one.relation)) for one in members}
    new_head, was = now[head]
    return {
        reference: _fitting(rules.relation(person, new_head) or _without_rule(relation, was), person)
        for reference, (person, relation) in now.items()
    }


def relation_of(
    person: Resident, *, to: Resident, members: Sequence[Related] = (), parenthoods: Iterable[Parenthood] = (),
    marriages: Iterable[Marriage] = (),
) -> Relation:  # fmt: skip
    """Return the relation of one new member to a head, as `to`: a newborn's from its parents', a bride's from his.

    The papers may be unsaved. `members` are those who are there already. OTHER_RELATIVE if nothing tells.
    """
    ties = web(members, parenthoods, marriages)
    return _fitting(
        rules.relation(ties.person(person), ties.person(to)) or Relation.OTHER_RELATIVE, ties.person(person)
    )


def joining(
    members: Sequence[Related], *, to: Sequence[Related], parenthoods: Iterable[Parenthood] = (),
    marriages: Iterable[Marriage] = (),
) -> dict[str, Relation]:  # fmt: skip
    """Return what each of the members of one household would be to the head of another one, whose members `to` are."""
    ties = Ties(parenthoods, marriages)
    head = next((ties.person(one.resident) for one in to if one.relation == Relation.HEAD), Person())
    _place(ties, to)
    _place(ties, members)
    found = {one.resident.reference: ties.person(one.resident) for one in members}
    return {key: _fitting(rules.relation(one, head) or Relation.OTHER_RELATIVE, one) for key, one in found.items()}


def web(members: Sequence[Related], parenthoods: Iterable[Parenthood], marriages: Iterable[Marriage]) -> Ties:
    """Return who is whose parent and spouse in a household: by papers, and by what the book says."""
    ties = Ties(parenthoods, marriages)
    _place(ties, members)
    return ties


def _place(ties: Ties, members: Sequence[Related]) -> None:
    now = [(ties.person(one.resident), Relation(one.relation)) for one in members]
    head = next((person for person, relation in now if relation == Relation.HEAD), None)
    place_all(head or Person(sex=sex_of_head([relation for _, relation in now])), now)
    ties.settle(person for person, _ in now)
    ties.complete()


def _without_rule(relation: Relation, was: Relation) -> Relation:
    """A lodger is everybody's lodger; to a lodger who becomes the head, nobody is related."""
    if relation in _UNRELATED:
        return relation
    return Relation.NOT_RELATED if was in _UNRELATED else Relation.OTHER_RELATIVE


def _fitting(relation: Relation, person: Person) -> Relation:
    return relation if relation.fits(person.sex) else Relation.OTHER_RELATIVE
