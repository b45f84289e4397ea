"""Opening a round, closing it, opening it again."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from services.registers.models import CountingRound
from services.registers.rounds import missing, totals
from services.registers.rounds.holding import ClosedRoundError
from services.registers.rounds.missing import Missing
from tereze.accounts.permissions import Actor
from tereze.audit import journal


class RoundOpenError(Exception):
    """A round of this kind is open: it has to be closed first."""

    def __init__(self, open_round: CountingRound) -> None:
        super().__init__(open_round.reference)
        self.round = open_round


class DayTakenError(Exception):
    """There is a round of that day already."""

    def __init__(self, taken: CountingRound) -> None:
        super().__init__(taken.reference)
        self.round = taken


class StillOpenError(Exception):
    """The round is open, there is nothing to open again."""


class UnfinishedError(Exception):
    """Something is missing; whoever closes has to say that it may."""

    def __init__(self, found: Missing) -> None:
        super().__init__("unfinished")
        self.missing = found


@dataclass(frozen=True)
class Proposal:
    """The next usual round: everything on 1 January, livestock alone on 1 June."""

    on: date
    livestock_only: bool


def proposal(*, today: date) -> Proposal:
    """Return the nearest usual day, not before `today`, that has no round yet."""
    days = [(date(year, month, 1), month == 6) for year in range(today.year, today.year + 3) for month in (1, 6)]
    taken = set(CountingRound.objects.filter(on__gte=today).values_list("on", flat=True))
    on, livestock_only = next((day, only) for day, only in days if day >= today and day not in taken)
    return Proposal(on, livestock_only)


@transaction.atomic
def open_round(*, on: date, livestock_only: bool, by: Actor, at: datetime) -> CountingRound:
    """Open a round of what is true on the day `on`. Raises RoundOpenError, DayTakenError."""
    _one_at_a_time()
    open_one = CountingRound.objects.filter(livestock_only=livestock_only, closed_at__isnull=True).first()
    if open_one:
        raise RoundOpenError(open_one)
    taken = CountingRound.objects.filter(on=on).first()
    if taken:
        raise DayTakenError(taken)
    opened = CountingRound.objects.create(on=on, livestock_only=livestock_only, opened_at=at, opened_by=by.audit_name)
    journal.record("round.opened", subject=opened.subject, by=by, on=str(on), livestock_only=livestock_only)
    return opened


@transaction.atomic
def close(*, reference: str, confirmed: bool, by: Actor, at: datetime) -> CountingRound:
    """Close the round and write down its sums. Waits for who is writing a visit at this moment.

    Raises ClosedRoundError, and UnfinishedError unless `confirmed`.
    """
    closing = CountingRound.objects.select_for_update().get(reference=reference)
    if not closing.is_open:
        raise ClosedRoundError
    found = missing.of(closing)
    if found and not confirmed:
        raise UnfinishedError(found)
    totals.write(closing)
    closing.closed_at, closing.closed_by = at, by.audit_name
    closing.save(update_fields=["closed_at", "closed_by"])
    journal.record("round.closed", subject=closing.subject, by=by, on=str(closing.on), left=found.households_left)
    return closing


@transaction.atomic
def reopen(*, reference: str, reason: str, by: Actor) -> CountingRound:
    """Open a closed round again, for a reason that the journal keeps; its sums are reckoned anew at the next closing.

    Raises StillOpenError, RoundOpenError.
    """
    _one_at_a_time()
    found = CountingRound.objects.select_for_update().get(reference=reference)
    if found.is_open:
        raise StillOpenError
    open_one = CountingRound.objects.filter(livestock_only=found.livestock_only, closed_at__isnull=True).first()
    if open_one:
        raise RoundOpenError(open_one)
    found.totals.all().delete()
    found.closed_at, found.closed_by = None, ""
    found.save(update_fields=["closed_at", "closed_by"])
    journal.record("round.reopened", subject=found.subject, by=by, on=str(found.on), reason=reason)
    return found


def _one_at_a_time() -> None:
    """Let one transaction of the council open rounds at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema()), hashtext('round'))")
