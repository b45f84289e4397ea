"""An event is told to everybody who listens, at least once, whatever fails on the way."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Lock

import pytest
from django.db import IntegrityError, transaction
from django_tenants.utils import schema_context

from tenants.directory.models import Tenant
from tereze import clock
from tereze.config.database import connection
from tereze.exchange import events, hurrying, tasks
from tereze.exchange.models import Delivery, Event
from tereze.exchange.registry import UnknownNameError
from tereze.numbering.models import Counter


class Ear:
    """A listener that writes down what it hears, and fails as often as it is told to."""

    def __init__(self, name: str, *, fails: int = 0) -> None:
        self.name, self.fails = name, fails
        self.heard: list[events.Payload] = []
        self.asked = 0
        self._lock = Lock()
        events.listen("test.happened", name=name, hear=self.hear)

    def hear(self, payload: events.Payload) -> None:
        with self._lock:
            self.asked += 1
            if self.asked <= self.fails:
                raise RuntimeError(f"{self.name} is deaf")
            self.heard.append(payload)


@pytest.fixture(autouse=True)
def _kind() -> None:
    events.declare("test.happened", "subject", "number")


def happen(number: int = 1) -> Event:
    with transaction.atomic():
        return events.publish("test.happened", subject="K7M4Q2", number=number)


def anew(event: Event) -> Event:
    return Event.objects.get(pk=event.pk)


def turn_comes() -> None:
    """Let as much time pass as any event waits."""
    Event.objects.update(try_after=clock.now() - timedelta(seconds=1))


def test_an_event_reaches_every_listener_once(in_karool: Tenant) -> None:
    ears = [Ear("one"), Ear("other")]
    event = happen()

    assert events.deliver_waiting() == 1
    assert events.deliver_waiting() == 0

    assert [ear.heard for ear in ears] == [[{"subject": "K7M4Q2", "number": 1}]] * 2
    assert anew(event).delivered_at is not None


def test_events_are_told_in_the_order_they_happened(in_karool: Tenant) -> None:
    ear = Ear("one")
    for number in (1, 2, 3):
        happen(number)

    events.deliver_waiting()

    assert [payload["number"] for payload in ear.heard] == [1, 2, 3]


def test_an_event_nobody_listens_to_is_done(in_karool: Tenant) -> None:
    happen()

    assert events.deliver_waiting() == 1


@pytest.mark.parametrize("payload", [{}, {"subject": "A"}, {"subject": "A", "number": 1, "more": 2}])
def test_an_event_with_other_fields_than_declared_is_refused(payload: dict[str, object], in_karool: Tenant) -> None:
    with transaction.atomic(), pytest.raises(events.WrongFieldsError, match="carries subject, number"):
        events.publish("test.happened", **payload)

    assert not Event.objects.exists()


def test_an_undeclared_event_is_neither_published_nor_listened_to(in_karool: Tenant) -> None:
    with transaction.atomic(), pytest.raises(UnknownNameError):
        events.publish("test.never")
    with pytest.raises(UnknownNameError):
        events.listen("test.never", name="one", hear=lambda _payload: None)


def test_a_field_may_be_called_name(in_karool: Tenant) -> None:
    events.declare("test.named", "name")

    with transaction.atomic():
        assert events.publish("test.named", name="К").payload == {"name": "К"}


def test_two_listeners_of_one_event_have_two_names() -> None:
    Ear("one")

    with pytest.raises(ValueError, match="called one"):
        Ear("one")


def test_a_listener_that_fails_is_told_again_alone(in_karool: Tenant) -> None:
    deaf, well = Ear("deaf", fails=1), Ear("well")
    event = happen()

    assert events.deliver_waiting() == 0
    turn_comes()
    assert events.deliver_waiting() == 1

    assert (deaf.asked, well.asked) == (2, 1)
    assert len(deaf.heard) == len(well.heard) == 1
    assert set(Delivery.objects.filter(event=event).values_list("listener", flat=True)) == {"deaf", "well"}


def test_what_a_failing_listener_wrote_is_undone_and_what_others_wrote_stays(in_karool: Tenant) -> None:
    def half(payload: events.Payload) -> None:
        Counter.objects.create(journal="half", year=2026)
        raise IntegrityError("the other half")

    def whole(payload: events.Payload) -> None:
        Counter.objects.create(journal="whole", year=2026)

    events.listen("test.happened", name="half", hear=half)
    events.listen("test.happened", name="whole", hear=whole)
    happen()

    events.deliver_waiting()

    assert list(Counter.objects.values_list("journal", flat=True)) == ["whole"]


def test_a_failure_does_not_hold_up_the_next_event(in_karool: Tenant) -> None:
    ear = Ear("one", fails=1)
    first, second = happen(1), happen(2)

    assert events.deliver_waiting() == 1

    assert [payload["number"] for payload in ear.heard] == [2]
    assert (anew(first).delivered_at, anew(first).attempts) == (None, 1)
    assert anew(first).last_error == "one: one is deaf"
    assert anew(second).delivered_at is not None


def test_after_a_failure_an_event_waits_longer_each_time(in_karool: Tenant) -> None:
    """A busy council delivers many times a minute: that must not use up the attempts of an event."""
    ear = Ear("one", fails=99)
    event = happen()
    waits = []
    for _ in range(events.GIVE_UP_AFTER):
        began = clock.now()
        events.deliver_waiting()
        events.deliver_waiting()
        waits.append(round((anew(event).try_after - began).total_seconds()))  # type: ignore[operator]
        turn_comes()

    assert ear.asked == events.GIVE_UP_AFTER
    assert waits[:4] == [15, 30, 60, 120]
    assert max(waits) == 3_600
    assert sum(waits) > 8 * 3_600


def test_an_event_is_given_up_loudly_and_then_left_for_a_person(
    in_karool: Tenant, caplog: pytest.LogCaptureFixture
) -> None:
    ear = Ear("one", fails=99)
    event = happen()
    Event.objects.update(attempts=events.GIVE_UP_AFTER - 1)
    events.deliver_waiting()
    turn_comes()

    assert events.deliver_waiting() == 0
    assert ear.asked == 1
    assert f"test.happened {event.pk} was not heard by all and is not tried again: one: one is deaf" in caplog.text


def test_an_event_of_a_service_that_is_gone_holds_up_no_other(in_karool: Tenant) -> None:
    events.declare("test.gone")
    with transaction.atomic():
        events.publish("test.gone")
    del events.registry._things["test.gone"]
    ear = Ear("one")
    happen()

    assert events.deliver_waiting() == 1

    assert len(ear.heard) == 1
    assert Event.objects.get(name="test.gone").last_error == "test.gone is declared by nobody"


def test_only_so_many_at_once(in_karool: Tenant) -> None:
    for number in range(3):
        happen(number)

    assert (events.deliver_waiting(limit=2), events.deliver_waiting(limit=2)) == (2, 1)


@pytest.fixture
def own(own_council: Tenant) -> Iterator[str]:
    with schema_context(own_council.schema_name):
        yield own_council.schema_name


@pytest.mark.transactional
def test_outside_a_transaction_nothing_is_published(own: str) -> None:
    with pytest.raises(events.NotInTransactionError):
        events.publish("test.happened", subject="A", number=1)


@pytest.mark.transactional
def test_what_was_rolled_back_has_never_happened(own: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hurried: list[object] = []
    monkeypatch.setattr(hurrying, "_hurry", lambda *told: hurried.append(told))
    ear = Ear("one")
    with transaction.atomic():
        events.publish("test.happened", subject="A", number=1)
        transaction.set_rollback(True)
    happen(2)

    events.deliver_waiting()

    assert [payload["number"] for payload in ear.heard] == [2]
    assert hurried == [(tasks.deliver, own)]


@pytest.mark.transactional
def test_a_worker_that_dies_after_telling_tells_again(own: str) -> None:
    ear = Ear("one")
    happen()
    with transaction.atomic():
        events.deliver_waiting()
        transaction.set_rollback(True)  # what is left when it dies before the commit

    assert events.deliver_waiting() == 1
    assert ear.asked == 2  # at least once


@pytest.mark.transactional
def test_many_deliverers_at_once_tell_every_event_once(own: str) -> None:
    ear = Ear("one")
    for number in range(40):
        happen(number)
    together = Barrier(4)

    def work(_number: int) -> int:
        try:
            with schema_context(own):
                together.wait(timeout=20)
                return events.deliver_waiting()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(work, range(4)))

    assert sum(told) == 40
    assert sorted(payload["number"] for payload in ear.heard) == list(range(40))


@pytest.mark.transactional
def test_a_deliverer_passes_over_what_another_has_in_hand(own: str) -> None:
    ear = Ear("one")
    held, _free = happen(1), happen(2)

    def work() -> int:
        try:
            with schema_context(own):
                return events.deliver_waiting()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads, transaction.atomic():
        Event.objects.select_for_update().get(pk=held.pk)
        assert threads.submit(work).result(timeout=20) == 1

    assert [payload["number"] for payload in ear.heard] == [2]
