"""`manage.py load_synthetic COUNCIL`: fill an empty register with made-up people."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_tenants.utils import get_public_schema_name, schema_context, tenant_context

from services.registers import loading
from services.registers.models import Household, Village
from services.registers.synthetic import VillageSpec, generate
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.permissions import Platform


class Command(BaseCommand):
    """Fill an empty register with believable made-up people. The same seed gives the same council."""

    help = "Fill an empty register with believable made-up people (PIN serials 99xxx). Never for a real council."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="the council's key")
        parser.add_argument("--residents", type=int, default=17_000)
        parser.add_argument("--seed", default="", help="the council's key if left out")

    def handle(self, *args: Any, key: str, residents: int, seed: str, **options: Any) -> None:
        with schema_context(get_public_schema_name()):
            tenant = Tenant.objects.filter(key=key, kind="council").first()
        if tenant is None:
            raise CommandError(f"There is no council {key}.")
        with tenant_context(tenant):
            if Household.objects.exists():
                return
            self.stderr.write(f"Making up {residents} residents of {key}")
            villages = [VillageSpec(one.code, one.name_ky, one.name_ru) for one in Village.objects.order_by("code")]
            council = generate(villages=villages, residents=residents, seed=seed or key, today=clock.today())
            self.stderr.write(f"Writing the register of {key}")
            loading.load(council, by=Platform("synthetic"), say=self.stdout.write)
            loading.analyse()
