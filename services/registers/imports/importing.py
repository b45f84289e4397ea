"""The check and the import themselves: what a worker does with a run. All or nothing, in one transaction."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Final, TypeVar

from django.db import OperationalError, connection, transaction
from psycopg import sql
from psycopg.errors import DeadlockDetected

from services.registers.imports import ledger, mending, reports, runs, tables
from services.registers.imports.part import NotNowError, Source, Tell
from services.registers.imports.parts import PARTS
from services.registers.imports.planning import Plan
from services.registers.imports.progress import CHECKING, IMPORTING, Phases, reporting
from services.registers.models.imports import ImportRun, ImportState
from tereze import clock
from tereze.audit import journal
from tereze.storage import files
from tereze.storage.places import StorageDownError

Value = TypeVar("Value")
logger = logging.getLogger(__name__)

_ATTEMPTS: Final = 3


class RefusedError(Exception):
    """The import was not begun; `why` is a key of `runs.MESSAGES`."""

    def __init__(self, why: str, found: Plan[Any] | None = None) -> None:
        self.why = why
        self.found = found
        super().__init__(why)


def check(reference: str, *, tell: Tell | None = None) -> ImportRun | None:
    """Make the dry run of a run that waits for it; return None if it does not wait, or somebody is at it."""
    try:
        with transaction.atomic():
            run = runs.claimed(reference, ImportState.CHECKING)
            if run is None:
                return None
            with ExitStack() as stack:
                say = _teller(run, CHECKING, tell, stack)
                found = _planned(run, say)
                say("finishing", 0, 1)
            reports.keep(run, found)
            runs.move(run, ImportState.CHECKED)
            run.save()
    except RefusedError as refusal:
        return _fail(reference, ImportState.CHECKING, refusal.why)
    except Exception:
        _fail(reference, ImportState.CHECKING, "failed")
        raise
    return run


def carry_out(reference: str, *, tell: Tell | None = None) -> ImportRun | None:
    """Import what the check showed; return None if the run does not wait for it, or somebody is at it.

    Nothing is written unless everything is: not if the register has changed in a way that matters, not if rows with
    errors were not left out on purpose, not if there is nothing to write.
    """
    try:
        return patiently(lambda: _claim_and_import(reference, tell))
    except RefusedError as refusal:
        return _refuse(reference, refusal)
    except Exception:
        _fail(reference, ImportState.IMPORTING, "failed")
        raise


def patiently(act: Callable[[], Value]) -> Value:
    """Try again what met a clerk's edit half-way, each holding what the other needs (a deadlock): it left nothing."""
    for _attempt in range(_ATTEMPTS - 1):
        try:
            return act()
        except OperationalError as error:
            if not isinstance(error.__cause__, DeadlockDetected):
                raise
    return act()


@transaction.atomic
def _claim_and_import(reference: str, tell: Tell | None) -> ImportRun | None:
    run = runs.claimed(reference, ImportState.IMPORTING)
    if run is not None:
        _import(run, tell)
    return run


def _import(run: ImportRun, tell: Tell | None) -> None:
    try:
        by = runs.actor(run.asked_by)
        runs.demand(by)
    except runs.NotAllowedError:
        raise RefusedError("not_allowed") from None
    with ExitStack() as stack:
        say = _teller(run, IMPORTING, tell, stack)
        lock_register()
        found = _planned(run, say)
        if found.digest != run.plan_digest:
            raise RefusedError("changed", found)
        if found.counts["error"] and not run.leave_out_errors:
            raise RefusedError("errors", found)
        if not found.has_work:
            raise RefusedError("nothing", found)
        found.write(run=run.pk, tell=say)
        say("finishing", 0, 1)
    runs.move(run, ImportState.DONE)
    run.finished_at = clock.now()
    run.save()
    journal.record("register.imported", subject=run.subject, by=by, part=run.part, **found.counts)


def lock_register() -> None:
    """Keep everybody else from writing the register until the end of the transaction; reading goes on."""
    names = sql.SQL(", ").join(sql.Identifier(kind.model._meta.db_table) for kind in ledger.KINDS.values())
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("LOCK TABLE {} IN EXCLUSIVE MODE").format(names))


def _planned(run: ImportRun, say: Tell) -> Plan[Any]:
    say("opening", 0, 1)
    try:
        content = files.read(run.file)
    except (StorageDownError, files.FileLostError):
        raise RefusedError("file") from None
    part = PARTS[run.part]
    table = runs.find_table(content, name=run.file_name, chosen=part)
    rows, skipped = tables.records(table, run.mapped)
    rows = mending.mended(run, rows)
    source = Source(rows, run.mapped, run.on, skipped, run.settings, say)
    try:
        return part.plan(source)
    except NotNowError as error:
        raise RefusedError(error.why) from None


def _teller(run: ImportRun, phases: Phases, tell: Tell | None, stack: ExitStack) -> Tell:
    reporter = stack.enter_context(reporting(run.pk, phases))
    if tell is None:
        return reporter
    heard = tell

    def both(phase: str, done: int, total: int) -> None:
        reporter(phase, done, total)
        heard(phase, done, total)

    return both


def _refuse(reference: str, refusal: RefusedError) -> ImportRun:
    """Say why nothing was imported; the next decision is made by what is true now."""
    with transaction.atomic():
        run = ImportRun.objects.select_for_update(of=["self"]).get(reference=reference)
        ends = {"nothing": ImportState.NOTHING, "changed": ImportState.CHECKED, "errors": ImportState.CHECKED}
        runs.move(run, ends.get(refusal.why, ImportState.FAILED))
        run.message, run.finished_at = refusal.why, clock.now()
        if refusal.found is not None:
            reports.keep(run, refusal.found)
        run.save()
    return run


def _fail(reference: str, state: ImportState, why: str) -> ImportRun | None:
    with transaction.atomic():
        run = runs.claimed(reference, state)
        if run is not None:
            runs.move(run, ImportState.FAILED)
            run.message, run.finished_at = why, clock.now()
            run.save()
    return run
