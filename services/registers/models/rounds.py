"""What hangs on a yearly round: who walks where, what is to follow, what was looked at, and the sums that stay."""

from django.db import models

from services.registers.models.counts import CountingRound, RoundVisit
from services.registers.models.household import Household
from services.registers.models.street import Street
from services.registers.models.village import Village
from tereze.accounts.models import User
from tereze.exchange import references


class RoundWalk(models.Model):
    """A street that one member of staff walks in a round. Who only walks opens no other street."""

    round = models.ForeignKey(CountingRound, on_delete=models.CASCADE, related_name="walks")
    street = models.ForeignKey(Street, on_delete=models.PROTECT, related_name="+")
    walker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="a_street_is_walked_by_one", fields=["round", "street"])]


class RoundFollowUp(models.Model):
    """Something that a walker heard and the specialist has to record: a birth, a death, somebody who came or went.

    It is not the event: that is recorded from its papers, and this is ticked off.
    """

    class Kind(models.TextChoices):
        """What was heard."""

        BORN = "born", "born"
        DIED = "died", "died"
        ARRIVED = "arrived", "arrived"
        LEFT = "left", "left"
        PROPERTY = "property", "property"
        OTHER = "other", "other"

    reference = models.CharField(max_length=10, unique=True, default=references.new, editable=False)
    visit = models.ForeignKey(RoundVisit, on_delete=models.CASCADE, related_name="follow_ups")
    kind = models.CharField(max_length=10, choices=Kind)
    note = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField()
    told_by = models.CharField(max_length=160)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["id"]


class RoundTotal(models.Model):
    """The sum of one thing in a village when its round was closed: it stays, whatever is recorded later.

    `what` is a code of the list counted, or one of households, people, done, nobody_home, refused, empty, left.
    `number` is what is best known (seen, else told), `verified` the part of it that somebody saw.
    """

    round = models.ForeignKey(CountingRound, on_delete=models.CASCADE, related_name="totals")
    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    verified = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="a_sum_stands_once", fields=["round", "village", "what"])]


class RoundOddity(models.Model):
    """Something of a round that looked wrong and is not: somebody says why. `about` is what the rule found."""

    round = models.ForeignKey(CountingRound, on_delete=models.CASCADE, related_name="oddities")
    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=30)
    about = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=300)
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=160)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="an_oddity_is_explained_once", fields=["round", "household", "rule", "about"])
        ]
