"""Tasks and an event of the tests of the worker."""

import os

from celery import shared_task
from django.db import transaction

from tereze.config.celery import CouncilTask
from tereze.config.database import connection
from tereze.exchange import events
from tereze.numbering import journals

HAPPENED = "tests.happened"


def write_down(payload: events.Payload) -> None:
    """Count what was heard, under the name it came with."""
    journals.take(payload["what"], year=2026)


def add_event() -> None:
    """Register the event and who hears it; the test does so in its process and the worker in its own."""
    events.declare(HAPPENED, "what")
    events.listen(HAPPENED, name="written down", hear=write_down)


@shared_task(base=CouncilTask, name="tests.wait_at_the_gate")
def wait_at_the_gate(gate: int) -> None:
    """Note that it began, wait until the gate is opened, and note that it went through."""
    _note("began")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [gate])
        journals.take("went through", year=2026)


if os.environ.get("TESTS_OF_THE_WORKER"):
    add_event()


def _note(what: str) -> None:
    with transaction.atomic():
        journals.take(what, year=2026)
