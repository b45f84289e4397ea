"""What a machine found doubtful in the register, and what somebody said of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from services.registers.models.resident import Resident


class LikelyPair(models.Model):
    """Two residents who may be one person written down twice, found by comparing. `first` has the smaller key.

    `score` goes to 100; `why` are codes of what speaks for it.
    """

    first = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    why = ArrayField(models.CharField(max_length=20))
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["-score", "id"]
        constraints = [models.UniqueConstraint(name="a_pair_is_found_once", fields=["first", "second"])]


class DistinctPair(models.Model):
    """Two residents who look alike and are two people: somebody compared them. `first` has the smaller key."""

    first = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(name="a_pair_is_told_apart_once", fields=["first", "second"])]


class Accepted(models.Model):
    """Somebody looked at an entry of the worklist and said that it is right as it is.

    `check` is the code of what looked wrong, `kind` and `reference` name the resident, household or parcel.
    """

    check_code = models.CharField(max_length=30)
    kind = models.CharField(max_length=10)
    reference = models.CharField(max_length=10)
    note = models.CharField(max_length=300, blank=True)
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=160)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="an_entry_is_accepted_once", fields=["check_code", "kind", "reference"])
        ]
