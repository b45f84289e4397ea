"""Exports: asked for at a page, written by a worker, fetched while they are kept, and then removed."""

import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils.translation import override

from services.registers.exports import files
from services.registers.exports.columns import Part, Rights
from services.registers.exports.parts import parts
from services.registers.models import ExportRun
from tereze import clock
from tereze.accounts.permissions import Actor, Permission
from tereze.audit import journal
from tereze.exchange.hurrying import hurry_after_commit
from tereze.storage import files as storage

KEPT_FOR: Final = timedelta(hours=24)
"""How long a file can be fetched."""
_MOST_ATTEMPTS: Final = 3
_LEFT_FOR: Final = timedelta(minutes=15)
"""After so long a worker that has a run is taken for dead."""
State = ExportRun.State


class NotAllowedError(Exception):
    """Whoever asks may not export the register."""


@transaction.atomic
def ask(*, form: str, language: str, on: date, by: Actor) -> ExportRun:
    """Ask for an export; what it shows is what `by` may see. Raises NotAllowedError."""
    if not by.may(Permission.REGISTER_EXPORT):
        raise NotAllowedError
    run = ExportRun.objects.create(
        form=ExportRun.Form(form).value,
        language="ru" if language == "ru" else "ky",
        full_pins=by.may(Permission.RESIDENT_REVEAL),
        benefits=by.may(Permission.BENEFIT_VIEW),
        on=on,
        asked_at=clock.now(),
        asked_by=by.audit_name,
    )
    journal.record(
        "register.export_asked",
        subject=run.subject,
        by=by,
        form=run.form,
        language=run.language,
        on=str(on),
        revealed=run.full_pins,
    )
    from services.registers.exports.tasks import work  # tasks import this module

    hurry_after_commit(work)
    return run


def work_waiting() -> None:
    """Write every export that waits, and those that a worker left lying."""
    while (run := _take()) is not None:
        _carry_out(run)


@transaction.atomic
def _take() -> ExportRun | None:
    now = clock.now()
    ExportRun.objects.filter(state=State.WORKING, taken_at__lt=now - _LEFT_FOR).update(state=State.WAITING)
    ExportRun.objects.filter(state=State.WAITING, attempts__gte=_MOST_ATTEMPTS).update(state=State.FAILED)
    waiting = ExportRun.objects.select_for_update(skip_locked=True).filter(state=State.WAITING).order_by("id")
    run = waiting.first()
    if run is not None:
        run.state, run.taken_at, run.attempts = State.WORKING, now, run.attempts + 1
        run.save(update_fields=["state", "taken_at", "attempts"])
    return run


def _carry_out(run: ExportRun) -> None:
    rights = Rights(full_pins=run.full_pins, benefits=run.benefits)
    with tempfile.TemporaryDirectory(prefix="tereze-export-") as folder, override(run.language):
        path = Path(folder) / f"register{files.SUFFIXES[run.form]}"
        made = parts(on=run.on, rights=rights)
        counts = files.write(path, made, form=run.form, tell=_Progress(run, made))
        _keep(run, path.read_bytes(), counts)


@transaction.atomic
def _keep(run: ExportRun, content: bytes, counts: dict[str, int]) -> None:
    now = clock.now()
    run.file = storage.keep(content, content_type=files.CONTENT_TYPES[run.form], suffix=files.SUFFIXES[run.form])
    run.state, run.percent, run.rows = State.DONE, 100, counts
    run.finished_at, run.expires_at = now, now + KEPT_FOR
    run.save()


class _Progress:
    """Writes how many parts of a hundred are done: parts take about as long as they have rows."""

    def __init__(self, run: ExportRun, made: Sequence[Part]) -> None:
        self.run = run
        self.names = [part.name for part in made]
        self.totals = {part.name: part.rows.count() for part in made}
        self.all = sum(self.totals.values()) or 1

    def __call__(self, part: Part, rows: int) -> None:
        before = sum(self.totals[name] for name in self.names[: self.names.index(part.name)])
        percent = min(99 * (before + rows) // self.all, 99)
        ExportRun.objects.filter(pk=self.run.pk).update(percent=percent)


def remove_expired() -> int:
    """Remove the files that may no longer be fetched; return how many. What storage refuses is tried again later."""
    removed = 0
    for run in ExportRun.objects.filter(file__isnull=False, expires_at__lte=clock.now()).select_related("file"):
        with transaction.atomic():
            file = run.file
            if file is None or not storage.discard(file):
                continue
            ExportRun.objects.filter(pk=run.pk).update(file=None)
            file.delete()
            removed += 1
    return removed


def mine(by: Actor) -> list[ExportRun]:
    """Return the last exports that somebody asked for."""
    return list(ExportRun.objects.filter(asked_by=by.audit_name)[:10])
