"""A household of the register: one account in a household book."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Reverse

from services.registers.codes import HouseholdKind
from services.registers.models.village import Village
from tereze.exchange import references


class HouseholdBook(models.Model):
    """A book (чарба китеби) as it stands on the shelf: books run for three to five years and have a keeper.

    Households name a book by its number; a book nobody has described yet is only that number.
    """

    number = models.PositiveIntegerField(unique=True)
    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="books", null=True, blank=True)
    since_year = models.PositiveSmallIntegerField(null=True, blank=True)
    until_year = models.PositiveSmallIntegerField(null=True, blank=True)
    keeper = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["number"]


class Household(models.Model):
    """A household (түтүн): those who keep house together, on one page of a household book.

    `account` is the жеке эсеп № as printed, usually book and page («3-45»); it is unique in the council. `opened_on` is
    empty where the book does not say. `categories` are codes of the list household_category; the position is in degrees
    (WGS 84), both or neither.
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
    categories = ArrayField(models.CharField(max_length=20), default=list, db_default=[], blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
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
            models.CheckConstraint(
                name="a_household_position_is_on_earth",
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
        ]
        indexes = [
            models.Index(fields=["book", "page"], name="household_by_page"),
            models.Index(fields=["phone_reversed"], name="household_phone_end", opclasses=["text_pattern_ops"]),
        ]
