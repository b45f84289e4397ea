"""Writing with the pen that somebody joins a household, leaves it, or belongs to it otherwise from a day on."""

from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from services.registers.codes import JoinReason, LeaveReason
from services.registers.life.pen import Pen
from services.registers.life.registry import RefusedError
from services.registers.models import Household, Membership, Resident
from services.registers.relations import Relation

_KEPT: Final = ("relation", "registered", "lives_here", "abroad_country", "abroad_since")
"""What a stretch hands on to the one that continues it."""


def present(resident: Resident) -> Membership | None:
    """Return where the resident belongs now."""
    return Membership.objects.select_related("household", "resident").filter(resident=resident, left_on=None).first()


def members(household: Household) -> list[Membership]:
    """Return who belongs to the household now, the head first."""
    found = Membership.objects.select_related("resident", "household").filter(household=household, left_on=None)
    return sorted(found, key=lambda one: (one.relation != Relation.HEAD, one.pk))


def join(
    pen: Pen, household: Household, resident: Resident, relation: str, *, on: date, reason: JoinReason, **more: Any
) -> Membership:
    """Let the resident belong to the household from the day on. Refused where one belongs already, or it is closed."""
    if household.closed_on is not None:
        raise RefusedError(_("The household is closed. Nobody can be added to it."))
    if not Relation(relation).fits(resident.sex):
        raise RefusedError(_("%(name)s: this relation does not fit the sex.") % {"name": resident})
    if (now := present(resident)) is not None:
        said = {"name": resident, "account": now.household.account}
        raise RefusedError(_("%(name)s belongs to household № %(account)s. Record the leaving first.") % said)
    return pen.create(
        Membership(
            household=household, resident=resident, relation=relation, joined_on=on, join_reason=reason.value, **more
        )
    )


def leave(pen: Pen, stay: Membership, *, on: date, reason: LeaveReason) -> None:
    """Let the stretch end: the day is the first one of not belonging. Refused for a day before it began."""
    if stay.joined_on and on <= stay.joined_on:
        raise too_early(stay)
    pen.change(stay, left_on=on, leave_reason=reason.value)


def end_with_death(pen: Pen, stay: Membership, *, on: date) -> None:
    """Let the stretch end with a death on the day; it lasts a day at least: newborn children die too."""
    if stay.joined_on and on < stay.joined_on:
        raise too_early(stay)
    pen.change(stay, left_on=on + timedelta(days=on == stay.joined_on), leave_reason=LeaveReason.DEATH.value)


def go_on(pen: Pen, stay: Membership, *, on: date, reason: str, **values: Any) -> Membership:
    """Let the stretch end and another begin on the same day in the same household, with other values.

    Who joined on that very day has the values mended. `reason` is a code of leaving and of joining alike.
    """
    if stay.joined_on == on:
        return pen.change(stay, **values)
    if stay.joined_on and on < stay.joined_on:
        raise too_early(stay)
    pen.change(stay, left_on=on, leave_reason=reason)
    kept = {name: getattr(stay, name) for name in _KEPT}
    return pen.create(
        Membership(
            household=stay.household, resident=stay.resident, joined_on=on, join_reason=reason, **{**kept, **values}
        )
    )


def too_early(stay: Membership) -> RefusedError:
    """Return the refusal of a day on which somebody did not belong yet."""
    said = {"name": stay.resident, "day": f"{stay.joined_on:%d.%m.%Y}"}
    return RefusedError(_("%(name)s belongs to the household since %(day)s. Choose a later day.") % said, field="on")
