"""Writing exports in the background, and removing them when their time is over."""

from celery import shared_task

from services.registers.exports import runs
from tereze.config.celery import CouncilTask
from tereze.exchange import sweeping


@shared_task(base=CouncilTask, name="services.registers.exports.tasks.work")
def work() -> None:
    """Write what waits."""
    runs.work_waiting()


@shared_task(name="services.registers.exports.tasks.sweep")
def sweep() -> None:
    """In every council, write what was left lying and remove what has expired."""
    sweeping.each_council(tidy)


def tidy() -> None:
    """Write what waits, remove what has expired."""
    runs.work_waiting()
    runs.remove_expired()
