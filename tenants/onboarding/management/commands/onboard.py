"""`manage.py onboard KEY --from FILE`."""

import secrets
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants.directory.hosts import address_of
from tenants.onboarding import actions, blueprints, descriptions


class Command(BaseCommand):
    """Set up a new council, district or operator from the file that describes it."""

    help = "Set up a new council, district or operator from the file that describes it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", help="the tenant's key: its host and schema, for example karool")
        parser.add_argument(
            "--from",
            dest="file",
            type=Path,
            help="the file that describes it; the shipped one of that name if left out",
        )
        parser.add_argument("--password", default="", help="the administrator's first password; made up if left out")

    def handle(self, *args: Any, key: str, file: Path | None, password: str, **options: Any) -> None:
        password = password or secrets.token_urlsafe(9)
        started = time.perf_counter()
        try:
            description = descriptions.read(file or descriptions.shipped(key), password=password)
            if description.key != key:
                raise CommandError(f"The file describes {description.key!r}, not {key!r}.")
            tenant = actions.onboard(description, say=self.stderr.write)
        except descriptions.BadDescriptionError as error:
            raise CommandError(
                "The file cannot be used:\n" + "\n".join(f"  {line}" for line in error.problems)
            ) from None
        except actions.AlreadyThereError as error:
            raise CommandError(str(error)) from None
        except blueprints.DumpError as error:
            raise CommandError(f"The tables could not be copied: {error}") from error
        seconds = time.perf_counter() - started
        self.stdout.write(f"{tenant.okmotu_ky} is open after {seconds:.1f} s: {address_of(tenant.key)}")
        self.stdout.write(f"Sign in as {description.administrator['username']} with the one-time password {password}")
