"""Counters of journals."""

from django.db import models


class Counter(models.Model):
    """The last number given out in one journal in one year."""

    journal = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_counter_per_journal_and_year", fields=["journal", "year"])]
