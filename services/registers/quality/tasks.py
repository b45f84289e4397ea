"""Comparing the register in the background, and once a night."""

from celery import shared_task

from services.registers.models import LikelyPair, Resident
from services.registers.quality import pairs
from tereze.accounts.permissions import Platform
from tereze.config.celery import CouncilTask
from tereze.exchange import sweeping


@shared_task(base=CouncilTask, name="services.registers.quality.tasks.look")
def look() -> None:
    """Compare the council's register. It may run twice: the second finds the same."""
    pairs.look(by=Platform("quality"))


@shared_task(name="services.registers.quality.tasks.look_everywhere")
def look_everywhere() -> None:
    """Compare the register of every council."""
    sweeping.each_council(_look_where_people_are)


def _look_where_people_are() -> None:
    if Resident.objects.exists() or LikelyPair.objects.exists():
        pairs.look(by=Platform("quality"))
