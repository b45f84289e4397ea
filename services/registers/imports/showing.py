"""What the pages of an import show: a run in the words of its reader."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.registers.imports import choices
from services.registers.imports.entries import Action
from services.registers.imports.fields import Field, Meaning, label
from services.registers.imports.problems import Code, advice, says
from services.registers.imports.progress import WORDS
from services.registers.imports.reports import ABSENT
from services.registers.imports.runs import MESSAGES
from services.registers.models.imports import ImportProblem, ImportRow, ImportRun, ImportState
from tereze import clock
from tereze.accounts.models import User
from tereze.audit.saying import day

_LONG_NUMBER = re.compile(r"\d(?=[\d\s.]{4})")
_DAYS: Final = frozenset({Field.BIRTH_DATE, Field.TITLE_DATE, Field.OWNED_SINCE})
_OTHER_COLUMNS: Final[dict[Meaning, Promise]] = {"owner": _("Owner")}
ACTIONS: Final[dict[str, Promise]] = {
    Action.NEW: _("new"),
    Action.CHANGED: _("changed"),
    Action.UNCHANGED: _("unchanged"),
    Action.REPEATED: _("repeated in the file"),
    Action.ERROR: _("rows with errors"),
    ABSENT: _("not in the file"),
}
"""What can happen to a row, and what is said of records that the file does not have."""
_ACCEPTED: Final[dict[str, Promise]] = {
    Code.STREET_MISSING: _("There is no street here."),
    Code.STREET_UNKNOWN: _("Leave the street out."),
    Code.WORD_UNKNOWN: _("Leave the word out."),
}
"""What is said by whoever finds that a problem is none, where it is more than that."""
_STEPS: Final = (_("File"), _("Columns"), _("Check"), _("Import"))
_STEP_OF: Final = {
    ImportState.UPLOADED: 1, ImportState.CHECKING: 2, ImportState.CHECKED: 2, ImportState.IMPORTING: 3,
    ImportState.DONE: 4, ImportState.NOTHING: 3, ImportState.FAILED: 2, ImportState.UNDONE: 4,
}  # fmt: skip


@dataclass(frozen=True)
class Waiting:
    """How far a worker has come with a run."""

    phase: str
    percent: int
    silent: bool
    unreachable: bool


@dataclass(frozen=True)
class Kind:
    """All problems of one kind."""

    code: str
    is_error: bool
    count: int
    says: str
    advice: str


@dataclass(frozen=True)
class Happening:
    """One field that changes."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Line:
    """One problem of one row, as a page shows it."""

    sheet: str
    row: int
    name: str
    column: str
    value: str
    is_error: bool
    says: str
    advice: str


def masked(text: str) -> str:
    """Hide the beginning of long numbers (PINs, phones), as lists do."""
    return _LONG_NUMBER.sub("•", text) if sum(map(str.isdigit, text)) > 8 else text


def steps(run: ImportRun | None) -> list[tuple[str, str]]:
    """Return the steps with "done", "now" or an empty text."""
    here = _STEP_OF[ImportState(run.state)] if run else 0
    return [
        (str(step), "done" if place < here else "now" if place == here else "") for place, step in enumerate(_STEPS)
    ]


def waiting(run: ImportRun) -> Waiting:
    """Return how far the worker has come. It is silent when it has not spoken for a while: it may be dead."""
    progress = run.progress
    now = clock.now()
    since = progress.at or run.asked_at or run.uploaded_at
    silent = now - since > progress.SILENT_AFTER
    phase = progress.phase if progress.phase in WORDS else ""
    return Waiting(str(WORDS[phase]), progress.percent, silent, progress.phase == "unreachable")


def message(run: ImportRun) -> Promise | str:
    """Return what the run has to say about its last attempt."""
    return MESSAGES.get(run.message, "")


def kinds(run: ImportRun) -> list[Kind]:
    """Return the kinds of problems, errors first, then by number."""
    grouped = run.problems.order_by().values_list("code", "is_error").annotate(count=Count("id"))
    found = sorted(grouped, key=lambda one: (not one[1], -one[2]))
    return [Kind(code, error, count, _in_general(run, code), advice(code)) for code, error, count in found]


def _in_general(run: ImportRun, code: str) -> str:
    """Return what a kind says of all its rows; what differs from row to row is left open."""
    abouts = list(run.problems.order_by().filter(code=code).values_list("about", flat=True).distinct()[:2])
    said = says(code, abouts[0] if len(abouts) == 1 else {})
    return masked(said.replace(": ….", "."))


def line(problem: ImportProblem) -> Line:
    """Return a problem in the language of the page."""
    column = label(problem.field) if problem.field else ""
    said = says(problem.code, problem.about)
    return Line(
        problem.sheet, problem.row, problem.name, column, masked(problem.value), problem.is_error, masked(said),
        advice(problem.code),
    )  # fmt: skip


def happenings(row: ImportRow) -> list[Happening]:
    """Return what changes in a record, field by field, in words; codes are called what they mean."""
    return [Happening(_column(what), _value(what, old), _value(what, new)) for what, old, new in row.changes]


def _column(what: Meaning) -> str:
    return str(_OTHER_COLUMNS.get(what, "")) or label(what)


def _value(what: Meaning, value: str) -> str:
    if what in _DAYS and value:
        return day(value)
    return masked(choices.label(what, value))


def actions(run: ImportRun) -> list[tuple[str, str, int]]:
    """Return what can happen to rows, with its words and how often it does; what never does is left out."""
    counted = [(action, str(words), int(run.counts.get(action, 0))) for action, words in ACTIONS.items()]
    return [one for one in counted if one[2]]


def accepting(problem: ImportProblem) -> str:
    """Return what somebody says who finds that a problem is none."""
    words = _ACCEPTED.get(problem.code)
    return str(words) if words else says(problem.code, problem.about)


def people_of(runs: Iterable[ImportRun]) -> Callable[[str], str]:
    """Return what people call who asked for the runs: colleagues by name, a program by its own."""
    names = {name.partition(":")[2] for run in runs for name in (run.asked_by, run.undone_by)}
    known = {user.audit_name: user.full_name for user in User.objects.filter(username__in=names)}
    return lambda actor: known.get(actor) or actor.partition(":")[2]


def samples(run: ImportRun) -> list[list[str]]:
    """Return some cells of each column, long numbers masked."""
    return [[masked(text) for text in column] for column in run.report["table"]["samples"]]
