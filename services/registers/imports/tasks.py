"""Checks and imports in the background."""

from datetime import timedelta
from typing import Final

from celery import shared_task

from services.registers.imports import importing
from services.registers.imports.people.part import PEOPLE
from services.registers.models.imports import ImportRun, ImportState
from services.registers.quality import pairs
from tereze import clock
from tereze.accounts.permissions import Platform
from tereze.config.celery import CouncilTask
from tereze.exchange import sweeping

_LEFT_FOR: Final = timedelta(seconds=20)
"""How long a run waits before the sweep takes it for forgotten."""


@shared_task(base=CouncilTask, name="services.registers.imports.tasks.work")
def work(reference: str) -> None:
    """Do what the run waits for. A run that somebody works on, or that waits for nothing, is left alone."""
    _work(reference)


@shared_task(name="services.registers.imports.tasks.sweep")
def sweep() -> None:
    """Take up, in every council, what a broker lost or a killed worker dropped."""
    sweeping.each_council(work_waiting)


def work_waiting() -> None:
    """Take up the council's runs that have waited too long."""
    waiting = ImportRun.objects.filter(
        state__in=[ImportState.CHECKING, ImportState.IMPORTING], asked_at__lt=clock.now() - _LEFT_FOR
    )
    for reference in list(waiting.values_list("reference", flat=True)):
        _work(reference)


def _work(reference: str) -> None:
    importing.check(reference)
    run = importing.carry_out(reference)
    if run is not None and run.state == ImportState.DONE and run.part == PEOPLE.name:
        pairs.look(by=Platform("quality"))
