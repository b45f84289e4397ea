"""Who is whose parent and who is married to whom: kinship by papers, not by living together."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from services.registers.models.ranges import DatedQuerySet, Days
from services.registers.models.resident import Resident


class Parenthood(models.Model):
    """Somebody is a child's father, mother or guardian (`kind`: the code list parenthood) from a day until a day."""

    child = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="parents")
    parent = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="children")
    kind = models.CharField(max_length=20, default="birth")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=160, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_parenthood_per_pair", fields=["child", "parent"], condition=Q(until__isnull=True)
            ),
            models.CheckConstraint(name="nobody_is_ones_own_parent", condition=~Q(child=F("parent"))),
            models.CheckConstraint(
                name="a_parenthood_ends_after_it_began",
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gt=F("since")),
            ),
        ]


class Marriage(models.Model):
    """A registered marriage. `until` is the first day on which it no longer was one; `ended_by` death or divorce.

    A spouse who never lived in this council is not in the register: then `elsewhere` has the name.
    """

    husband = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="marriages_as_husband", null=True)
    wife = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="marriages_as_wife", null=True)
    elsewhere = models.CharField(max_length=240, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    ended_by = models.CharField(max_length=10, blank=True)
    document = models.CharField(max_length=160, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_marriage_per_man", fields=["husband"], condition=Q(until__isnull=True)
            ),
            models.UniqueConstraint(
                name="one_open_marriage_per_woman", fields=["wife"], condition=Q(until__isnull=True)
            ),
            models.CheckConstraint(
                name="a_marriage_is_between_two",
                condition=Q(husband__isnull=False, wife__isnull=False) | ~Q(elsewhere=""),
            ),
            models.CheckConstraint(
                name="a_marriage_ends_after_it_began",
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gt=F("since")),
            ),
        ]


class BenefitHolding(models.Model):
    """A benefit category (the code list benefit) that a resident has from a day until a day, by a document."""

    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="benefits")
    category = models.CharField(max_length=40)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=160, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="a_benefit_is_held_once_at_a_time",
                expressions=[
                    ("resident", RangeOperators.EQUAL),
                    ("category", RangeOperators.EQUAL),
                    (Days.between("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["category", "resident"], name="benefit_by_category")]
