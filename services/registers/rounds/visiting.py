"""Writing down a visit: once, however often it is sent, and never over somebody else's unseen."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from services.registers.models import (
    CountingRound,
    Household,
    HouseholdAddress,
    HouseholdCount,
    Membership,
    RoundFollowUp,
    RoundVisit,
)
from services.registers.rounds import counts
from services.registers.rounds.found import Found, Heard, Sent
from services.registers.rounds.holding import hold_open
from tereze.accounts.permissions import Actor
from tereze.audit import journal

_AHEAD: Final = timedelta(minutes=5)
"""How far the clock of a phone may be ahead."""
_STANDING: Final = HouseholdCount.Standing
_IN: Final = frozenset({RoundFollowUp.Kind.BORN, RoundFollowUp.Kind.ARRIVED})
_OUT: Final = frozenset({RoundFollowUp.Kind.DIED, RoundFollowUp.Kind.LEFT})


class ConflictError(Exception):
    """Somebody else has written down this household; `theirs` is what stands there now."""

    def __init__(self, theirs: RoundVisit) -> None:
        super().__init__(theirs.client_key)
        self.theirs = theirs


class KeyTakenError(Exception):
    """The key belongs to the visit of another household."""


class NotInRoundError(Exception):
    """The household had no address on the day of the round, or its account was closed by then."""


@transaction.atomic
def write(*, counted: CountingRound, household: Household, sent: Sent, at: datetime, by: Actor) -> RoundVisit:
    """Write down what was found and return the visit as it stands; what was sent before changes nothing.

    Raises ClosedRoundError, ConflictError, KeyTakenError, NotInRoundError.
    """
    hold_open(counted.pk)
    home = Household.objects.select_for_update(no_key=True).get(pk=household.pk)
    if RoundVisit.objects.filter(client_key=sent.key).exclude(round=counted, household=home).exists():
        raise KeyTakenError(sent.key)
    present = RoundVisit.objects.filter(round=counted, household=home).first()
    if present and (present.client_key == sent.key or any(one["key"] == sent.key for one in present.history)):
        return present
    if present and present.client_key not in sent.replaces:
        raise ConflictError(present)
    return _put(counted, home, present, sent, at=at, by=by)


def _put(
    counted: CountingRound, home: Household, present: RoundVisit | None, sent: Sent, *, at: datetime, by: Actor
) -> RoundVisit:
    address = HouseholdAddress.objects.on(counted.on).filter(household=home).first()
    if address is None or (home.closed_on and home.closed_on <= counted.on):
        raise NotInRoundError(home.reference)
    visit = present or RoundVisit(round=counted, household=home)
    visit.history = _history(present, sent)
    found = sent.found
    visit.street_id, visit.state, visit.note, visit.is_seen = address.street_id, found.state, found.note, found.is_seen
    visit.people = _people(counted, home, found)
    visit.visited_at, visit.visited_by, visit.client_key = at, by.audit_name, sent.key
    visit.save()
    _write_counts(counted, home, found, by)
    _write_heard(visit, found.heard, at=at, by=by)
    journal.record(
        "round.visited", subject=f"household:{home.reference}", by=by, round=counted.reference,
        state=found.state.value, replaced=present is not None,
    )  # fmt: skip
    return visit


def clipped(said: datetime | None, *, counted: CountingRound, now: datetime) -> datetime:
    """Return when the visit was, as the phone says if that can be: after the round was opened and not ahead of us."""
    return said if said and counted.opened_at <= said <= now + _AHEAD else now


def _history(present: RoundVisit | None, sent: Sent) -> list[dict[str, Any]]:
    """Return what stood there before, and the keys that were given up on the way: they may still arrive."""
    if present is None:
        return [{"key": key} for key in sorted(sent.replaces)]
    history = [*present.history, dump(present)]
    known = {one["key"] for one in history}
    return [*history, *({"key": key} for key in sorted(sent.replaces - known))]


def dump(visit: RoundVisit) -> dict[str, Any]:
    """Return a visit as plain JSON: what phones show, and what is kept of a visit that was replaced."""
    counted: dict[str, dict[str, int]] = {_STANDING.DECLARED: {}, _STANDING.VERIFIED: {}}
    rows = HouseholdCount.objects.filter(round=visit.round_id, household=visit.household_id)
    for what, standing, number in rows.values_list("what", "standing", "number"):
        counted[standing][what] = number
    heard = list(visit.follow_ups.values("kind", "note"))
    return dumped(visit, counted[_STANDING.DECLARED], counted[_STANDING.VERIFIED], heard)


def dumped(visit: RoundVisit, told: dict[str, int], seen: dict[str, int], heard: Sequence[Any]) -> dict[str, Any]:
    """Return a visit as plain JSON, of parts that are known already."""
    return {
        "key": visit.client_key, "state": visit.state, "at": visit.visited_at.isoformat(timespec="seconds"),
        "by": visit.visited_by, "people": visit.people, "is_seen": visit.is_seen, "note": visit.note,
        "told": told, "seen": seen, "heard": list(heard),
    }  # fmt: skip


def _people(counted: CountingRound, home: Household, found: Found) -> int | None:
    """Return how many live there: those in the register, with whom the walker heard of. Not asked in June."""
    if counted.livestock_only or found.state not in {RoundVisit.State.DONE, RoundVisit.State.EMPTY}:
        return None
    if found.state == RoundVisit.State.EMPTY:
        return 0
    members = Membership.objects.on(counted.on).filter(household=home).count()
    kinds = [one.kind for one in found.heard]
    return max(members + sum(kind in _IN for kind in kinds) - sum(kind in _OUT for kind in kinds), 0)


def _write_counts(counted: CountingRound, home: Household, found: Found, by: Actor) -> None:
    HouseholdCount.objects.filter(round=counted, household=home).delete()
    if not found.has_counts:
        return
    had = counts.last([home.pk], before=counted.on).get(home.pk, {})
    rows = [
        HouseholdCount(
            household=home, what=what, on=counted.on, standing=standing, number=number, counted_by=by.audit_name,
            round=counted,
        )
        for standing, numbers in ((_STANDING.DECLARED, found.told), (_STANDING.VERIFIED, found.seen))
        for what, number in numbers.items()
        if number or what in had or found.told.get(what)
    ]  # fmt: skip
    HouseholdCount.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["household", "what", "on", "standing"],
        update_fields=["number", "counted_by", "round"],
    )  # fmt: skip


def _write_heard(visit: RoundVisit, heard: Sequence[Heard], *, at: datetime, by: Actor) -> None:
    """Put down what is to follow. What was done already stays done, though it be sent again."""
    visit.follow_ups.filter(done_at__isnull=True).delete()
    done = list(visit.follow_ups.values_list("kind", "note"))
    for one in heard:
        if (one.kind, one.note) in done:
            done.remove((one.kind, one.note))
        else:
            RoundFollowUp.objects.create(visit=visit, kind=one.kind, note=one.note, told_at=at, told_by=by.audit_name)
