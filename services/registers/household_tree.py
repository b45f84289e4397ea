"""The tree of a household as its page draws it: couples, and their children below them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.registers import kinship, story
from services.registers.kinship import Branch
from services.registers.queries import Member
from services.registers.story import Kin


@dataclass(frozen=True)
class Couple:
    """Somebody, perhaps with a spouse, and the couples of their children."""

    kin: Sequence[Kin]
    children: Sequence["Couple"]


def tree(members: Sequence[Member], *, on: date) -> list[Couple]:
    """Return the tree of those who belong on the day, from papers and from the household book. Two queries."""
    papers = kinship.papers_among([one.resident for one in members], on=on)
    grown = kinship.branches(members, parenthoods=papers.parenthoods, marriages=papers.marriages)
    return _couples(grown, {one.member.resident.reference: one for one in story.kin(members, on=on)})


def _couples(branches: Iterable[Branch], kin: Mapping[str, Kin]) -> list[Couple]:
    return [Couple([kin[one] for one in branch.people], _couples(branch.children, kin)) for branch in branches]
