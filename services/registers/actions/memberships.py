"""Writing down who belongs to which household, and in which relation to its head."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from services.registers.actions.residents import Papers, Person, TooEarlyError, register_resident
from services.registers.actions.violations import broken
from services.registers.codes import JoinReason, LeaveReason
from services.registers.models import Household, Membership, Resident
from services.registers.relations import Relation
from tereze.accounts.permissions import Actor
from tereze.audit import journal


class AlreadyMemberError(Exception):
    """The resident belongs to a household on that day, this one or another; `membership` says which."""

    def __init__(self, membership: Membership | None) -> None:
        self.membership = membership
        super().__init__(membership and membership.household.account)


class HeadTakenError(Exception):
    """The household has a head already."""


class HouseholdClosedError(Exception):
    """The household is closed."""


class RelationDoesNotFitError(Exception):
    """A woman cannot be a son, nor a man a daughter."""


@transaction.atomic
def add_member(
    *, household: Household, resident: Resident, relation: Relation, on: date | None, reason: JoinReason | None = None,
    registered: bool = True, lives_here: bool = True, by: Actor,
) -> Membership:  # fmt: skip
    """Let the resident belong to the household from the day on (from the beginning, if nobody knows the day).

    Raises HouseholdClosedError, RelationDoesNotFitError, AlreadyMemberError, HeadTakenError.
    """
    if household.closed_on is not None:
        raise HouseholdClosedError(household.account)
    if not relation.fits(resident.sex):
        raise RelationDoesNotFitError(relation.value)
    membership = Membership(
        household=household, resident=resident, relation=relation.value, joined_on=on,
        join_reason=reason.value if reason else "", registered=registered, lives_here=lives_here,
    )  # fmt: skip
    _save_membership(membership)
    _note("household.member_added", membership, by)
    return membership


@transaction.atomic
def admit(
    *, household: Household, person: Person, papers: Papers | None = None, relation: Relation, since: date | None,
    reason: JoinReason | None = None, by: Actor, on: date,
) -> Membership:  # fmt: skip
    """Write down somebody new as a member of the household since a day; `on` is the day of the entry.

    Raises whatever `register_resident` and `add_member` raise.
    """
    resident = register_resident(person=person, papers=papers, by=by, on=on)
    return add_member(household=household, resident=resident, relation=relation, on=since, reason=reason, by=by)


def _save_membership(membership: Membership) -> None:
    try:
        with transaction.atomic():
            membership.save()
    except IntegrityError as error:
        name = broken(error)
        if name == "one_open_head_per_household":
            raise HeadTakenError(membership.household.account) from error
        if name in {"one_open_membership_per_resident", "memberships_of_a_resident_do_not_overlap"}:
            others = Membership.objects.select_related("household").filter(resident=membership.resident_id)
            raise AlreadyMemberError(others.order_by("-left_on").first()) from error
        raise


@transaction.atomic
def end_membership(*, membership: Membership, on: date, reason: LeaveReason, by: Actor) -> Membership:
    """Let the resident leave the household: the day is the first one of not belonging.

    Raises TooEarlyError, and Membership.DoesNotExist when the membership has ended before.
    """
    membership = Membership.objects.select_for_update().get(pk=membership.pk, left_on__isnull=True)
    if membership.joined_on and on <= membership.joined_on:
        raise TooEarlyError(membership.joined_on)
    membership.left_on, membership.leave_reason = on, reason.value
    membership.save(update_fields=["left_on", "leave_reason"])
    _note("household.member_left", membership, by, reason=reason.value)
    return membership


class RelationsMissingError(Exception):
    """Somebody's relation to the new head was not said, or it is said of the wrong people."""


@transaction.atomic
def change_head(
    *, household: Household, head: Resident, relations: Mapping[str, Relation], on: date, by: Actor
) -> list[Membership]:
    """Let a member be the head from the day on, with everybody else's relation to the new head by reference.

    Every stretch ends and another begins on that day, so that the past keeps its relations. Raises
    RelationsMissingError, RelationDoesNotFitError, TooEarlyError.
    """
    present = Membership.objects.select_for_update(of=("self",)).select_related("resident", "household")
    members = list(present.filter(household=household, left_on__isnull=True))
    said = {**relations, head.reference: Relation.HEAD}
    _check_relations({one.resident.reference: one.resident for one in members}, said)
    for one in members:
        if one.joined_on and on < one.joined_on:
            raise TooEarlyError(one.joined_on)
    # the old head's stretch ends before the new one's begins, or the household would have two
    old = [one for one in members if one.joined_on != on]
    Membership.objects.filter(pk__in=[one.pk for one in old]).update(left_on=on, leave_reason=LeaveReason.HEAD_CHANGED)
    for one in sorted(members, key=lambda one: one.resident.reference == head.reference):
        _begin_anew(one, said[one.resident.reference], on)
    journal.record("household.head_changed", subject=f"household:{household.reference}", by=by, head=head.reference)
    return members


def _check_relations(members: Mapping[str, Resident], said: Mapping[str, Relation]) -> None:
    heads = [reference for reference, relation in said.items() if relation == Relation.HEAD]
    if set(said) != set(members) or len(heads) != 1:
        raise RelationsMissingError
    for reference, relation in said.items():
        if not relation.fits(members[reference].sex):
            raise RelationDoesNotFitError(relation.value)


def _begin_anew(membership: Membership, relation: Relation, on: date) -> None:
    """Begin a stretch in the new relation; who joined on that very day has the relation corrected."""
    membership.relation = relation.value
    if membership.joined_on != on:
        membership.pk = None
        membership._state.adding = True
        membership.joined_on, membership.join_reason = on, JoinReason.HEAD_CHANGED.value
    membership.save()


def _note(action: str, membership: Membership, by: Actor, **details: str) -> None:
    household = membership.household
    journal.record(
        action,
        subject=membership.resident.subject,
        by=by,
        household=household.reference,
        relation=membership.relation,
        **details,
    )
