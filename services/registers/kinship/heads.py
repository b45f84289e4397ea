"""Who is likely to be the next head."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from services.registers.kinship.proposals import Related
from services.registers.models import Resident
from services.registers.relations import Relation

_OF_AGE: Final = 18
_SPOUSES: Final = frozenset({Relation.HUSBAND, Relation.WIFE})
_GUESTS: Final = frozenset({Relation.LODGER, Relation.NOT_RELATED})


def likely_head(members: Sequence[Related], *, on: date) -> Resident | None:
    """Return who would be the head if there were none: the head's spouse, else the eldest adult, else the eldest.

    `members` are those who stay, with their relation to the head before; a head among them stays the head. Lodgers
    come last. None if nobody is there.
    """
    first = sorted(members, key=lambda one: _turn(one, on))
    return first[0].resident if first else None


def _turn(member: Related, on: date) -> tuple[int, date, str]:
    relation, who = Relation(member.relation), member.resident
    age = who.age_on(on)
    turns = (
        relation == Relation.HEAD,
        relation in _SPOUSES,
        relation not in _GUESTS and (age is None or age >= _OF_AGE),
        relation not in _GUESTS,
        age is None or age >= _OF_AGE,
        True,
    )
    return turns.index(True), who.birth_date or date.max, who.reference
