"""What can be done with accounts. Every change is journalled in its own transaction."""

from collections.abc import Collection
from dataclasses import dataclass, field

from axes.models import AccessAttempt
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import translation

from tereze import clock
from tereze.accounts import roles, rules
from tereze.accounts.models import RoleGrant, User
from tereze.accounts.passwords import one_time_password
from tereze.accounts.permissions import Actor
from tereze.audit import journal


@dataclass(frozen=True)
class Person:
    """What is known of a new member of staff. Without a `password` a one-time password is made up.

    `hashed` is the password's hash where somebody computed it beforehand; it takes a tenth of a second on purpose.
    """

    username: str
    full_name: str
    email: str = ""
    phone: str = ""
    language: str = "ky"
    password: str = field(default="", repr=False)
    hashed: str = field(default="", repr=False)
    must_change_password: bool = True


@dataclass(frozen=True)
class NewMember:
    """A new account and the password to hand over; it is kept nowhere else."""

    user: User
    password: str = field(repr=False)


def subject_of(user: User) -> str:
    """Return how the journal names an account."""
    return f"staff_member:{user.reference}"


@transaction.atomic
def add_member(person: Person, *, roles: Collection[str], kind: str, by: Actor) -> NewMember:
    """Add a member of staff with `roles` of the tenant's `kind`.

    Raises NameTakenError, EmailTakenError, UnknownRoleError, OnlyAdministratorsError.
    """
    rules.check_roles(roles, kind=kind, before=(), by=by)
    user = User(
        username=person.username.lower(),
        email=person.email.lower(),
        full_name=person.full_name,
        phone=person.phone,
        language=person.language,
        must_change_password=person.must_change_password,
    )
    password = person.password or one_time_password()
    if person.hashed:
        user.password = person.hashed
    else:
        user.set_password(password)
    _save_new(user)
    _give(user, roles, by=by)
    journal.record("staff.added", subject=subject_of(user), by=by, username=user.username, roles=sorted(roles))
    return NewMember(user, password)


def first_administrator(
    *, username: str, email: str, kind: str, password: str, by: Actor, hashed: str = ""
) -> NewMember:
    """Add the account that looks after a new tenant's staff. Names of people come later, so the role names it.

    The password, made up when it is empty, has to be changed at the first sign-in. `hashed` is as in `Person`.
    """
    role = roles.BY_KEY[roles.ADMINISTRATOR_OF_KIND[kind]]
    with translation.override(settings.LANGUAGE_CODE):
        name = str(role.name)
    person = Person(username=username, full_name=name, email=email, password=password, hashed=hashed)
    return add_member(person, roles=[role.key], kind=kind, by=by)


@transaction.atomic
def change_roles(user: User, *, roles: Collection[str], kind: str, by: Actor) -> None:
    """Let `user` hold exactly `roles` from today on; what was held before stays on record with its days.

    Raises UnknownRoleError, OnlyAdministratorsError, OwnAccountError, LastAdministratorError.
    """
    rules.lock_staff()
    before = rules.roles_now(user)
    if set(roles) == before:
        return  # nothing to do, nothing to tell
    if not rules.is_administrator(by, kind):
        rules.check_account(user, kind=kind, by=by)
    rules.check_roles(roles, kind=kind, before=before, by=by)
    ended, given = before - set(roles), set(roles) - before
    RoleGrant.objects.on(clock.today()).filter(user=user, role__in=ended).update(ended_on=clock.today())
    _give(user, given, by=by)
    rules.check_an_administrator_is_left(kind)
    journal.record("staff.roles_changed", subject=subject_of(user), by=by, given=sorted(given), ended=sorted(ended))


@transaction.atomic
def deactivate(user: User, *, kind: str, by: Actor) -> None:
    """Shut the account; whoever is signed in with it is out at once.

    Raises OwnAccountError, OnlyAdministratorsError, LastAdministratorError.
    """
    rules.lock_staff()
    rules.check_account(user, kind=kind, by=by)
    User.objects.filter(pk=user.pk).update(is_active=False, session_round=F("session_round") + 1)
    user.refresh_from_db()
    rules.check_an_administrator_is_left(kind)
    journal.record("staff.deactivated", subject=subject_of(user), by=by)


@transaction.atomic
def activate(user: User, *, kind: str, by: Actor) -> None:
    """Open a shut account again, with the roles and the password it had. Raises OnlyAdministratorsError."""
    rules.check_account(user, kind=kind, by=by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    journal.record("staff.activated", subject=subject_of(user), by=by)


@transaction.atomic
def reset_password(user: User, *, kind: str, by: Actor) -> str:
    """Give the account a new one-time password and return it. Its sessions end; a lock-out is lifted.

    Raises OwnAccountError (one's own is changed on one's own page), OnlyAdministratorsError.
    """
    rules.check_account(user, kind=kind, by=by)
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    AccessAttempt.objects.filter(username=user.username).delete()
    journal.record("staff.password_reset", subject=subject_of(user), by=by)
    return password


@transaction.atomic
def unlock(user: User, *, by: Actor) -> None:
    """Forget the wrong passwords that were tried for this account, from every address."""
    AccessAttempt.objects.filter(username=user.username).delete()
    journal.record("staff.unlocked", subject=subject_of(user), by=by)


@transaction.atomic
def change_profile(user: User, *, by: Actor) -> None:
    """Save what `user` wrote about themselves: name, phone, e-mail, language. Raises EmailTakenError."""
    before = User.objects.get(pk=user.pk)
    names = ("full_name", "phone", "email", "language")
    user.email = user.email.lower()
    changed = [name for name in names if getattr(user, name) != getattr(before, name)]
    try:
        with transaction.atomic():
            user.save(update_fields=names)
    except IntegrityError as error:
        raise rules.EmailTakenError from error
    if changed:
        journal.record("staff.profile_changed", subject=subject_of(user), by=by, changed=changed)


def _save_new(user: User) -> None:
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        if User.objects.filter(username=user.username).exists():
            raise rules.NameTakenError from error
        raise rules.EmailTakenError from error


def _give(user: User, given: Collection[str], *, by: Actor) -> None:
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, role=role, given_on=clock.today(), given_by=by.audit_name) for role in sorted(given)
    )
    user.__dict__.pop("roles", None)
