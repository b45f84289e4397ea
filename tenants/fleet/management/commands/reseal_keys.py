"""`manage.py reseal_keys --old FILE`: after SECRET_KEY was changed."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tenants.fleet import sealing
from tereze.accounts.permissions import Platform


class Command(BaseCommand):
    """Seal the councils' signing keys with the present SECRET_KEY; the former one is read from a file."""

    help = "Seal the councils' signing keys with the present SECRET_KEY; the former one is read from a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--old", required=True, help="the file with the former secret; - reads it from the input")

    def handle(self, *args: Any, old: str, **options: Any) -> None:
        former = (sys.stdin.read() if old == "-" else Path(old).read_text(encoding="utf-8")).strip()
        if not former:
            raise CommandError("The former secret is empty.")
        failed = sealing.reseal_all(
            old=former, new=settings.SECRET_KEY, by=Platform("command line"), say=self.stdout.write
        )
        if failed:
            raise CommandError(f"These cannot sign until their keys are opened: {', '.join(failed)}.")
