"""Runs: uploading a file, saying what its columns and words mean, asking for the check and for the import."""

import logging
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import OperationalError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.registers.imports import reading, tables
from services.registers.imports.columns import as_text
from services.registers.imports.counts import dating
from services.registers.imports.fields import Meaning
from services.registers.imports.part import Mapped, Part
from services.registers.imports.parts import PARTS
from services.registers.imports.progress import current_schema
from services.registers.imports.tables import Table
from services.registers.models.imports import ColumnMapping, ImportProgress, ImportRun, ImportState, LearntWord
from tereze import clock
from tereze.accounts.models import User
from tereze.accounts.permissions import Actor, Permission, Platform
from tereze.audit import journal
from tereze.language.folding import fold
from tereze.storage import files

logger = logging.getLogger(__name__)

MESSAGES: Final[Mapping[str, Promise]] = {
    "changed": _("The register has changed since the check. Look at the new figures and decide again."),
    "errors": _("There are rows with errors. Correct the file, or decide to leave these rows out."),
    "nothing": _("Nothing was imported: every row is in the register already, or has an error."),
    "failed": _("The work failed for a reason nobody foresaw. Nothing was changed; it has been logged."),
    "file": _("The uploaded file cannot be fetched from the storage at present. Try again in a few minutes."),
    "round_closed": _("The round of that day is closed and its counts stay as they are. Choose another day."),
    "not_allowed": _("The person who asked for this may not import any more."),
}
"""What a run tells in its `message`."""

_SAMPLES: Final = 4
_ABOVE: Final = 10
_LOOK_AT_ROWS: Final = 1_000


class WrongStateError(Exception):
    """The run is not where this could be done."""


class BeingWorkedOnError(Exception):
    """A worker has the run in hand at this moment."""


class ColumnsMissingError(Exception):
    """The mapping lacks columns without which nobody can be told apart; `needed` names them."""

    def __init__(self, needed: list[Promise]) -> None:
        self.needed = needed
        super().__init__(", ".join(map(str, needed)))


class NotAllowedError(Exception):
    """The actor may not import."""


def upload(*, content: bytes, name: str, by: Actor, on: date) -> ImportRun:
    """Keep a file and look for the register in it; columns are guessed, or read as they were the last time.

    Raises UnreadableFileError, NotAllowedError.
    """
    demand(by)
    table = find_table(content, name=name)
    remembered = ColumnMapping.objects.filter(fingerprint=table.fingerprint, part__in=PARTS).first()
    part = remembered.part if remembered else table.part.name
    mapping = remembered.mapping if remembered else _written(table.guessed)
    with transaction.atomic():
        file = files.keep(content, content_type="application/octet-stream", suffix=".import")
        run = ImportRun.objects.create(
            file=file, file_name=name[:200], on=on, part=part, mapping=mapping, asked_by=by.audit_name,
            uploaded_at=clock.now(), report={"table": _about(table, remembered=remembered is not None)},
        )  # fmt: skip
        ImportProgress.objects.create(run=run)
        journal.record("import.uploaded", subject=run.subject, by=by, bytes=len(content), sha256=file.sha256)
    return run


def _written(mapped: Mapped) -> dict[str, str]:
    return {str(place): str(meaning) for place, meaning in mapped.items()}


def find_table(content: bytes, *, name: str, chosen: Part | None = None) -> Table:
    """Return the table in a file, as what somebody has `chosen` it to be. Raises UnreadableFileError."""
    try:
        return tables.find(reading.read(content, name=name), list(PARTS.values()), chosen=chosen)
    except tables.NoTableError:
        raise reading.UnreadableFileError("no_table") from None


def _about(table: Table, *, remembered: bool) -> dict[str, Any]:
    """What the page of the columns shows, so that it need not open the file again."""
    sheet, heading = table.sheets[0]
    rows = [row for row in sheet.rows[heading.below : heading.below + _LOOK_AT_ROWS] if not tables.is_numbering(row)]
    samples: list[list[str]] = []
    for place in range(len(table.titles)):
        said = (as_text(row[place]) for row in rows if place < len(row))
        filled = (text[:60] for text in said if text)
        samples.append([text for text, _number in zip(filled, range(_SAMPLES), strict=False)])
    return {
        "titles": table.labels,
        "samples": samples,
        "sheets": [one.name for one, _heading in table.sheets],
        "left_out": list(table.left_out),
        "heading_row": heading.below,
        "rows": sum(max(len(one.rows) - under.below, 0) for one, under in table.sheets),
        "above": [" ".join(filter(None, map(as_text, row))) for row in sheet.rows[: heading.top] if any(row)][:_ABOVE],
        "fingerprint": table.fingerprint,
        "remembered": remembered,
    }


@transaction.atomic
def choose_part(reference: str, *, part: str, by: Actor) -> ImportRun:
    """Say what the table holds; its columns are guessed anew, and what a check found before is forgotten.

    Raises UnreadableFileError, StorageDownError, WrongStateError, BeingWorkedOnError, NotAllowedError.
    """
    demand(by)
    run = locked(reference)
    move(run, ImportState.UPLOADED)
    table = find_table(files.read(run.file), name=run.file_name, chosen=PARTS[part])
    run.part, run.mapping, run.settings = part, _written(table.guessed), {}
    run.report, run.counts, run.message = {"table": _about(table, remembered=False)}, {}, ""
    run.problems.all().delete()
    run.rows.all().delete()
    run.save()
    return run


@transaction.atomic
def map_columns(reference: str, *, mapped: Mapped, by: Actor, settings: Mapping[str, str] | None = None) -> ImportRun:
    """Say what the columns mean, remember it for tables like this, and ask for the check.

    Raises ColumnsMissingError, WrongStateError, BeingWorkedOnError, NotAllowedError.
    """
    demand(by)
    run = locked(reference)
    part = PARTS[run.part]
    if needed := part.needed(set(mapped.values())):
        raise ColumnsMissingError(needed)
    asked = dict(settings or (dating.settings_of(run, today=run.on) if part.is_count else {}))
    if part.is_count and "as_of" not in asked:
        raise ColumnsMissingError([_("the day of the count")])
    run.mapping, run.settings = _written(mapped), asked
    ColumnMapping.objects.update_or_create(
        fingerprint=run.report["table"]["fingerprint"],
        defaults={"part": run.part, "mapping": run.mapping, "said_by": by.audit_name, "said_at": clock.now()},
    )
    ask(run, ImportState.CHECKING, by)
    return run


@transaction.atomic
def learn(reference: str, *, words: Mapping[tuple[Meaning, str], str], by: Actor) -> ImportRun:
    """Say what words of the file mean (a code of a list), for this file and later ones; check again.

    Raises WrongStateError, BeingWorkedOnError, NotAllowedError.
    """
    demand(by)
    run = locked(reference)
    journal.record("import.words_explained", subject=run.subject, by=by, count=len(words))
    for (meaning, word), means in words.items():
        LearntWord.objects.update_or_create(
            about=meaning,
            key=fold(word),
            defaults={"means": means, "said_by": by.audit_name, "said_at": clock.now()},
        )
    ask(run, ImportState.CHECKING, by)
    return run


@transaction.atomic
def check_again(reference: str, *, by: Actor) -> ImportRun:
    """Ask for another check. Raises WrongStateError, BeingWorkedOnError, NotAllowedError."""
    demand(by)
    run = locked(reference)
    ask(run, ImportState.CHECKING, by)
    return run


@transaction.atomic
def ask_import(reference: str, *, leave_out_errors: bool, digest: str, by: Actor) -> ImportRun:
    """Ask for the import of what the check showed; `digest` is that check's.

    Raises WrongStateError (also if another check has come in between), BeingWorkedOnError, NotAllowedError.
    """
    demand(by)
    run = locked(reference)
    if run.state != ImportState.CHECKED or run.plan_digest != digest:
        raise WrongStateError
    if run.counts["error"] and not leave_out_errors:
        run.message = "errors"
        run.save(update_fields=["message"])
        return run
    run.leave_out_errors = leave_out_errors
    ask(run, ImportState.IMPORTING, by)
    return run


def ask(run: ImportRun, to: ImportState, by: Actor) -> None:
    """Let a locked run wait for a worker. Raises WrongStateError."""
    move(run, to)
    run.message = ""
    run.asked_by, run.asked_at = by.audit_name, clock.now()
    run.save()
    ImportProgress.objects.filter(run=run).update(phase="", percent=0, at=None)
    journal.record("import.asked", subject=run.subject, by=by, what=to.value)


def move(run: ImportRun, to: ImportState) -> None:
    """Bring a run into a state it may come into. Raises WrongStateError."""
    if to not in ImportRun.MOVES[run.state]:
        raise WrongStateError(f"{run.state} → {to}")
    run.state = to


def locked(reference: str) -> ImportRun:
    """Return the run, locked until the end of the transaction. Raises BeingWorkedOnError, ImportRun.DoesNotExist."""
    try:
        with transaction.atomic():
            return ImportRun.objects.select_for_update(of=["self"], nowait=True).get(reference=reference)
    except OperationalError:
        raise BeingWorkedOnError(reference) from None


def claimed(reference: str, state: ImportState) -> ImportRun | None:
    """Return the run, locked, if it waits in `state` and nobody works on it; a task may knock twice."""
    free = ImportRun.objects.select_for_update(of=["self"], skip_locked=True)
    return free.filter(reference=reference, state=state).first()


def demand(by: Actor) -> None:
    """Raise NotAllowedError unless the actor may import."""
    if not by.may(Permission.REGISTER_IMPORT):
        raise NotAllowedError(by.audit_name)


def actor(name: str) -> Actor:
    """Return who asked, as the run names them. Raises NotAllowedError if the account is gone."""
    kind, _colon, username = name.partition(":")
    if kind != "user":
        return Platform(username)
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist:
        raise NotAllowedError(name) from None


def hurry(run: ImportRun) -> None:
    """Send the run to a worker now. If the queue cannot be reached, the run waits for the sweep, and says so."""
    from services.registers.imports.tasks import work

    try:
        work.delay(run.reference, council=current_schema())
    except Exception:  # the broker may fail in its own ways
        logger.warning("The queue cannot be reached; import %s waits.", run.reference, exc_info=True)
        ImportProgress.objects.filter(run=run, at__isnull=True).update(phase="unreachable")
