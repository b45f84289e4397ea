"""Stretches of time in constraints. A stretch begins on its first day and ends before its last: [since, until)."""

from django.contrib.postgres.fields import DateRangeField, RangeBoundary
from django.db.models import F, Func


class Days(Func):
    """The days from `first` (without limit, if null) until `last` (likewise), not including `last`."""

    function = "DATERANGE"
    output_field = DateRangeField()

    @classmethod
    def between(cls, first: str, last: str) -> "Days":
        """Return the stretch between two columns."""
        return cls(F(first), F(last), RangeBoundary())
