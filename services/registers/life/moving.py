"""Moving somebody from one household into another, and finding the relation to its head by rule."""

from collections.abc import Iterable
from datetime import date

from services.registers import kinship
from services.registers.codes import JoinReason, LeaveReason
from services.registers.life import belonging, heads
from services.registers.life.pen import Pen
from services.registers.models import Household, Marriage, Membership, Parenthood, Resident
from services.registers.relations import Relation


def move(
    pen: Pen, resident: Resident, household: Household, relation: str, *, on: date, leave: LeaveReason, join: JoinReason
) -> None:
    """Let the resident belong to the household with that relation, whatever household it was before.

    Whoever stays behind without a head gets one by rule. In the same household only the relation changes.
    """
    stay = belonging.present(resident)
    if stay is not None and stay.household_id == household.pk:
        if stay.relation != relation:
            belonging.go_on(pen, stay, on=on, reason=JoinReason.RELATION.value, relation=relation)
        return
    depart(pen, resident, on=on, reason=leave)
    belonging.join(pen, household, resident, relation, on=on, reason=join)


def depart(pen: Pen, resident: Resident, *, on: date, reason: LeaveReason) -> None:
    """Let the resident leave the household, if there is one; another head follows by rule."""
    stay = belonging.present(resident)
    if stay is not None:
        belonging.leave(pen, stay, on=on, reason=reason)
        heads.settle(pen, stay.household, {}, afterwards=heads.EMPTY, on=on)


def relation(
    who: Resident,
    household: Household,
    *,
    on: date,
    ties: Iterable[Parenthood] = (),
    marriages: Iterable[Marriage] = (),
) -> str:
    """Return what somebody who joins the household is to its head, by rule. `ties` and `marriages` may be unsaved."""
    members = belonging.members(household)
    head = next((one for one in members if one.relation == Relation.HEAD), None)
    if head is None or head.resident == who:
        return Relation.HEAD.value
    asked = [*(one.resident for one in members), *([who] if who.pk else [])]
    papers = kinship.papers_of(asked, on=on)
    found = kinship.relation_of(
        who, to=head.resident, members=[one for one in members if one.resident != who],
        parenthoods=[*papers.parenthoods, *ties], marriages=[*papers.marriages, *marriages],
    )  # fmt: skip
    return (_once(who, head) if found == Relation.OTHER_RELATIVE else "") or found.value


def _once(who: Resident, head: Membership) -> str:
    """Return what somebody was to the same head before, in the same household; empty if nothing."""
    own = Membership.objects.filter(resident=who.pk, household=head.household_id, left_on__isnull=False)
    last = own.order_by("-left_on").first()
    if last is None or last.left_on is None or last.relation == Relation.HEAD:
        return ""
    was_head = head.joined_on is None or last.left_on > head.joined_on
    return last.relation if was_head else ""
