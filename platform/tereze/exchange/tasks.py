"""Delivering events in the background."""

from celery import shared_task

from tereze.config.celery import CouncilTask
from tereze.exchange import events, sweeping


@shared_task(base=CouncilTask, name="tereze.exchange.tasks.deliver")
def deliver() -> None:
    """Tell the council's waiting events to their listeners."""
    events.deliver_waiting()


@shared_task(name="tereze.exchange.tasks.sweep")
def sweep() -> None:
    """Do so in every council that has some waiting: what a broker lost or a worker dropped."""
    sweeping.each_council(events.deliver_waiting)
