"""Keys with which other systems speak to one council."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tereze import clock
from tereze.accounts.permissions import Permission
from tereze.exchange import references


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    """Questions about keys."""

    def usable(self, moment: datetime) -> Self:
        return self.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=moment), revoked_at__isnull=True)


class ApiKey(models.Model):
    """A key handed to another system, with what it may do. Only the hash of its secret is kept.

    `prefix` is the part of the key that may be shown: it finds the row and tells people which key is meant.
    """

    reference = models.CharField(max_length=10, unique=True, default=references.new, editable=False)
    name = models.CharField(max_length=60)
    prefix = models.CharField(max_length=10, unique=True)
    hash = models.CharField(max_length=64)
    permissions = ArrayField(models.CharField(max_length=40))
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.CharField(max_length=160)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    objects = ApiKeyQuerySet.as_manager()

    # What Django REST framework asks of whoever makes a request.
    is_authenticated = True
    is_anonymous = False

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                name="a_key_in_use_has_its_own_name", fields=["name"], condition=Q(revoked_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_name(self) -> str:
        return f"key:{self.name}"

    def may(self, permission: Permission) -> bool:
        return permission.value in self.permissions

    def is_usable(self, moment: datetime) -> bool:
        """Return whether the key opens anything at `moment`."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > moment)
