"""The keys with which a council signs what it prints."""

from django.db import models
from django.db.models import Q


class SigningKey(models.Model):
    """An Ed25519 key of this council. The private half is sealed with the deployment's secret.

    `number` is what a printed payload names; a retired key still verifies and never signs again.
    """

    number = models.PositiveSmallIntegerField(unique=True)
    public = models.BinaryField()
    sealed = models.BinaryField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_key_signs_at_a_time", fields=["retired_at"], condition=Q(retired_at__isnull=True),
                nulls_distinct=False,
            )
        ]  # fmt: skip
