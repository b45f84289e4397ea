"""What can be asked about staff."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from tereze.accounts import lockout, rules
from tereze.accounts.models import RoleGrant, User
from tereze.accounts.permissions import Actor
from tereze.accounts.roles import ADMINISTRATOR_OF_KIND, BY_KIND, Role


@dataclass(frozen=True)
class Line:
    """A member of staff as the list shows them."""

    user: User
    roles: tuple[str, ...]
    keys: tuple[str, ...]
    locked: bool


@dataclass(frozen=True)
class RoleChoice:
    """A role to tick: with its own explanation, whether it is held, and whether it may be changed here."""

    role: Role
    held: bool
    free: bool


def staff(*, on: date) -> list[Line]:
    """Return all members of staff with the roles they hold on a day: those at work first, then by name."""
    present = Prefetch("role_grants", queryset=RoleGrant.objects.on(on), to_attr="held")
    locked = lockout.locked_names()
    users = User.objects.prefetch_related(present).order_by("-is_active", "full_name", "pk")
    return [_line(user, locked=user.username in locked) for user in users]


def _line(user: User, *, locked: bool) -> Line:
    held: list[RoleGrant] = user.held  # type: ignore[attr-defined]  # prefetched
    return Line(user, tuple(grant.role_name for grant in held), tuple(grant.role for grant in held), locked)


def member(reference: str) -> User:
    """Return the member of staff with that public reference. Raises User.DoesNotExist."""
    return User.objects.get(reference=reference)


def role_history(user: User) -> list[RoleGrant]:
    """Return every role `user` was given, the newest first, with its days."""
    return list(user.role_grants.order_by("-given_on", "-pk"))


def present_roles(user: User, *, on: date) -> list[RoleGrant]:
    """Return the roles `user` holds on a day, with the day each was given."""
    return list(RoleGrant.objects.on(on).filter(user=user))


def is_locked(user: User) -> bool:
    """Return whether `user` is locked out at some address now."""
    return user.username in lockout.locked_names()


def role_choices(*, kind: str, held: Collection[str], by: Actor) -> list[RoleChoice]:
    """Return the roles of a tenant's kind for a form. The administrator's is free only for an administrator."""
    may_make = rules.is_administrator(by, kind)
    return [
        RoleChoice(role, role.key in held, may_make or role.key != ADMINISTRATOR_OF_KIND[kind])
        for role in BY_KIND[kind]
    ]
