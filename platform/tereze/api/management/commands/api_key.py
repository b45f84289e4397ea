"""`manage.py api_key COUNCIL create NAME --permission certificate_issue | list | revoke NAME`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from tereze import clock
from tereze.accounts import tenancy
from tereze.accounts.permissions import Permission, Platform
from tereze.api import actions, queries
from tereze.api.models import ApiKey

OPERATOR = Platform("command line")


class Command(BaseCommand):
    """Make, list and revoke one council's API keys."""

    help = "Make, list and revoke one council's API keys."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("council", help="the council's key, for example karool")
        commands = parser.add_subparsers(dest="command", required=True)
        create = commands.add_parser("create", help="make a key; its text is shown once")
        create.add_argument("name", help="who will use it")
        create.add_argument(
            "--permission",
            action="append",
            required=True,
            dest="permissions",
            choices=[permission.value for permission in actions.GRANTABLE],
            help="what the key may do; may be given several times",
        )
        commands.add_parser("list", help="all keys, never their text")
        commands.add_parser("revoke", help="make a key open nothing any more").add_argument("name")

    def handle(self, *args: Any, council: str, command: str, **options: Any) -> None:
        with translation.override("en"), tenancy.at(council):
            getattr(self, f"_{command}")(**options)

    def _create(self, *, name: str, permissions: list[str], **options: Any) -> None:
        allowed = [Permission(value) for value in permissions]
        try:
            made = actions.create(name, permissions=allowed, by=OPERATOR)
        except actions.KeyNameTakenError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(made.text)
        self.stderr.write("This is the only time the key is shown.")

    def _list(self, **options: Any) -> None:
        moment = clock.now()
        for key in queries.all_keys():
            state = "works" if key.is_usable(moment) else "revoked" if key.revoked_at else "expired"
            used = f"{key.last_used_at:%Y-%m-%d %H:%M}" if key.last_used_at else "never used"
            self.stdout.write(f"{key.name:<24} tk_{key.prefix}_… {state:<8} {used:<17} {', '.join(key.permissions)}")

    def _revoke(self, *, name: str, **options: Any) -> None:
        key = ApiKey.objects.filter(name=name, revoked_at__isnull=True).first()
        if key is None:
            raise CommandError(f"No key in use is called {name}.")
        actions.revoke(key, by=OPERATOR)
        self.stdout.write(f"The key {name} opens nothing any more.")
