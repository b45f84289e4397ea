"""Another head, from a day on: everybody's stretch is cut there, and begins anew in the relation to that head.

An event may be recorded late. Then stretches that began after its day are put right where they stand, and those that
are over by now are cut all the same: past compositions tell the relation to the head of their day.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from services.registers import kinship
from services.registers.codes import JoinReason, LeaveReason
from services.registers.life.pen import Pen
from services.registers.life.registry import RefusedError
from services.registers.models import Household, Membership, Resident
from services.registers.relations import Relation

_COPIED: Final = ("registered", "lives_here", "abroad_country", "abroad_since", "left_on", "leave_reason")


def since(household: Household, on: date) -> list[Membership]:
    """Return the stretches in the household that are not over on the day: those to come included."""
    stays = Membership.objects.select_related("resident", "household").filter(household=household).order_by("pk")
    return [one for one in stays if one.left_on is None or one.left_on > on]


def covers(stay: Membership, on: date) -> bool:
    """Return whether the member belonged on the day, and lived."""
    begun = stay.joined_on or stay.resident.birth_date
    return (begun is None or begun <= on) and (stay.left_on is None or stay.left_on > on) and stay.resident.alive_on(on)


def members(stays: Iterable[Membership], on: date) -> list[Membership]:
    """Return the first stretch of everybody who belongs on the day or comes later; nobody dead."""
    found: dict[str, Membership] = {}
    for one in sorted(stays, key=lambda stay: stay.joined_on or date.min):
        if one.resident.alive_on(on):
            found.setdefault(one.resident.reference, one)
    return list(found.values())


def proposed(stays: Iterable[Membership], head: Resident, on: date) -> Mapping[str, Relation]:
    """Return everybody's relation to a new head by rule, by reference."""
    asked = members(stays, on)
    papers = kinship.papers_of([one.resident for one in asked], on=on)
    return kinship.proposed(asked, head=head.reference, parenthoods=papers.parenthoods, marriages=papers.marriages)


def relate(pen: Pen, stays: Sequence[Membership], head: Resident, relations: Mapping[str, str], on: date) -> None:
    """Let a member be the head from the day on, and everybody be related to that head.

    `stays` are those of `since`; `relations` has everybody but the head, by reference, those who joined later too.
    Refused where the head changed again later, where somebody is missing, and where a relation does not fit.
    """
    said = {**relations, head.reference: Relation.HEAD.value}
    _check(stays, head, said, on)
    cut = {one.pk: _values(one) for one in stays if covers(one, on) and one.joined_on != on}
    for one in stays:
        if one.pk in cut:
            pen.change(one, left_on=on, leave_reason=LeaveReason.HEAD_CHANGED.value)
        elif not one.resident.alive_on(on):
            bury(pen, one)
    begin = [one for one in stays if one.resident.alive_on(on)]
    for one in sorted(begin, key=lambda one: said[one.resident.reference] == Relation.HEAD):
        if one.pk in cut:
            _begin_anew(pen, one, said[one.resident.reference], on, cut[one.pk])
        else:
            pen.change(one, relation=said[one.resident.reference])


def transfer(pen: Pen, going: Sequence[Membership], new: Household, relations: Mapping[str, str], on: date) -> None:
    """Let members of one household belong to another one from the day on, each in a relation to its head.

    Refused for who does not belong on the day or has left since, and where a relation is missing or does not fit.
    """
    if not all(covers(one, on) and one.left_on is None for one in going):
        raise RefusedError(_("Somebody joined later than this or has left since. Look at the day."), field="on")
    for one in going:
        relation = relations.get(one.resident.reference, "")
        if not relation or not Relation(relation).fits(one.resident.sex):
            raise RefusedError(_("A relation does not fit. Look at everybody's relation to the new head."))
        if one.joined_on == on:
            pen.change(one, household=new, relation=relation)
            continue
        values = _values(one)
        pen.change(one, left_on=on, leave_reason=LeaveReason.MOVED.value)
        pen.create(
            Membership(
                resident=one.resident, household=new, relation=relation, joined_on=on,
                join_reason=JoinReason.MOVED.value, **values,
            )
        )  # fmt: skip


def _check(stays: Sequence[Membership], head: Resident, said: Mapping[str, str], on: date) -> None:
    if any(one.relation == Relation.HEAD and one.joined_on and one.joined_on > on for one in stays):
        raise RefusedError(_("The head changed again later. Look at the day."), field="on")
    if not any(one.resident_id == head.pk and covers(one, on) for one in stays):
        raise RefusedError(_("The new head does not belong to the household on that day."), field="on")
    asked = {one.resident.reference: one.resident for one in members(stays, on)}
    if set(asked) != set(said):
        raise RefusedError(_("The household has changed meanwhile. Look again at who belongs to it."))
    for reference, relation in said.items():
        is_head = relation == Relation.HEAD.value
        if is_head is not (reference == head.reference) or not Relation(relation).fits(asked[reference].sex):
            raise RefusedError(_("A relation does not fit. Look at everybody's relation to the new head."))


def _values(stay: Membership) -> dict[str, Any]:
    return {name: getattr(stay, name) for name in _COPIED}


def _begin_anew(pen: Pen, stay: Membership, relation: str, on: date, values: Mapping[str, Any]) -> None:
    pen.create(
        Membership(
            resident=stay.resident, household=stay.household, relation=relation, joined_on=on,
            join_reason=JoinReason.HEAD_CHANGED.value, **values,
        )
    )  # fmt: skip


def bury(pen: Pen, stay: Membership) -> None:
    """Whoever is dead belongs no more: registers taken over from tables forget to say so."""
    died = stay.resident.death_date
    if stay.left_on is None and died and (stay.joined_on is None or stay.joined_on < died):
        pen.change(stay, left_on=died, leave_reason=LeaveReason.DEATH.value)
