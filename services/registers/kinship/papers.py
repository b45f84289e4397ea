"""Reading the papers around some people: their parents, children and marriages, as far as kinship reaches."""

from collections.abc import Collection
from datetime import date
from typing import Final, NamedTuple

from django.db.models import Q

from services.registers.models import Marriage, Parenthood, Resident
from services.registers.models.ranges import holds_on

_STEPS: Final = 3
"""A brother's child is three steps away: up, down, down."""


class Papers(NamedTuple):
    """What `proposed` and `relation_of` ask for."""

    parenthoods: list[Parenthood]
    marriages: list[Marriage]


def papers_of(residents: Collection[Resident], *, on: date) -> Papers:
    """Return what papers say on the day about the residents and their near kin, in at most six queries.

    A marriage that death ended still makes kin. So does a parent who died; an adoption ends the parenthood by birth.
    """
    near, parenthoods, marriages = {one.pk for one in residents}, dict[int, Parenthood](), dict[int, Marriage]()
    for _step in range(_STEPS):
        before = len(near)
        ties = Parenthood.objects.on(on).filter(Q(child__in=near) | Q(parent__in=near))
        parenthoods = {one.pk: one for one in ties.select_related("child", "parent")}
        couples = Marriage.objects.filter(_made_kin(on), Q(husband__in=near) | Q(wife__in=near))
        marriages = {one.pk: one for one in couples.select_related("husband", "wife")}
        near |= {key for one in parenthoods.values() for key in (one.child_id, one.parent_id)}
        near |= {key for one in marriages.values() for key in (one.husband_id, one.wife_id) if key}
        if len(near) == before:
            break
    return Papers(list(parenthoods.values()), list(marriages.values()))


def papers_among(residents: Collection[Resident], *, on: date) -> Papers:
    """Return what papers say on the day of the residents among themselves, in two queries."""
    here = {one.pk: one for one in residents}
    parenthoods = list(Parenthood.objects.on(on).filter(child__in=here, parent__in=here))
    marriages = list(Marriage.objects.filter(_made_kin(on), husband__in=here, wife__in=here))
    for tie in parenthoods:
        tie.child, tie.parent = here[tie.child_id], here[tie.parent_id]
    for one in marriages:
        one.husband, one.wife = here.get(one.husband_id or 0), here.get(one.wife_id or 0)
    return Papers(parenthoods, marriages)


def _made_kin(on: date) -> Q:
    return (Q(since__isnull=True) | Q(since__lte=on)) & (holds_on(on) | Q(ended_by__in=("death", "divorce")))
