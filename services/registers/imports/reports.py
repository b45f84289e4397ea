"""What a check leaves behind for the clerk to look at: counts, problems, what happens to each row, unknown words."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from services.registers.copying import copy_in, identities
from services.registers.imports import choices
from services.registers.imports.columns import as_text
from services.registers.imports.entries import Entry
from services.registers.imports.fields import Field, Meaning
from services.registers.imports.planning import Plan
from services.registers.imports.problems import Code
from services.registers.models.imports import ImportProblem, ImportRow, ImportRun

ABSENT: Final = "absent"
_SHOWN: Final = 200
_WORDS: Final = frozenset(
    {
        Code.VILLAGE_UNKNOWN,
        Code.VILLAGE_MISSPELT,
        Code.RELATION_UNREADABLE,
        Code.WORD_UNKNOWN,
        Code.KIND_UNKNOWN,
        Code.COUNTED_UNKNOWN,
    }
)
"""Problems of words whose meaning can be chosen from a list."""

_Row = tuple[Any, ...]


def keep(run: ImportRun, found: Plan[Any]) -> None:
    """Keep what the clerk looks at; what an earlier check found is forgotten."""
    run.counts = found.counts
    run.plan_digest = found.digest
    run.report = {
        "table": run.report["table"],
        "words": _words(found),
        "skipped": [[one.sheet, one.number, one.text] for one in found.source.skipped[:_SHOWN]],
        "streets": [[street.village.code, street.name_ky, street.name_ru] for street in found.streets[:_SHOWN]],
    }
    run.problems.all().delete()
    run.rows.all().delete()
    _copy_problems(run, found)
    rows = [*_rows(run, found), *_absent(run, found)]
    keys = identities(ImportRow, len(rows))
    copy_in(
        ImportRow,
        ["id", "run", "sheet", "row", "action", "name", "about", "reference", "changes", "said"],
        ((key, *row) for key, row in zip(keys, rows, strict=True)),
    )


def _copy_problems(run: ImportRun, found: Plan[Any]) -> None:
    problems = found.problems
    keys = identities(ImportProblem, len(problems))
    copy_in(
        ImportProblem,
        ["id", "run", "sheet", "row", "name", "code", "is_error", "field", "value", "about"],
        (
            (key, run.pk, entry.said.sheet[:100], entry.said.row, entry.name[:250], problem.code.value,
             problem.is_error, str(problem.field or ""), problem.value, json.dumps(dict(problem.about)))
            for key, (entry, problem) in zip(keys, problems, strict=True)
        ),
    )  # fmt: skip


def _rows(run: ImportRun, found: Plan[Any]) -> Iterator[_Row]:
    cells = {(row.sheet, row.number): row for row in found.source.rows}
    entry: Entry[Any]
    for entry in found.entries:
        said: dict[Meaning, str] = {}
        if entry.said.problems:
            row = cells[entry.said.sheet, entry.said.row]
            said = {
                meaning: text[:400]
                for place, meaning in found.source.mapped.items()
                if place < len(row.cells) and (text := as_text(row.cells[place]))
            } | dict(row.mended)
        yield (
            run.pk, entry.said.sheet[:100], entry.said.row, entry.action.value, entry.name[:250], "", entry.reference,
            json.dumps([list(one) for one in entry.differences]), json.dumps(said),
        )  # fmt: skip


def _absent(run: ImportRun, found: Plan[Any]) -> Iterator[_Row]:
    for one in found.absent:
        yield run.pk, "", 0, ABSENT, one.name[:250], one.about[:120], one.reference, "[]", "{}"


def _words(found: Plan[Any]) -> list[dict[str, Any]]:
    """Return the words of lists that were not understood, the commonest first."""
    said: Counter[tuple[Meaning, str]] = Counter()
    for _entry, problem in found.problems:
        if problem.code in _WORDS and problem.field and choices.has(problem.field) and problem.value:
            said[problem.field, problem.value] += 1
    words = []
    for (field, word), count in said.most_common(_SHOWN):
        meant = found.villages.suggest(word) if field == Field.VILLAGE else None
        words.append({"field": field, "word": word, "count": count, "suggested": meant.code if meant else ""})
    return words
