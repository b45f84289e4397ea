"""Files of one council."""

from django.db import models
from django.db.models import Q


class StoredFile(models.Model):
    """A file that belongs to something issued. Its bytes wait here until they are safe in storage.

    The row is written in the transaction of what it belongs to, so nothing is ever issued without its file.
    """

    key = models.CharField(max_length=200, unique=True)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    stored_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_file_is_here_or_in_storage", condition=Q(content__isnull=False) | Q(stored_at__isnull=False)
            )
        ]
        indexes = [models.Index(fields=["made_at"], name="files_waiting", condition=Q(stored_at__isnull=True))]
