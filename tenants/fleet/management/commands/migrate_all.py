"""`manage.py migrate_all`: bring every schema to this version of the code."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants.fleet import migrations


class Command(BaseCommand):
    help = "Migrate the public schema, then every tenant that is behind. With --check, only say which are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; end with 1 if a schema is behind")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self._check()
            return
        try:
            done = migrations.migrate_all(self.stdout.write)
        except migrations.SchemasFailedError as error:
            raise CommandError(f"These schemas were not migrated, all others were:\n{error}") from error
        self.stdout.write(f"{len(done)} migrated." if done else "All schemas are up to date.")

    def _check(self) -> None:
        waiting = migrations.behind()
        for schema, names in waiting.items():
            self.stdout.write(f"{schema}: {', '.join(names)}")
        if waiting:
            raise CommandError(f"{len(waiting)} schemas are behind.")
        self.stdout.write("All schemas are up to date.")
