"""What can be done with keys."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tereze import clock
from tereze.accounts.permissions import Actor, Permission
from tereze.api import key_text
from tereze.api.models import ApiKey
from tereze.audit import journal

GRANTABLE: Final = (
    Permission.RESIDENT_SEARCH,
    Permission.RESIDENT_VIEW,
    Permission.RESIDENT_REVEAL,
    Permission.BENEFIT_VIEW,
    Permission.CERTIFICATE_VIEW,
    Permission.CERTIFICATE_ISSUE,
    Permission.CERTIFICATE_REVOKE,
)
"""What a key may be allowed: what the API offers. Staff, keys and settings stay in people's hands."""
USE_NOTED: Final = timedelta(minutes=1)
"""How seldom a key's last use is written down: a busy key must not write at every request."""


class KeyNameTakenError(Exception):
    """Another key in use has that name; the journal could not tell the two apart."""

    def __str__(self) -> str:
        return _("Another key in use has this name.")


class NotGrantableError(Exception):
    """A key cannot be allowed that."""

    def __str__(self) -> str:
        return _("A key cannot be allowed this: %(what)s") % {"what": ", ".join(self.args)}


@dataclass(frozen=True)
class NewKey:
    """A key and its text, which is shown once and kept nowhere."""

    key: ApiKey
    text: str = field(repr=False)


@transaction.atomic
def create(name: str, *, permissions: Collection[Permission], by: Actor, expires_at: datetime | None = None) -> NewKey:
    """Make a key that may do `permissions`. Raises KeyNameTakenError, NotGrantableError."""
    if refused := [permission.value for permission in permissions if permission not in GRANTABLE]:
        raise NotGrantableError(*refused)
    secret = key_text.new()
    key = ApiKey(
        name=name,
        prefix=secret.prefix,
        hash=secret.hash,
        permissions=sorted(permission.value for permission in permissions),
        created_by=by.audit_name,
        expires_at=expires_at,
    )
    try:
        with transaction.atomic():
            key.save(force_insert=True)
    except IntegrityError as error:
        raise KeyNameTakenError from error
    journal.record("key.created", subject=f"api_key:{key.reference}", by=by, name=name, permissions=key.permissions)
    return NewKey(key, secret.text)


@transaction.atomic
def revoke(key: ApiKey, *, by: Actor) -> None:
    """Make a key open nothing any more, at once. A second time changes nothing."""
    changed = ApiKey.objects.filter(pk=key.pk, revoked_at__isnull=True).update(revoked_at=clock.now())
    key.refresh_from_db()
    if changed:
        journal.record("key.revoked", subject=f"api_key:{key.reference}", by=by, name=key.name)


def note_use(key: ApiKey, moment: datetime) -> None:
    """Remember when the key was last used, to the minute."""
    if key.last_used_at is None or moment - key.last_used_at >= USE_NOTED:
        stale = Q(last_used_at__isnull=True) | Q(last_used_at__lte=moment - USE_NOTED)
        ApiKey.objects.filter(stale, pk=key.pk).update(last_used_at=moment)
