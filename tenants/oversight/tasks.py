"""Counting in the background."""

import logging
from datetime import date, timedelta

from celery import shared_task
from django.db import transaction

from tereze import clock
from tereze.exchange import figures, sweeping

logger = logging.getLogger(__name__)


@shared_task(name="tenants.oversight.tasks.count_all")
def count_all() -> None:
    """Count yesterday and today in every active tenant, each in its own schema and under its own role.

    Yesterday too, because what happened after its last count belongs to it. Counting again changes nothing else.
    """
    sweeping.each_council(count_here)


def count_here() -> None:
    """Count yesterday and today in the tenant whose schema is entered."""
    today = clock.today()
    for day in (today - timedelta(days=1), today):
        for figure in figures.registry:
            _count(figure.name, on=day)


def _count(name: str, *, on: date) -> None:
    try:
        with transaction.atomic():
            figures.write([name], on=on)
    except Exception:  # a service whose tables are behind must not hide the figures of the others
        logger.exception("%s could not be counted.", name)
