"""Who may change whose account, and what must always hold. Each refusal carries its own sentence."""

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tereze import clock
from tereze.accounts import roles
from tereze.accounts.models import RoleGrant, User
from tereze.accounts.permissions import Actor, Platform


class StaffError(Exception):
    """Something that cannot be done with an account. `sentence` says why, in the language of the page."""

    sentence: Promise | str = ""

    def __str__(self) -> str:
        return str(self.sentence)


class NameTakenError(StaffError):
    """Somebody else signs in with that name."""

    sentence = _("Somebody else signs in with this name. Choose another one.")


class EmailTakenError(StaffError):
    """Somebody else has that e-mail."""

    sentence = _("This e-mail belongs to another account.")


class UnknownRoleError(StaffError):
    """There is no such role in a tenant of this kind."""

    sentence = _("There is no such role here.")


class OnlyAdministratorsError(StaffError):
    """Administrators' accounts are looked after by administrators only."""

    sentence = _("Only an administrator can make another administrator or change the account of one.")


class LastAdministratorError(StaffError):
    """Without an administrator nobody could let anybody in."""

    sentence = _("This is the last administrator. Make somebody else an administrator first.")


class OwnAccountError(StaffError):
    """Nobody gives themselves rights, or shuts themselves out."""

    sentence = _("This is your own account. Ask another person who looks after the staff.")


def roles_now(user: User) -> frozenset[str]:
    """Return the keys of the roles that `user` holds at this moment, whatever was remembered before a lock."""
    user.__dict__.pop("roles", None)
    return user.roles


def is_administrator(actor: Actor, kind: str) -> bool:
    """Return whether `actor` is an administrator of a tenant of `kind` at this moment, or the platform itself."""
    if isinstance(actor, Platform):
        return True
    if not isinstance(actor, User):
        return False
    held = RoleGrant.objects.on(clock.today()).filter(role=roles.ADMINISTRATOR_OF_KIND[kind], user__is_active=True)
    return held.filter(user_id=actor.pk).exists()


def check_roles(wanted: Collection[str], *, kind: str, before: Collection[str], by: Actor) -> None:
    """Check that `by` may turn the roles `before` into `wanted`.

    Whoever looks after staff gives and takes any role of the tenant's kind, but only an administrator makes or
    unmakes administrators: otherwise every such person could take everything. Raises UnknownRoleError or
    OnlyAdministratorsError.
    """
    changed = set(wanted) ^ set(before)
    if not {role.key for role in roles.BY_KIND[kind]} >= set(wanted) - set(before):
        raise UnknownRoleError
    if roles.ADMINISTRATOR_OF_KIND[kind] in changed and not is_administrator(by, kind):
        raise OnlyAdministratorsError


def check_account(user: User, *, kind: str, by: Actor) -> None:
    """Check that `by` may change the account of `user`: not their own, and an administrator's only as one.

    Raises OwnAccountError or OnlyAdministratorsError.
    """
    if isinstance(by, User) and by.pk == user.pk:
        raise OwnAccountError
    if roles.ADMINISTRATOR_OF_KIND[kind] in roles_now(user) and not is_administrator(by, kind):
        raise OnlyAdministratorsError


def lock_staff() -> None:
    """Let one change of the staff happen at a time, to the transaction's end: two could remove both administrators."""
    list(User.objects.select_for_update().order_by("pk").values_list("pk"))


def check_an_administrator_is_left(kind: str) -> None:
    """Check, after a change and under `lock_staff`, that somebody can still look after the staff.

    Raises LastAdministratorError.
    """
    present = RoleGrant.objects.on(clock.today()).filter(user__is_active=True)
    if not present.filter(role=roles.ADMINISTRATOR_OF_KIND[kind]).exists():
        raise LastAdministratorError
