"""`manage.py staff COUNCIL list | add NAME | reset NAME | close NAME | open NAME | unlock NAME`."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from tereze import clock
from tereze.accounts import actions, queries, rules, tenancy
from tereze.accounts.models import SIGN_IN_NAME, User
from tereze.accounts.permissions import Platform
from tereze.accounts.roles import BY_KIND

OPERATOR = Platform("command line")


class Command(BaseCommand):
    """Look after one tenant's staff from the command line; the journal names the platform."""

    help = "Look after one tenant's staff."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("council", help="the tenant's key, for example karool")
        commands = parser.add_subparsers(dest="command", required=True)
        commands.add_parser("list", help="who has an account, with roles")
        add = commands.add_parser("add", help="add a member of staff; prints a one-time password")
        add.add_argument("username")
        add.add_argument("--name", default="", help="full name; the sign-in name if left out")
        add.add_argument("--email", default="")
        add.add_argument("--role", action="append", default=[], dest="roles", help="may be given several times")
        for command, words in {
            "reset": "give a new one-time password and lift a lock-out",
            "close": "close the account",
            "open": "open a closed account",
            "unlock": "lift a lock-out",
        }.items():
            commands.add_parser(command, help=words).add_argument("username")

    def handle(self, *args: Any, council: str, command: str, **options: Any) -> None:
        with translation.override("en"), tenancy.at(council) as tenant:
            try:
                getattr(self, f"_{command}")(kind=tenant.kind, **options)
            except rules.StaffError as error:
                raise CommandError(str(error)) from None

    def _list(self, **options: Any) -> None:
        for line in queries.staff(on=clock.today()):
            state = "locked out" if line.locked else "active" if line.user.is_active else "closed"
            roles = ", ".join(sorted(line.keys)) or "-"
            self.stdout.write(f"{line.user.username:<20} {state:<10} {roles:<40} {line.user.full_name}")

    def _add(self, *, kind: str, username: str, name: str, email: str, roles: list[str], **options: Any) -> None:
        known = [role.key for role in BY_KIND[kind]]
        if unknown := sorted(set(roles) - set(known)):
            raise CommandError(f"There is no role {', '.join(unknown)} here. There are: {', '.join(known)}.")
        try:
            SIGN_IN_NAME(username)
        except ValidationError as error:
            raise CommandError(str(error.message)) from None
        person = actions.Person(username=username, full_name=name or username, email=email)
        new = actions.add_member(person, roles=roles, kind=kind, by=OPERATOR)
        self._tell(new.user, new.password)

    def _reset(self, *, kind: str, username: str, **options: Any) -> None:
        user = self._user(username)
        self._tell(user, actions.reset_password(user, kind=kind, by=OPERATOR))

    def _close(self, *, kind: str, username: str, **options: Any) -> None:
        actions.deactivate(self._user(username), kind=kind, by=OPERATOR)
        self.stdout.write(f"The account {username} is closed.")

    def _open(self, *, kind: str, username: str, **options: Any) -> None:
        actions.activate(self._user(username), kind=kind, by=OPERATOR)
        self.stdout.write(f"The account {username} is open.")

    def _unlock(self, *, username: str, **options: Any) -> None:
        actions.unlock(self._user(username), by=OPERATOR)
        self.stdout.write(f"{username} can try again.")

    def _user(self, username: str) -> User:
        user = User.objects.filter(username=username.lower()).first()
        if user is None:
            raise CommandError(f"Nobody here signs in as {username}.")
        return user

    def _tell(self, user: User, password: str) -> None:
        self.stdout.write(f"{user.username} signs in with the one-time password {password}")
