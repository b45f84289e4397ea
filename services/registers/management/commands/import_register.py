"""Importing a register from the command line, without a queue: file → check → question → import."""

import argparse
import json
import time
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override
from django_tenants.utils import get_tenant_model, schema_context

from services.registers.imports import importing, reading, runs, showing, workbooks
from services.registers.imports.counts import dating
from services.registers.imports.fields import Meaning, label
from services.registers.imports.parts import PARTS
from services.registers.imports.progress import WORDS
from services.registers.models import HouseholdCount
from services.registers.models.imports import ImportRun, ImportState
from tereze import clock
from tereze.accounts.permissions import Platform

BY = Platform("import_register")


class Command(BaseCommand):
    """`manage.py import_register karool register.xlsx`: ends with 1 when nothing was imported."""

    help = "Import people, land, buildings, livestock or vehicles from Excel or CSV: everything or nothing."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("council", help="the council's key, for example karool")
        parser.add_argument("file", type=Path)
        parser.add_argument("--mapping", type=Path, help="JSON: heading of a column → its meaning, or null")
        parser.add_argument("--part", choices=tuple(PARTS), help="what the table holds (guessed from its headings)")
        parser.add_argument("--as-of", help="the day of a count, like 2026-01-01 (guessed from the file's name)")
        parser.add_argument("--verified", action="store_true", help="somebody went and counted; else it was declared")
        parser.add_argument("--dry-run", action="store_true", help="check only")
        parser.add_argument("--errors", type=Path, help="where to write the problems as a workbook (.xlsx)")
        parser.add_argument("--language", choices=("ky", "ru", "en"), default="ky", help="of that workbook")
        parser.add_argument("--leave-out-errors", action="store_true", help="import the rows without errors")
        parser.add_argument("--yes", action="store_true", help="do not ask before importing")

    def handle(self, **options: Any) -> None:
        tenant = get_tenant_model().objects.filter(key=options["council"], kind="council").first()
        if tenant is None:
            raise CommandError(f"There is no council {options['council']}.")
        self._told_at = 0.0
        with schema_context(tenant.schema_name), override("en"):
            self._import(options)

    def _import(self, options: dict[str, Any]) -> None:
        run = self._check(options)
        self._count(run)
        if options["errors"]:
            with override(options["language"]):
                options["errors"].write_bytes(workbooks.problems(run))
            self.stderr.write(f"Problems written to {options['errors']}")
        if options["dry_run"]:
            return
        if run.counts["error"] and not options["leave_out_errors"]:
            raise CommandError("There are rows with errors. Correct the file, or use --leave-out-errors.")
        if not options["yes"] and input("Import? [y/N] ").strip().lower() not in {"y", "yes"}:
            raise CommandError("Nothing was imported.")
        asked = runs.ask_import(run.reference, leave_out_errors=True, digest=run.plan_digest, by=BY)
        done = importing.carry_out(asked.reference, tell=self._tell)
        if done is None or done.state != ImportState.DONE:
            raise CommandError(str(showing.message(done) if done else "") or "Nothing was imported.")
        self.stdout.write(self.style.SUCCESS(f"Imported as {done.reference}; the page /import/ takes it back."))

    def _check(self, options: dict[str, Any]) -> ImportRun:
        try:
            content = options["file"].read_bytes()
            run = runs.upload(content=content, name=options["file"].name, by=BY, on=clock.today())
            if options["part"] and options["part"] != run.part:
                run = runs.choose_part(run.reference, part=options["part"], by=BY)
            mapped = _mapped(run, options["mapping"])
            runs.map_columns(run.reference, mapped=mapped, settings=_settings(run, options), by=BY)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from None
        except reading.UnreadableFileError as error:
            raise CommandError(str(error)) from None
        except runs.ColumnsMissingError as error:
            raise CommandError(f"Still needed: {error}. Name the columns with --mapping.") from None
        for place, meaning in sorted(mapped.items()):
            self.stderr.write(f"  {run.report['table']['titles'][place] or place}: {label(meaning)}")
        checked = importing.check(run.reference, tell=self._tell)
        if checked is None or checked.state != ImportState.CHECKED:
            raise CommandError(str(showing.message(checked) if checked else "") or "The check was not finished.")
        return checked

    def _tell(self, phase: str, done: int, total: int) -> None:
        """Say once a second how far it is."""
        if (now := time.monotonic()) - self._told_at >= 1 or not done:
            self._told_at = now
            self.stderr.write(f"{WORDS[phase]} {100 * done // max(total, 1)} %")

    def _count(self, run: ImportRun) -> None:
        for kind in showing.kinds(run):
            self.stdout.write(f"{'error' if kind.is_error else 'warning':8} {kind.count:6}  {kind.says}")
        for name, number in run.counts.items():
            self.stdout.write(f"{name.replace('_', ' '):18} {number:8}")


def _settings(run: ImportRun, options: dict[str, Any]) -> dict[str, str]:
    """Return what is asked beside the columns of a count; nothing for any other table."""
    if not PARTS[run.part].is_count:
        return {}
    said = dating.settings_of(run, today=clock.today())
    if options["verified"]:
        said["standing"] = HouseholdCount.Standing.VERIFIED.value
    if options["as_of"]:
        try:
            said["as_of"] = date.fromisoformat(options["as_of"]).isoformat()
        except ValueError:
            raise CommandError("Write the day of the count like 2026-01-01.") from None
    return said


def _mapped(run: ImportRun, file: Path | None) -> dict[int, Meaning]:
    """Return the meanings that were guessed or remembered, corrected by the file."""
    mapped = run.mapped
    if file is None:
        return mapped
    titles, known = run.report["table"]["titles"], PARTS[run.part].meanings
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        for title, meaning in said.items():
            mapped.pop(titles.index(title), None)
            if meaning and meaning not in known:
                raise ValueError(meaning)
            if meaning:
                mapped[titles.index(title)] = meaning
    except (OSError, ValueError, AttributeError) as error:
        meanings = ", ".join(known)
        raise CommandError(f"{file} is no mapping ({error}). Headings: {titles}. Meanings: {meanings}.") from None
    return mapped
