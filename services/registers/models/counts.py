"""What was counted in a yard, and the yearly round (чарба эсеби) in which it was."""

import secrets

from django.db import models
from django.db.models import F, Q

from services.registers.models.household import Household
from services.registers.models.street import Street
from tereze.exchange import references


class CountingRound(models.Model):
    """A round from house to house: what is true on the day `on` (1 January; livestock again on 1 June).

    While it is open, visits are written; when it is closed its counts stay as they are. `secret` is what the keys are
    made of with which phones keep what is theirs of the round.
    """

    reference = models.CharField(max_length=10, unique=True, default=references.new, editable=False)
    on = models.DateField(unique=True)
    livestock_only = models.BooleanField(default=False)
    secret = models.CharField(max_length=64, default=secrets.token_hex, editable=False)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=160)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_round", fields=["livestock_only"], condition=Q(closed_at__isnull=True)
            ),
        ]

    @property
    def subject(self) -> str:
        """How the journal names the round."""
        return f"counting_round:{self.reference}"

    @property
    def is_open(self) -> bool:
        """Whether visits may be written."""
        return self.closed_at is None


class RoundVisit(models.Model):
    """A household in a round: whether somebody was there, and what was found.

    `client_key` is made where it is typed, so that sending twice is one visit. Who writes anew over a visit has seen
    it; what stood there before is kept in `history`, the oldest first, as it was sent.
    """

    class State(models.TextChoices):
        """How the visit ended."""

        DONE = "done", "done"
        NOBODY_HOME = "nobody_home", "nobody_home"
        REFUSED = "refused", "refused"
        EMPTY = "empty", "empty"

    round = models.ForeignKey(CountingRound, on_delete=models.PROTECT, related_name="visits")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="visits")
    street = models.ForeignKey(Street, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    state = models.CharField(max_length=12, choices=State)
    people = models.PositiveSmallIntegerField(null=True, blank=True)
    is_seen = models.BooleanField(default=False, db_default=False)
    note = models.CharField(max_length=300, blank=True)
    visited_at = models.DateTimeField()
    visited_by = models.CharField(max_length=160)
    client_key = models.CharField(max_length=40, unique=True)
    history = models.JSONField(default=list, db_default=[])

    class Meta:
        constraints = [models.UniqueConstraint(name="a_household_is_visited_once", fields=["round", "household"])]


class HouseholdCount(models.Model):
    """How many of one thing (the code list counted) a household had on a day.

    People tell fewer animals than they have for fear of losing a benefit, so what was declared and what somebody
    verified stand side by side.
    """

    class Standing(models.TextChoices):
        """Who says so: the household, or somebody who went and looked."""

        DECLARED = "declared", "declared"
        VERIFIED = "verified", "verified"

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="counts")
    what = models.CharField(max_length=20)
    on = models.DateField()
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.DECLARED)
    number = models.PositiveIntegerField()
    counted_by = models.CharField(max_length=160, blank=True)
    round = models.ForeignKey(CountingRound, on_delete=models.PROTECT, related_name="counts", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_thing_is_counted_once", fields=["household", "what", "on", "standing"]),
        ]
        indexes = [
            models.Index(F("household"), F("on").desc(), name="count_latest"),
            models.Index(fields=["on", "what"], name="count_by_day"),
        ]
