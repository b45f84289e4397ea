"""Rows put right in the browser: cells filled in and problems accepted, kept with the run. The file stays as it is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction

from services.registers.imports import runs
from services.registers.imports.fields import Meaning
from services.registers.imports.problems import ABOUT, Code, Severity
from services.registers.imports.tables import SourceRow
from services.registers.models.imports import ImportCorrection, ImportRun, ImportState
from tereze import clock
from tereze.accounts.permissions import Actor
from tereze.audit import journal

Key = tuple[str, int]
"""A row of the file: its sheet, and its number as Excel shows it."""


class NothingMendedError(Exception):
    """Nothing was typed that differs from what stands there."""


@dataclass
class Mended:
    """What is said about one row: cells by their meaning, and the codes of problems that are none."""

    cells: dict[Meaning, str] = field(default_factory=dict)
    accepted: set[str] = field(default_factory=set)


def mended(run: ImportRun, rows: Sequence[SourceRow]) -> list[SourceRow]:
    """Return the rows with everything in its place that was put right."""
    said = of(run)
    if not said:
        return list(rows)
    return [
        replace(row, mended=one.cells, accepted=frozenset(one.accepted))
        if (one := said.get((row.sheet[:100], row.number)))
        else row
        for row in rows
    ]


def of(run: ImportRun) -> dict[Key, Mended]:
    """Return what was put right in a run, row by row."""
    said: dict[Key, Mended] = defaultdict(Mended)
    for sheet, row, meaning, code, value in run.corrections.values_list("sheet", "row", "field", "code", "value"):
        if code:
            said[sheet, row].accepted.add(code)
        else:
            said[sheet, row].cells[meaning] = value
    return dict(said)


@transaction.atomic
def mend(reference: str, *, rows: Mapping[Key, Mended], by: Actor) -> ImportRun:
    """Keep what was put right, and ask for another check.

    Raises NothingMendedError, WrongStateError, BeingWorkedOnError, NotAllowedError.
    """
    runs.demand(by)
    run = runs.locked(reference)
    corrections = [one for key, said in rows.items() for one in _corrections(run, key, said, by)]
    if not corrections:
        raise NothingMendedError(reference)
    ImportCorrection.objects.bulk_create(
        corrections, update_conflicts=True, unique_fields=["run", "sheet", "row", "field", "code"],
        update_fields=["value", "said_by", "said_at"],
    )  # fmt: skip
    journal.record(
        "import.rows_mended", subject=run.subject, by=by, rows=len(rows), cells=len(corrections),
        fields=sorted({one.field for one in corrections if one.field}),
    )  # fmt: skip
    runs.ask(run, ImportState.CHECKING, by)
    return run


def _corrections(run: ImportRun, key: Key, said: Mended, by: Actor) -> list[ImportCorrection]:
    sheet, row = key
    about = {"run": run, "sheet": sheet[:100], "row": row, "said_by": by.audit_name, "said_at": clock.now()}
    cells = [ImportCorrection(**about, field=meaning, value=value[:400]) for meaning, value in said.cells.items()]
    accepted = [ImportCorrection(**about, code=code) for code in sorted(said.accepted) if may_accept(code)]
    return cells + accepted


def may_accept(code: str) -> bool:
    """Return whether somebody may say that a problem is none: a warning, never an error."""
    return code in set(Code) and ABOUT[Code(code)].severity is Severity.WARNING
