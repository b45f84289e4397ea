"""A household of the register: one account in a household book."""

from django.db import models
from django.db.models.functions import Reverse

from services.registers.codes import HouseholdKind
from tereze.exchange import references


class Household(models.Model):
    """A household (түтүн): those who keep house together, on one page of a household book.

    `account` is the жеке эсеп № as printed, usually book and page («3-45»); it is unique in the council. `opened_on` is
    empty where the book does not say.
    """

    reference = models.CharField(max_length=10, unique=True, default=references.new, editable=False)
    book = models.PositiveIntegerField()
    page = models.PositiveIntegerField()
    account = models.CharField(max_length=20, unique=True)
    phone = models.CharField(max_length=16, blank=True)
    phone_reversed = models.GeneratedField(
        expression=Reverse("phone"), output_field=models.CharField(max_length=16), db_persist=True
    )
    kind = models.CharField(max_length=20, choices=HouseholdKind, default=HouseholdKind.PERMANENT)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["book", "page"]
        constraints = [
            models.CheckConstraint(name="a_household_has_an_account", condition=~models.Q(account="")),
            models.CheckConstraint(
                name="a_household_phone_is_e164",
                condition=models.Q(phone="") | models.Q(phone__regex=r"^\+[1-9][0-9]{7,14}$"),
            ),
            models.CheckConstraint(
                name="a_household_closes_after_it_opened",
                condition=models.Q(closed_on__isnull=True)
                | models.Q(opened_on__isnull=True)
                | models.Q(closed_on__gte=models.F("opened_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["book", "page"], name="household_by_page"),
            models.Index(fields=["phone_reversed"], name="household_phone_end", opclasses=["text_pattern_ops"]),
        ]
