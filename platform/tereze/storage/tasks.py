"""Moving files into storage in the background."""

from celery import shared_task

from tereze.config.celery import CouncilTask
from tereze.exchange import sweeping
from tereze.storage import files


@shared_task(base=CouncilTask, name="tereze.storage.tasks.store")
def store() -> None:
    """Move the council's waiting files into storage."""
    files.store_waiting()


@shared_task(name="tereze.storage.tasks.sweep")
def sweep() -> None:
    """Do so in every council."""
    sweeping.each_council(files.store_waiting)
