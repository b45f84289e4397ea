"""Writing down a visit: once, never over somebody else's unseen, never into a closed round."""

from datetime import timedelta

import pytest

from services.registers.models import HouseholdCount, RoundFollowUp, RoundVisit
from services.registers.rounds import opening, visiting
from services.registers.rounds.found import Found, Heard, Sent, UnreadableError, read
from services.registers.rounds.holding import ClosedRoundError
from tereze.audit.models import Entry
from tests.services.registers.rounds.conftest import AT, BY, Village

DONE = RoundVisit.State.DONE


def sent(key: str = "key-0001", *replaces: str, **more: object) -> Sent:
    found = Found(**{"state": DONE, "told": {"cow": 3, "ewe": 10}, **more})  # type: ignore[arg-type]
    return Sent(key, found, frozenset(replaces))


def write(village: Village, what: Sent) -> RoundVisit:
    return visiting.write(counted=village.round, household=village.first, sent=what, at=AT, by=BY)


def numbers(village: Village) -> dict[tuple[str, str], int]:
    rows = HouseholdCount.objects.filter(round=village.round)
    return {(what, standing): number for what, standing, number in rows.values_list("what", "standing", "number")}


def test_a_visit_counts_what_was_told_and_what_was_seen(village: Village) -> None:
    write(village, sent(seen={"cow": 4, "ewe": 10}, is_seen=True))

    assert numbers(village) == {
        ("cow", "declared"): 3, ("cow", "verified"): 4, ("ewe", "declared"): 10, ("ewe", "verified"): 10,
    }  # fmt: skip


def test_a_zero_is_kept_where_there_was_something_and_nowhere_else(village: Village) -> None:
    write(village, sent(told={"cow": 0, "goat": 0}))

    assert numbers(village) == {("cow", "declared"): 0}


def test_sent_twice_is_written_once(village: Village) -> None:
    first, again = write(village, sent()), write(village, sent())

    assert first.pk == again.pk
    assert Entry.objects.filter(action="round.visited").count() == 1


def test_another_walker_does_not_silently_win(village: Village) -> None:
    write(village, sent("key-0001"))

    with pytest.raises(visiting.ConflictError) as conflict:
        write(village, sent("key-0002", told={"cow": 9}))

    assert conflict.value.theirs.client_key == "key-0001"
    assert numbers(village)[("cow", "declared")] == 3


def test_who_has_seen_what_stands_there_may_write_over_it_and_the_former_is_kept(village: Village) -> None:
    write(village, sent("key-0001", note="биринчи"))
    now = write(village, sent("key-0002", "key-0001", told={"cow": 9, "ewe": 10}))

    assert numbers(village)[("cow", "declared")] == 9
    assert [(one["key"], one["note"], one["told"]["cow"]) for one in now.history] == [("key-0001", "биринчи", 3)]


def test_a_former_value_that_arrives_late_changes_nothing(village: Village) -> None:
    write(village, sent("key-0001"))
    write(village, sent("key-0002", "key-0001", "lost-key-1", told={"cow": 9, "ewe": 10}))

    for late in ("key-0001", "lost-key-1"):
        assert write(village, sent(late)).client_key == "key-0002"
    assert numbers(village)[("cow", "declared")] == 9


def test_a_key_belongs_to_one_household(village: Village) -> None:
    write(village, sent())

    with pytest.raises(visiting.KeyTakenError):
        visiting.write(counted=village.round, household=village.second, sent=sent(), at=AT, by=BY)


def test_nothing_is_written_into_a_closed_round(village: Village) -> None:
    opening.close(reference=village.round.reference, confirmed=True, by=BY, at=AT)

    with pytest.raises(ClosedRoundError):
        write(village, sent())
    assert numbers(village) == {}


def test_a_household_that_was_closed_before_is_not_in_the_round(village: Village) -> None:
    village.first.closed_on = village.round.on
    village.first.save()

    with pytest.raises(visiting.NotInRoundError):
        write(village, sent())


def test_nobody_home_counts_nothing_and_takes_back_what_was_counted(village: Village) -> None:
    write(village, sent())
    write(village, sent("key-0002", "key-0001", state=RoundVisit.State.NOBODY_HOME, told={}))

    assert numbers(village) == {}


def test_people_are_the_register_and_what_was_heard(village: Village) -> None:
    heard = (Heard("born", "кыз, 12.12"), Heard("born", "кыз, эгиз"), Heard("left", "Бишкекке"), Heard("other", "—"))

    assert write(village, sent(heard=heard)).people == 2 + 2 - 1


def test_what_was_heard_is_a_task_and_no_event(village: Village) -> None:
    write(village, sent(heard=(Heard("born", "кыз"),)))
    write(village, sent("key-0002", "key-0001", heard=(Heard("born", "кыз, 12.12"),)))

    assert list(RoundFollowUp.objects.values_list("kind", "note")) == [("born", "кыз, 12.12")]


def test_a_task_that_is_done_is_not_asked_again(village: Village) -> None:
    write(village, sent(heard=(Heard("born", "кыз"),)))
    RoundFollowUp.objects.update(done_at=AT, done_by="user:x")
    write(village, sent("key-0002", "key-0001", heard=(Heard("born", "кыз"), Heard("died", "атасы"))))

    assert list(RoundFollowUp.objects.values_list("kind", "done_by")) == [("born", "user:x"), ("died", "")]


def test_in_june_people_are_not_counted(village: Village) -> None:
    village.round.livestock_only = True

    assert write(village, sent()).people is None


def test_the_clock_of_a_phone_is_believed_within_reason(village: Village) -> None:
    hour, now = timedelta(hours=1), AT + timedelta(days=1)
    believed = [visiting.clipped(said, counted=village.round, now=now) for said in (AT + hour, AT - hour, now + hour)]

    assert believed == [AT + hour, now, now]


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "no"}, {"state": "gone"}, {"told": {"dragon": 1}}, {"told": {"cow": -1}}, {"told": {"cow": "3"}},
        {"told": {"cow": 100_001}}, {"told": {"cow": True}}, {"heard": [{"kind": "fire"}]}, {"replaces": "key-0001"},
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_a_visit_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UnreadableError):
        read({"key": "key-0001", "state": "done", "told": {"cow": 1}, **wrong})
