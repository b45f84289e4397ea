"""Telling how far a long piece of work has come, while its own transaction is still open."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from psycopg import sql

from services.registers.models.imports import ImportProgress
from tereze import clock

Phases = Mapping[str, tuple[int, int]]

CHECKING: Final[Phases] = {"opening": (0, 10), "reading": (10, 70), "comparing": (70, 90), "finishing": (90, 100)}
IMPORTING: Final[Phases] = {
    "opening": (0, 5), "reading": (5, 35), "comparing": (35, 45), "writing": (45, 95), "finishing": (95, 100),
}  # fmt: skip
"""Which percentages belong to which phase."""

WORDS: Final[Mapping[str, Promise]] = {
    "": _("Waiting for its turn"),
    "opening": _("Opening the file"),
    "reading": _("Reading the rows"),
    "comparing": _("Comparing with the register"),
    "writing": _("Writing into the register"),
    "finishing": _("Finishing"),
}
_SAY: Final = sql.SQL("UPDATE {} SET phase = %s, percent = %s, at = %s WHERE run_id = %s").format(
    sql.Identifier(ImportProgress._meta.db_table)
)
_PAUSE: Final = 0.4
"""Seconds between two words about one phase: a page asks once a second."""


class Reporter:
    """Writes the progress of one run through a connection of its own, committed at once.

    What the work itself writes can be seen only at its end; and if it is rolled back, so is all of it.
    """

    def __init__(self, run: int, phases: Phases, own: Any) -> None:
        self.run = run
        self.phases = phases
        self._own = own
        self._phase = ""
        self._said_at = 0.0

    def __call__(self, phase: str, done: int, total: int) -> None:
        now = time.monotonic()
        if phase == self._phase and now - self._said_at < _PAUSE:
            return
        self._phase, self._said_at = phase, now
        first, last = self.phases[phase]
        percent = first + (last - first) * done // max(total, 1)
        with self._own.cursor() as cursor:
            cursor.execute(_SAY, [phase, percent, clock.now(), self.run])


def current_schema() -> str:
    """Return the schema of the council whose schema is entered."""
    return str(connection.schema_name)  # type: ignore[attr-defined]  # django-tenants adds it


@contextmanager
def reporting(run: int, phases: Phases) -> Iterator[Reporter]:
    """Open the connection for a reporter, and close it afterwards."""
    own: Any = connection.copy()
    own.set_schema(current_schema())
    try:
        yield Reporter(run, phases, own)
    finally:
        own.close()
