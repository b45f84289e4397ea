"""The check and the import themselves: what a worker does with a run. All or nothing, in one transaction."""

import logging
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Final, TypeVar

from django.db import OperationalError, connection, transaction
from psycopg import sql
from psycopg.errors import DeadlockDetected

from services.registers.imports import ledger, runs, tables
from services.registers.imports.fields import Field
from services.registers.imports.people.entries import Action
from services.registers.imports.people.planning import Plan, Tell, plan
from services.registers.imports.people.writing import Writer
from services.registers.imports.problems import Code
from services.registers.imports.progress import CHECKING, IMPORTING, Phases, reporting
from services.registers.models.imports import ImportProblem, ImportRun, ImportState
from tereze import clock
from tereze.audit import journal
from tereze.storage import files
from tereze.storage.places import StorageDownError

Value = TypeVar("Value")
logger = logging.getLogger(__name__)

_SHOWN: Final = 200
_ATTEMPTS: Final = 3
_CHOOSABLE: Final = {
    Code.VILLAGE_UNKNOWN: Field.VILLAGE,
    Code.VILLAGE_MISSPELT: Field.VILLAGE,
    Code.RELATION_UNREADABLE: Field.RELATION,
}


class RefusedError(Exception):
    """The import was not begun; `why` is a key of `runs.MESSAGES`."""

    def __init__(self, why: str, found: Plan | None = None) -> None:
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
            _keep_report(run, found)
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
        Writer(found, run=run.pk, tell=say).write()
        say("finishing", 0, 1)
    runs.move(run, ImportState.DONE)
    run.finished_at = clock.now()
    run.save()
    journal.record("register.imported", subject=run.subject, by=by, **found.counts)


def lock_register() -> None:
    """Keep everybody else from writing the register until the end of the transaction; reading goes on."""
    names = sql.SQL(", ").join(sql.Identifier(kind.model._meta.db_table) for kind in ledger.KINDS.values())
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("LOCK TABLE {} IN EXCLUSIVE MODE").format(names))


def _planned(run: ImportRun, say: Tell) -> Plan:
    say("opening", 0, 1)
    try:
        content = files.read(run.file)
    except (StorageDownError, files.FileLostError):
        raise RefusedError("file") from None
    table = runs.find_table(content, name=run.file_name)
    rows, skipped = tables.people(table, run.mapped)
    return plan(rows, mapped=run.mapped, on=run.on, skipped=skipped, tell=say)


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
            _keep_report(run, refusal.found)
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


def _keep_report(run: ImportRun, found: Plan) -> None:
    """Keep what the clerk looks at: counts, problems, changes, new streets, words nobody understood."""
    run.counts = found.counts
    run.plan_digest = found.digest
    run.report = {"table": run.report["table"], **_report(found)}
    run.problems.all().delete()
    ImportProblem.objects.bulk_create(
        (
            ImportProblem(
                run=run, sheet=entry.person.sheet[:100], row=entry.person.row, name=entry.person.full_name[:250],
                code=problem.code.value, is_error=problem.is_error, field=problem.field.value if problem.field else "",
                value=problem.value, about=dict(problem.about),
            )
            for entry, problem in found.problems
        ),
        batch_size=2_000,
    )  # fmt: skip


def _report(found: Plan) -> dict[str, Any]:
    changed = [entry for entry in found.entries if entry.action is Action.CHANGED and entry.resident]
    return {
        "words": _words(found),
        "skipped": [[one.sheet, one.number, one.text] for one in found.skipped[:_SHOWN]],
        "streets": [[street.village.code, street.name_ky, street.name_ru] for street in found.streets[:_SHOWN]],
        "changes": [
            {
                "row": entry.person.row,
                "name": entry.person.full_name,
                "resident": entry.resident.reference if entry.resident else "",
                "fields": [[name, _text(getattr(entry.resident, name)), _text(said)] for name, said in changes.items()],
                "stay": entry.stay.value if entry.home else "",
                "document": entry.document is not None,
            }
            for entry in changed[:_SHOWN]
            if (changes := entry.changes) is not None
        ],
    }


def _words(found: Plan) -> list[dict[str, Any]]:
    """Return the words of villages and relations that were not understood, the commonest first."""
    said: Counter[tuple[Field, str]] = Counter()
    for _entry, problem in found.problems:
        if problem.code in _CHOOSABLE:
            said[_CHOOSABLE[problem.code], problem.value] += 1
    words = []
    for (field, word), count in said.most_common(_SHOWN):
        meant = found.villages.suggest(word) if field is Field.VILLAGE else None
        words.append({"field": field.value, "word": word, "count": count, "suggested": meant.code if meant else ""})
    return words


def _text(value: object) -> str:
    return "" if value is None else str(value)
