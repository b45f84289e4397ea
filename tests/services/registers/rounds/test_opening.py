"""Opening, closing and opening again."""

from datetime import date, timedelta

import pytest

from services.registers.models import CountingRound, RoundTotal, RoundVisit
from services.registers.relations import Relation
from services.registers.rounds import counts, opening, totals, visiting
from services.registers.rounds.found import Found, Sent
from services.registers.rounds.holding import ClosedRoundError
from tenants.directory.models import Tenant
from tereze.audit.models import Entry
from tests.services.registers import people
from tests.services.registers.rounds.conftest import AT, BY, Village


@pytest.mark.parametrize(
    ("today", "on", "livestock_only"),
    [
        (date(2026, 11, 23), date(2027, 1, 1), False),
        (date(2027, 1, 1), date(2027, 1, 1), False),
        (date(2027, 3, 8), date(2027, 6, 1), True),
    ],
)
def test_the_next_usual_round_is_proposed(in_karool: Tenant, today: date, on: date, livestock_only: bool) -> None:
    assert opening.proposal(today=today) == opening.Proposal(on, livestock_only)


def test_a_day_that_has_a_round_is_not_proposed(village: Village) -> None:
    assert opening.proposal(today=date(2026, 11, 23)).on == date(2027, 6, 1)


def test_one_round_of_a_kind_is_open(village: Village) -> None:
    with pytest.raises(opening.RoundOpenError):
        opening.open_round(on=date(2028, 1, 1), livestock_only=False, by=BY, at=AT)
    assert opening.open_round(on=date(2027, 6, 1), livestock_only=True, by=BY, at=AT).is_open


def test_a_day_has_one_round(village: Village) -> None:
    with pytest.raises(opening.DayTakenError):
        opening.open_round(on=village.round.on, livestock_only=True, by=BY, at=AT)


def test_closing_says_what_is_missing(village: Village) -> None:
    with pytest.raises(opening.UnfinishedError) as refusal:
        opening.close(reference=village.round.reference, confirmed=False, by=BY, at=AT)

    assert refusal.value.missing.households_left == 3
    assert CountingRound.objects.get(pk=village.round.pk).is_open


def test_a_finished_round_closes_without_a_question(village: Village) -> None:
    village.last.closed_on = date(2020, 1, 1)  # nobody lives there, and that would look odd
    village.last.save()
    for number, home in enumerate((village.first, village.second)):
        found = Found(RoundVisit.State.DONE, told={"cow": 2, "ewe": 10} if number == 0 else {})
        visiting.write(counted=village.round, household=home, sent=Sent(f"key-000{number}", found), at=AT, by=BY)

    assert not opening.close(reference=village.round.reference, confirmed=False, by=BY, at=AT).is_open


def test_a_round_is_closed_once(village: Village) -> None:
    opening.close(reference=village.round.reference, confirmed=True, by=BY, at=AT)

    with pytest.raises(ClosedRoundError):
        opening.close(reference=village.round.reference, confirmed=True, by=BY, at=AT)


def test_the_sums_of_a_closed_round_never_change(village: Village) -> None:
    found = Found(RoundVisit.State.DONE, told={"cow": 3, "ewe": 4}, seen={"cow": 5}, is_seen=True)
    visiting.write(counted=village.round, household=village.first, sent=Sent("key-0001", found), at=AT, by=BY)
    opening.close(reference=village.round.reference, confirmed=True, by=BY, at=AT)
    before = totals.table(village.round, village.before)

    people.member(village.second, people.resident("Асанова Жаңыл", sex="f"), Relation.WIFE, since=date(2026, 1, 1))
    village.last.closed_on = date(2026, 6, 1)
    village.last.save()

    after = totals.table(village.round, village.before)
    assert after == before
    sums = {line.what: (line.all.number, line.all.verified, line.all.before) for line in after.lines}
    assert sums["households"][0] == 3
    assert sums["people"][0] == 3
    assert (sums["cow"], sums["ewe"]) == ((5, 5, 2), (4, 0, 10))


def test_opening_again_needs_a_reason_that_is_journalled_and_reckons_anew(village: Village) -> None:
    opening.close(reference=village.round.reference, confirmed=True, by=BY, at=AT)
    opening.reopen(reference=village.round.reference, reason="бир көчө калып калган", by=BY)

    assert RoundTotal.objects.filter(round=village.round).count() == 0
    entry = Entry.objects.get(action="round.reopened")
    assert entry.details["reason"] == "бир көчө калып калган"


def test_an_open_round_is_not_opened_again(village: Village) -> None:
    with pytest.raises(opening.StillOpenError):
        opening.reopen(reference=village.round.reference, reason="—", by=BY)


def test_a_closed_round_waits_until_the_open_one_of_its_kind_is_closed(village: Village) -> None:
    with pytest.raises(opening.RoundOpenError):
        opening.reopen(reference=village.before.reference, reason="ката", by=BY)


def test_the_round_to_compare_with_is_of_the_same_kind_if_there_is_one(village: Village) -> None:
    closed = {"opened_at": AT, "closed_at": AT + timedelta(days=1)}
    CountingRound.objects.create(on=date(2026, 6, 1), livestock_only=True, **closed)

    assert counts.before(village.round) == village.before
