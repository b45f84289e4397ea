"""Writing everything held on a person into files, from the command line."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django_tenants.utils import get_tenant_model, schema_context

from services.registers.disclosure import papers
from services.registers.disclosure.words import ASKED
from services.registers.models import Resident
from tereze import clock
from tereze.accounts.permissions import Platform
from tereze.audit import journal
from tereze.audit.purposes import Why
from tereze.exchange import personal

BY = Platform("personal_data")


class Command(BaseCommand):
    """`manage.py personal_data karool K7M4Q2XX01 --to folder`: a JSON file and a PDF in each language."""

    help = "Write everything held on a person as JSON and PDF."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("council", help="the council's key, for example karool")
        parser.add_argument("resident", help="the resident's PIN, or the code in the address of the card")
        parser.add_argument("--to", type=Path, default=Path(), help="the folder for the files")

    def handle(self, **options: Any) -> None:
        tenant = get_tenant_model().objects.filter(key=options["council"], kind="council").first()
        if tenant is None:
            raise CommandError(f"There is no council {options['council']}.")
        if not options["to"].is_dir():
            raise CommandError(f"There is no folder {options['to']}.")
        with schema_context(tenant.schema_name):
            self._write(options["resident"], options["to"])

    def _write(self, wanted: str, folder: Path) -> None:
        found = Resident.objects.filter(pin=wanted) if wanted.isdigit() else Resident.objects.filter(reference=wanted)
        resident = found.first()
        if resident is None:
            raise CommandError("There is no such resident in this council.")
        now, sections = clock.now(), personal.held_on(resident.reference)
        journal.record_read(
            "resident.data_handed_out", subject=resident.subject, by=BY, why=Why(ASKED), form=["json", "ky", "ru"]
        )
        files = {f"{resident.reference}.json": papers.as_json(resident, sections, at=now)}
        files |= {
            f"{resident.reference}-{language}.pdf": papers.as_pdf(resident, sections, language=language, at=now)
            for language in ("ky", "ru")
        }
        for name, content in files.items():
            (folder / name).write_bytes(content)
            self.stdout.write(str(folder / name))
