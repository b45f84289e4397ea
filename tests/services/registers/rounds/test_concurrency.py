"""Closing while somebody sends, and many who send at once: with real commits."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Barrier, Event

import pytest
from django.db import connection
from django_tenants.utils import schema_context

from services.registers.models import CountingRound, RoundTotal, RoundVisit
from services.registers.rounds import opening, totals, visiting
from services.registers.rounds.found import Found, Sent
from services.registers.rounds.holding import ClosedRoundError
from tenants.directory.models import Tenant
from tereze.audit.models import Entry
from tests.services.registers.rounds.conftest import AT, BY, Village, make

pytestmark = pytest.mark.transactional
WAIT = 20


@pytest.fixture
def council(own_council: Tenant) -> Iterator[str]:
    """The schema of a council of our own."""
    with schema_context(own_council.schema_name):
        yield own_council.schema_name
    connection.close()


@pytest.fixture
def there(council: str) -> Village:
    """The village, really committed."""
    return make()


def in_thread(council: str, act: Callable[[], object]) -> object:
    """Run `act` in the council's schema with a connection of the thread's own."""
    try:
        with schema_context(council):
            return act()
    finally:
        connection.close()


def send(village: Village, key: str = "key-0001", **told: int) -> RoundVisit:
    found = Found(RoundVisit.State.DONE, told=told or {"cow": 3})
    return visiting.write(counted=village.round, household=village.first, sent=Sent(key, found), at=AT, by=BY)


def close(village: Village) -> CountingRound:
    return opening.close(reference=village.round.reference, confirmed=True, by=BY, at=AT)


def cows(village: Village) -> int:
    return RoundTotal.objects.get(round=village.round, what="cow", village=village.street.village_id).number


def wait_for_a_lock() -> None:
    """Return when some backend waits for a lock."""
    with connection.cursor() as cursor:
        for _try in range(2_000):
            cursor.execute("SELECT pg_sleep(0.01), count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[1]:
                return
    pytest.fail("Nobody waits for a lock.")


def while_one_waits(
    council: str, monkeypatch: pytest.MonkeyPatch, at: tuple[object, str], first: Callable[[], object],
    second: Callable[[], object],
) -> tuple[Future[object], Future[object]]:  # fmt: skip
    """Run `first` until it reaches a function, then `second` until it waits for a lock, then let both go on."""
    reached, go_on = Event(), Event()
    original = getattr(*at)

    def held(*args: object, **kwargs: object) -> object:
        reached.set()
        go_on.wait(timeout=WAIT)
        return original(*args, **kwargs)

    monkeypatch.setattr(*at, held)
    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(in_thread, council, first)
        assert reached.wait(timeout=WAIT)
        other = threads.submit(in_thread, council, second)
        try:
            wait_for_a_lock()
        finally:
            go_on.set()
    return one, other


def test_closing_waits_for_who_is_sending_and_counts_it(
    council: str, there: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, closed = while_one_waits(
        council, monkeypatch, (visiting, "_write_counts"), partial(send, there), partial(close, there)
    )

    assert isinstance(sent.result(), RoundVisit)
    assert isinstance(closed.result(), CountingRound)
    assert cows(there) == 3


def test_who_sends_while_the_round_closes_is_told_that_it_is_closed(
    council: str, there: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, sent = while_one_waits(council, monkeypatch, (totals, "write"), partial(close, there), partial(send, there))

    assert isinstance(closed.result(), CountingRound)
    with pytest.raises(ClosedRoundError):
        sent.result()
    assert not RoundVisit.objects.filter(round=there.round).exists()


def test_without_holding_the_round_a_count_does_get_into_a_closed_one(
    council: str, there: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The race is real: only then do the tests above prove anything."""
    reached, go_on = Event(), Event()

    def looked(_key: int) -> None:
        """Look at the round without holding it."""
        assert CountingRound.objects.get(pk=there.round.pk).is_open
        reached.set()
        go_on.wait(timeout=WAIT)

    monkeypatch.setattr(visiting, "hold_open", looked)
    with ThreadPoolExecutor(1) as threads:
        sent = threads.submit(in_thread, council, partial(send, there))
        assert reached.wait(timeout=WAIT)
        close(there)
        go_on.set()
        sent.result()

    assert there.round.counts.exists()
    assert not RoundTotal.objects.filter(round=there.round, what="cow").exists()


def test_the_same_visit_sent_by_many_lines_at_once_is_one(council: str, there: Village) -> None:
    together = Barrier(4)

    def one(_number: int) -> object:
        together.wait(timeout=WAIT)
        return in_thread(council, partial(send, there))

    with ThreadPoolExecutor(4) as threads:
        visits = list(threads.map(one, range(4)))

    assert {visit.pk for visit in visits if isinstance(visit, RoundVisit)} == {
        RoundVisit.objects.get(round=there.round).pk
    }
    assert Entry.objects.filter(action="round.visited").count() == 1


def test_of_many_walkers_at_once_one_writes_and_the_others_see_it(council: str, there: Village) -> None:
    together = Barrier(4)

    def one(number: int) -> object:
        together.wait(timeout=WAIT)
        try:
            return in_thread(council, partial(send, there, f"key-000{number}", cow=number))
        except visiting.ConflictError as conflict:
            return conflict.theirs.client_key

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(one, range(4)))

    (written,) = [one for one in answers if isinstance(one, RoundVisit)]
    assert answers.count(written.client_key) == 3
