"""Counting in the background."""

from datetime import timedelta

from celery import shared_task
from django.db import transaction

from tereze import clock
from tereze.exchange import figures, sweeping


@shared_task(name="tenants.oversight.tasks.count_all")
def count_all() -> None:
    """Count yesterday and today in every active tenant, each in its own schema and under its own role.

    Yesterday too, because what happened after its last count belongs to it. Counting again changes nothing else.
    """
    sweeping.each_council(count_here)


@transaction.atomic
def count_here() -> None:
    """Count yesterday and today in the tenant whose schema is entered: all its figures or none."""
    today = clock.today()
    for day in (today - timedelta(days=1), today):
        figures.write(on=day)
