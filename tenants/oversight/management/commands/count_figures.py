"""`manage.py count_figures`: what the hourly task does, now."""

from typing import Any

from django.core.management.base import BaseCommand

from tenants.oversight import tasks


class Command(BaseCommand):
    """Count yesterday's and today's figures of every active tenant, without waiting for the hour."""

    help = "Count yesterday's and today's figures of every active tenant, without waiting for the hour."

    def handle(self, *args: Any, **options: Any) -> None:
        tasks.count_all()
