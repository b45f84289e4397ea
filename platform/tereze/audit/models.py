"""The journal of one council."""

from django.db import models


class Entry(models.Model):
    """One thing that was done or read. Never changed; each entry carries the hash of the one before.

    No foreign keys: the journal outlives what it describes and never hinders it. The council's own database role may
    add entries, and neither change nor remove them.
    """

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=160)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["sequence"]
        indexes = [
            models.Index(fields=["subject", "-sequence"], name="audit_by_subject"),
            models.Index(fields=["actor", "-sequence"], name="audit_by_actor"),
            models.Index(fields=["action", "-sequence"], name="audit_by_action"),
            models.Index(fields=["at"], name="audit_by_day"),
        ]


class End(models.Model):
    """Where the journal ends: one row. Entries cut off the end break no chain, but they no longer meet this row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(name="a_journal_has_one_end", condition=models.Q(id=1))]
