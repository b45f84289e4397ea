"""Who belongs to which household, from when until when."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from services.registers.codes import JoinReason, LeaveReason
from services.registers.models.household import Household
from services.registers.models.ranges import Days
from services.registers.models.resident import Resident
from services.registers.relations import Relation


def in_effect(day: date) -> Q:
    """What is true of a membership on `day`: begun, not ended, of somebody who was born and alive.

    A beginning nobody wrote down is the member's birth.
    """
    begun = Q(joined_on__lte=day) | Q(joined_on__isnull=True) & (
        Q(resident__birth_date__isnull=True) | Q(resident__birth_date__lte=day)
    )
    not_ended = Q(left_on__isnull=True) | Q(left_on__gt=day)
    alive = Q(resident__death_date__isnull=True) | Q(resident__death_date__gt=day)
    return begun & not_ended & alive


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about memberships, on a day."""

    def on(self, day: date) -> Self:
        return self.filter(in_effect(day))


class Membership(models.Model):
    """A stretch of a resident's life in one household, in one relation to its head of that time.

    `left_on` is the first day on which the resident no longer belonged. When the head changes, every stretch ends and
    the next begins on the same day. `registered`: entered here by the register of residence; `lives_here`: really lives
    here; a labour migrant is registered, does not live here, and has a country.
    """

    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="memberships")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="memberships")
    relation = models.CharField(max_length=30, choices=[(one.value, one.value) for one in Relation])
    joined_on = models.DateField(null=True, blank=True)
    join_reason = models.CharField(max_length=20, choices=JoinReason, blank=True)
    left_on = models.DateField(null=True, blank=True)
    leave_reason = models.CharField(max_length=20, choices=LeaveReason, blank=True)
    registered = models.BooleanField(default=True)
    lives_here = models.BooleanField(default=True)
    abroad_country = models.CharField(max_length=2, blank=True)
    abroad_since = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_membership_per_resident", fields=["resident"], condition=Q(left_on__isnull=True)
            ),
            models.UniqueConstraint(
                name="one_open_head_per_household",
                fields=["household"],
                condition=Q(left_on__isnull=True, relation="head"),
            ),
            models.CheckConstraint(
                name="a_member_leaves_after_joining",
                condition=Q(left_on__isnull=True) | Q(joined_on__isnull=True) | Q(left_on__gt=F("joined_on")),
            ),
            models.CheckConstraint(
                name="only_who_left_has_a_reason_to", condition=Q(leave_reason="") | Q(left_on__isnull=False)
            ),
            models.CheckConstraint(
                name="who_is_abroad_is_in_a_country", condition=Q(abroad_since__isnull=True) | ~Q(abroad_country="")
            ),
            ExclusionConstraint(
                name="memberships_of_a_resident_do_not_overlap",
                expressions=[
                    ("resident", RangeOperators.EQUAL),
                    (Days.between("joined_on", "left_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    @property
    def kinship(self) -> Relation:
        """The relation to the head."""
        return Relation(self.relation)
