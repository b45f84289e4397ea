"""Two imports at once, a worker that dies, progress that is seen meanwhile: with real commits."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django_tenants.utils import schema_context

from services.registers.imports import importing, runs, tasks, undo
from services.registers.imports.part import Tell
from services.registers.imports.people import writing
from services.registers.imports.planning import Plan
from services.registers.models import Household, Membership, Resident
from services.registers.models.imports import ImportedRecord, ImportProgress, ImportRun, ImportState
from tenants.directory.models import Tenant
from tests.services.registers.imports import made
from tests.services.registers.imports.conftest import BY, asked, checked
from tests.services.registers.imports.made import BAKYT

pytestmark = pytest.mark.transactional
WAIT = 20


@pytest.fixture
def council(own_council: Tenant) -> Iterator[str]:
    """The schema of a council of our own."""
    with schema_context(own_council.schema_name):
        yield own_council.schema_name
    connection.close()


def in_thread(council: str, act: Callable[[], object]) -> object:
    """Run `act` in the council's schema with a connection of the thread's own."""
    try:
        with schema_context(council):
            return act()
    finally:
        connection.close()


def at_once(council: str, *acts: Callable[[], object]) -> list[object]:
    together = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        together.wait(timeout=WAIT)
        return in_thread(council, act)

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(one, acts))


def ready() -> ImportRun:
    return asked(checked(made.xlsx(*made.VILLAGERS)))


def test_one_run_in_the_hands_of_many_workers_is_imported_once(council: str) -> None:
    run = ready()

    done = at_once(council, *[lambda: importing.carry_out(run.reference)] * 4)

    assert [one is not None for one in done].count(True) == 1
    assert (Resident.objects.count(), Household.objects.count()) == (4, 2)


def test_of_two_runs_of_one_file_at_once_the_second_sees_what_the_first_did(council: str) -> None:
    first, second = ready(), ready()

    at_once(council, *(partial(importing.carry_out, run.reference) for run in (first, second)))

    states = sorted(ImportRun.objects.values_list("state", "message"))
    assert states == [(ImportState.CHECKED, "changed"), (ImportState.DONE, "")]
    assert Resident.objects.count() == 4


def test_without_the_lock_on_the_register_two_runs_do_collide(council: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The race is real: only then does the test above prove anything."""
    first, second = ready(), ready()
    together = Barrier(2)
    planned = importing._planned

    def slowly(run: ImportRun, say: Tell) -> Plan[Any]:
        found = planned(run, say)
        together.wait(timeout=WAIT)
        return found

    monkeypatch.setattr(importing, "lock_register", lambda: None)
    monkeypatch.setattr(importing, "_planned", slowly)
    with pytest.raises(Exception, match="duplicate key"):
        at_once(council, *(partial(importing.carry_out, run.reference) for run in (first, second)))

    assert Resident.objects.count() == 4  # the database is the last wall


def test_progress_is_seen_while_the_transaction_is_open(council: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run = ready()
    reached, go_on = Event(), Event()
    documents = writing.Writer._documents

    def wait_there(writer: writing.Writer) -> None:
        reached.set()
        go_on.wait(timeout=WAIT)
        documents(writer)

    monkeypatch.setattr(writing.Writer, "_documents", wait_there)
    worker = Thread(target=in_thread, args=(council, lambda: importing.carry_out(run.reference)))
    worker.start()
    assert reached.wait(timeout=WAIT)

    progress = ImportProgress.objects.get(run=run)
    seen_before_the_end = (progress.phase, progress.percent > 0, Resident.objects.count())
    with pytest.raises(runs.BeingWorkedOnError):
        runs.check_again(run.reference, by=BY)
    go_on.set()
    worker.join(timeout=WAIT)

    assert seen_before_the_end == ("writing", True, 0)
    assert Resident.objects.count() == 4


def test_a_killed_worker_leaves_nothing_and_the_next_one_does_it_all(
    council: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ready()

    def die(writer: writing.Writer) -> None:
        connection.connection.close()  # what the server sees of a killed process
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(writing.Writer, "_documents", die)
        with pytest.raises(SystemExit):
            in_thread(council, lambda: importing.carry_out(run.reference))

    run.refresh_from_db()
    assert (run.state, Resident.objects.count(), ImportedRecord.objects.count()) == (ImportState.IMPORTING, 0, 0)

    tasks.work(reference=run.reference, council=council)

    run.refresh_from_db()
    assert (run.state, Resident.objects.count()) == (ImportState.DONE, 4)


def test_the_sweep_takes_up_what_nobody_works_on(council: str) -> None:
    run = ready()
    ImportRun.objects.update(asked_at=run.uploaded_at.replace(year=2020))

    tasks.sweep()

    run.refresh_from_db()
    assert run.state == ImportState.DONE


def test_the_sweep_leaves_alone_what_was_asked_just_now(council: str) -> None:
    run = ready()

    tasks.sweep()

    run.refresh_from_db()
    assert run.state == ImportState.IMPORTING


def test_an_import_is_taken_back_by_one_of_two_at_once(council: str) -> None:
    run = ready()
    importing.carry_out(run.reference)

    def take_back() -> str:
        try:
            return undo.undo(run.reference, by=BY).state
        except (runs.BeingWorkedOnError, runs.WrongStateError):
            return "refused"

    assert sorted(map(str, at_once(council, take_back, take_back))) == ["refused", "undone"]
    assert not Resident.objects.exists()


def test_a_desk_edit_waits_for_the_import_and_is_not_lost(council: str, monkeypatch: pytest.MonkeyPatch) -> None:
    importing.carry_out(ready().reference)
    run = asked(checked(made.xlsx(made.but(BAKYT, document="ID5555555"))))
    reached = Event()
    documents = writing.Writer._documents

    def say_so(writer: writing.Writer) -> None:
        reached.set()
        documents(writer)

    monkeypatch.setattr(writing.Writer, "_documents", say_so)
    worker = Thread(target=in_thread, args=(council, lambda: importing.carry_out(run.reference)))
    worker.start()
    assert reached.wait(timeout=WAIT)
    Resident.objects.filter(pin=BAKYT[3]).update(birth_place="Өзгөн")
    worker.join(timeout=WAIT)

    bakyt = Resident.objects.get(pin=BAKYT[3])
    assert (bakyt.birth_place, bakyt.documents.count()) == ("Өзгөн", 2)


def test_a_clerk_and_an_import_that_hold_what_the_other_needs_both_come_through(
    council: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    importing.carry_out(ready().reference)
    run = asked(checked(made.xlsx(made.but(BAKYT, document="ID5555555"))))
    clerk_holds, import_holds = Event(), Event()
    attempts: list[int] = []

    def lock_one_after_the_other() -> None:
        attempts.append(1)
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE registers_membership IN EXCLUSIVE MODE")
            import_holds.set()
            clerk_holds.wait(timeout=WAIT)
            cursor.execute("LOCK TABLE registers_resident IN EXCLUSIVE MODE")

    def edit() -> None:
        with transaction.atomic():
            Resident.objects.filter(pin=BAKYT[3]).update(birth_place="Өзгөн")
            clerk_holds.set()
            import_holds.wait(timeout=WAIT)
            Membership.objects.filter(resident__pin=BAKYT[3]).update(lives_here=False)

    monkeypatch.setattr(importing, "lock_register", lock_one_after_the_other)
    try:
        at_once(council, lambda: importing.carry_out(run.reference), edit)
    except OperationalError:  # the database chose the clerk to try again
        edit()

    run.refresh_from_db()
    bakyt = Resident.objects.get(pin=BAKYT[3])
    assert (run.state, bakyt.documents.count()) == (ImportState.DONE, 2)
    assert len(attempts) <= 2
