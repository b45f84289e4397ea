"""The journal: one chain, in which every change by hand is found."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.permissions import Platform
from tereze.audit import journal
from tereze.audit.models import End, Entry

TESTER = Platform("tests")


def by_hand() -> AbstractContextManager[None]:
    """Work with the rights of the database's owner, who alone can change what was written."""
    owning: AbstractContextManager[None] = connection.owning()  # type: ignore[attr-defined]
    return owning


@pytest.fixture
def five(in_karool: Tenant) -> list[Entry]:
    """Five entries at the end of Karool's journal."""
    return [journal.record("tests.done", subject=f"resident:R{n}", by=TESTER, number=n) for n in range(5)]


def test_what_was_recorded_reads_back_whole(five: list[Entry]) -> None:
    assert journal.first_break() is None
    assert Entry.objects.order_by("-sequence").first() == five[-1]
    assert five[-1].previous_hash == five[-2].hash


def test_details_of_any_plain_shape_keep_their_hash(in_karool: Tenant) -> None:
    journal.record(
        "tests.done", by=TESTER, rows={10: "он", 9: "тогуз"}, share=0.1, list=[1, [None, True]], text="«ң»\u2028"
    )

    assert journal.first_break() is None


def test_outside_a_transaction_nothing_can_be_recorded(own_council: Tenant) -> None:
    with tenant_context(own_council), pytest.raises(journal.NotInTransactionError):
        journal.record("tests.done", by=TESTER)


def test_an_entry_goes_with_the_transaction_it_tells_of(in_karool: Tenant) -> None:
    before = Entry.objects.count()
    with transaction.atomic():
        journal.record("tests.done", by=TESTER)
        transaction.set_rollback(True)

    assert Entry.objects.count() == before
    assert journal.first_break() is None


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "user:somebody"},
        {"action": "tests.undone"},
        {"subject": "resident:R9"},
        {"details": {"number": 9}},
        {"at": clock.now() - timedelta(days=1)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_entry_is_found(five: list[Entry], change: dict[str, object]) -> None:
    with by_hand():
        Entry.objects.filter(pk=five[2].pk).update(**change)

    assert journal.first_break() == five[2].sequence


def test_an_entry_changed_together_with_its_hash_is_found_at_the_next(five: list[Entry]) -> None:
    forged = five[2]
    forged.actor = "user:somebody"
    forged.hash = journal.digest(forged)
    with by_hand():
        forged.save()

    assert journal.first_break() == five[3].sequence


def test_a_removed_entry_is_found(five: list[Entry]) -> None:
    with by_hand():
        five[2].delete()

    assert journal.first_break() == five[2].sequence


def test_entries_cut_off_the_end_are_found(five: list[Entry]) -> None:
    with by_hand():
        Entry.objects.filter(sequence__gt=five[2].sequence).delete()

    assert journal.first_break() == five[3].sequence


def test_an_entry_added_by_hand_is_found(five: list[Entry]) -> None:
    stray = Entry(
        sequence=five[-1].sequence + 1, at=clock.now(), actor="user:x", action="tests.done", previous_hash=five[-1].hash
    )
    stray.hash = journal.digest(stray)
    stray.save()

    assert journal.first_break() == stray.sequence


def test_an_entry_squeezed_between_two_is_found(five: list[Entry]) -> None:
    with by_hand():
        for entry in reversed(five[3:]):
            Entry.objects.filter(pk=entry.pk).update(sequence=entry.sequence + 1)
        stray = Entry(
            sequence=five[3].sequence, at=clock.now(), actor="user:x", action="tests.done", previous_hash=five[2].hash
        )
        stray.hash = journal.digest(stray)
        stray.save()
        End.objects.update(sequence=five[-1].sequence + 1)

    assert journal.first_break() == five[3].sequence + 1


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET actor = 'x'", "DELETE FROM audit_entry"])
def test_the_councils_own_role_can_neither_change_nor_remove_entries(five: list[Entry], statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def _together(count: int, work: Callable[[int], None]) -> list[BaseException]:
    """Do `work` in `count` threads that start at one moment; return what went wrong."""
    barrier, failures = threading.Barrier(count), []

    def run(number: int) -> None:
        try:
            barrier.wait(timeout=10)
            work(number)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return failures


def test_many_writing_at_once_keep_the_chain(own_council: Tenant) -> None:
    with tenant_context(own_council):
        before = Entry.objects.count()

    def write(number: int) -> None:
        with tenant_context(own_council):
            for step in range(10):
                with transaction.atomic():
                    journal.record("tests.done", by=TESTER, thread=number, step=step)

    assert _together(6, write) == []
    with tenant_context(own_council):
        assert Entry.objects.count() == before + 60
        assert journal.first_break() is None


def test_without_the_lock_they_would_not(own_council: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    meet = threading.Barrier(2)
    real = journal.digest

    def digest_after_meeting(entry: Entry) -> str:
        meet.wait(timeout=10)  # both have read the same end by now
        return real(entry)

    monkeypatch.setattr(journal, "locked_end", End.objects.get)
    monkeypatch.setattr(journal, "digest", digest_after_meeting)

    def write(number: int) -> None:
        with tenant_context(own_council), transaction.atomic():
            journal.record("tests.done", by=TESTER)

    failures = _together(2, write)

    assert [type(failure).__name__ for failure in failures] == ["IntegrityError"]
