"""`manage.py furnish_demo KEY`: staff and signatories for a tenant of the demo."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django_tenants.utils import get_public_schema_name, schema_context, tenant_context

from tenants.customisation.models import Signatory
from tenants.directory.models import Kind, Tenant
from tereze import clock
from tereze.accounts.models import RoleGrant, User
from tereze.config.database import connection

STAFF = (
    ("aigul", "Айгүл Токтогулова", "single_window_operator", "0770 99 00 01"),
    ("bakyt", "Бакыт Маматов", "head", "0770 99 00 02"),
    ("jyldyz", "Жылдыз Осмонова", "statistics_specialist", "0770 99 00 03"),
)
SIGNATORIES = {"head": ("Б. Маматов", "Б. Маматов"), "executive_secretary": ("Г. Абдыкадырова", "Г. Абдыкадырова")}


class Command(BaseCommand):
    """Give a demo tenant staff who may sign in at once, and names under its certificates. Repeatable."""

    help = "Give a demo tenant staff and signatories. For the demo only: everybody knows the password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key")
        parser.add_argument("--password", required=True)

    def handle(self, *args: Any, key: str, password: str, **options: Any) -> None:
        with schema_context(get_public_schema_name()):
            tenant = Tenant.objects.get(key=key)
        with connection.owning(), tenant_context(tenant), transaction.atomic():
            User.objects.filter(username="admin").update(must_change_password=False)
            if tenant.kind != Kind.COUNCIL:
                return
            for username, name, role, phone in STAFF:
                self._member(username, name, role, phone, password)
            for post, (name_ky, name_ru) in SIGNATORIES.items():
                Signatory.objects.filter(role=post, name_ky="").update(name_ky=name_ky, name_ru=name_ru)

    def _member(self, username: str, name: str, role: str, phone: str, password: str) -> None:
        if User.objects.filter(username=username).exists():
            return
        user = User(username=username, full_name=name, phone=phone)
        user.set_password(password)
        user.save()
        RoleGrant.objects.create(user=user, role=role, given_on=clock.today(), given_by="platform:demo")
