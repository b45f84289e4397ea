"""Writing down households, who belongs to them and where they live."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from services.registers import phones
from services.registers.actions.residents import Papers, Person, TooEarlyError, register_resident
from services.registers.actions.violations import broken
from services.registers.codes import HouseholdKind, JoinReason, LeaveReason
from services.registers.models import Household, HouseholdAddress, Membership, Resident, Street
from services.registers.relations import Relation
from tereze.accounts.permissions import Actor
from tereze.audit import journal


class AccountTakenError(Exception):
    """Another household has this account."""

    def __init__(self, household: Household) -> None:
        self.household = household
        super().__init__(household.account)


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


@dataclass(frozen=True)
class Place:
    """A house or a flat in a street."""

    street: Street
    house: str
    flat: str = ""


@transaction.atomic
def open_household(
    *, book: int, page: int, place: Place, phone: str = "", account: str = "",
    kind: HouseholdKind = HouseholdKind.PERMANENT, on: date, by: Actor,
) -> Household:  # fmt: skip
    """Open an account in a household book for those who live at the address; without `account` it is «book-page».

    Raises AccountTakenError, and BadPhoneError of `phones`.
    """
    household = Household(
        book=book, page=page, account=account or f"{book}-{page}", phone=phones.normalise(phone), kind=kind,
        opened_on=on,
    )  # fmt: skip
    try:
        with transaction.atomic():
            household.save()
    except IntegrityError as error:
        taken = Household.objects.filter(account=household.account).first()
        if taken is None:
            raise
        raise AccountTakenError(taken) from error
    _settle(household, place, on)
    journal.record("household.opened", subject=f"household:{household.reference}", by=by, account=household.account)
    return household


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


@transaction.atomic
def move_household(*, household: Household, place: Place, on: date, by: Actor) -> HouseholdAddress:
    """Let the household live at another place from the day on; the former one stays known. Raises TooEarlyError."""
    present = HouseholdAddress.objects.select_for_update().filter(household=household, until__isnull=True).first()
    if present:
        if present.since and on <= present.since:
            raise TooEarlyError(present.since)
        present.until = on
        present.save(update_fields=["until"])
    address = _settle(household, place, on)
    journal.record("household.moved", subject=f"household:{household.reference}", by=by)
    return address


def _settle(household: Household, place: Place, on: date) -> HouseholdAddress:
    return HouseholdAddress.objects.create(
        household=household, street=place.street, house=place.house, flat=place.flat, since=on
    )


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
