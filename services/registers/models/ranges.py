"""Stretches of time, in constraints and in questions: [since, until), from the first day to before the last."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import DateRangeField, RangeBoundary
from django.db import models
from django.db.models import F, Func, Q


class Days(Func):
    """The days from `first` (without limit, if null) until `last` (likewise), not including `last`."""

    function = "DATERANGE"
    output_field = DateRangeField()

    @classmethod
    def between(cls, first: str, last: str) -> "Days":
        """Return the stretch between two columns."""
        return cls(F(first), F(last), RangeBoundary())


def holds_on(day: date) -> Q:
    """What is true on `day` of a stretch with `since` and `until`; a beginning nobody wrote down is long ago."""
    return (Q(since__isnull=True) | Q(since__lte=day)) & (Q(until__isnull=True) | Q(until__gt=day))


class DatedQuerySet(models.QuerySet[Any]):
    """Questions about things that hold from a day until a day, not including it."""

    def on(self, day: date) -> Self:
        """Those that held on `day`."""
        return self.filter(holds_on(day))
