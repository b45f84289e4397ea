"""What walkers heard and the specialist records: the list, and ticking off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.urls import reverse

from services.registers.life.registry import registry
from services.registers.models import CountingRound, Household, HouseholdAddress, RoundFollowUp
from tereze.accounts.permissions import Actor
from tereze.audit import journal

EVENTS: Final[Mapping[str, str]] = {
    RoundFollowUp.Kind.BORN: "birth",
    RoundFollowUp.Kind.DIED: "death",
    RoundFollowUp.Kind.ARRIVED: "arrival",
    RoundFollowUp.Kind.LEFT: "departure",
}
"""The event that records what was heard. One that begins at a person begins on the household's page."""


class AlreadyDoneError(Exception):
    """Somebody ticked it off before."""


@dataclass(frozen=True)
class Task:
    """Something to follow up: where, and the page on which it is recorded."""

    follow_up: RoundFollowUp
    household: Household
    address: HouseholdAddress | None
    page: str


def of(counted: CountingRound, *, done: bool = False) -> Sequence[Task]:
    """Return what is to follow, or what was done, in the order in which it was heard."""
    found = RoundFollowUp.objects.filter(visit__round=counted)
    found = found.filter(done_at__isnull=not done).select_related("visit__household")
    homes = {one.visit.household_id for one in found}
    addresses = {
        one.household_id: one
        for one in HouseholdAddress.objects.on(counted.on).filter(household__in=homes).select_related("street__village")
    }
    return [
        Task(one, one.visit.household, addresses.get(one.visit.household_id), page_of(one.kind, one.visit.household))
        for one in found
    ]


def page_of(kind: str, household: Household) -> str:
    """Return where something heard is recorded: the event's form for the household, else the household's page."""
    name = EVENTS.get(kind, "")
    if name in registry and registry.get(name).about == "household":
        return reverse("life_happen", args=[name, household.reference])
    return reverse("household", args=[household.reference])


def waiting() -> int:
    """Return how much is to follow."""
    return RoundFollowUp.objects.filter(done_at__isnull=True).count()


@transaction.atomic
def tick_off(*, reference: str, at: datetime, by: Actor) -> RoundFollowUp:
    """Write down that it was recorded, or needs no record. Raises AlreadyDoneError, RoundFollowUp.DoesNotExist."""
    found = RoundFollowUp.objects.select_for_update(of=("self",)).select_related("visit__household").get(
        reference=reference
    )  # fmt: skip
    if found.done_at:
        raise AlreadyDoneError(reference)
    found.done_at, found.done_by = at, by.audit_name
    found.save(update_fields=["done_at", "done_by"])
    journal.record(
        "round.followed_up", subject=f"household:{found.visit.household.reference}", by=by, heard=found.kind,
    )  # fmt: skip
    return found
