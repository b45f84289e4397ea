"""Where a household lives, and where it lived before."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from services.registers import keys
from services.registers.models.household import Household
from services.registers.models.ranges import Days
from services.registers.models.street import Street
from tereze.exchange.values import Address, Bilingual


class HouseholdAddressQuerySet(models.QuerySet["HouseholdAddress"]):
    """Questions about addresses, on a day."""

    def on(self, day: date) -> Self:
        return self.filter(Q(since__isnull=True) | Q(since__lte=day), Q(until__isnull=True) | Q(until__gt=day))


class HouseholdAddress(models.Model):
    """A household's address from a day (from the beginning, if unknown) until a day, not including it."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="addresses")
    street = models.ForeignKey(Street, on_delete=models.PROTECT, related_name="addresses")
    house = models.CharField(max_length=20)
    flat = models.CharField(max_length=10, blank=True)
    house_key = models.CharField(max_length=20, editable=False)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = HouseholdAddressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_address_per_household", fields=["household"], condition=Q(until__isnull=True)
            ),
            models.CheckConstraint(
                name="an_address_ends_after_it_began",
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gt=models.F("since")),
            ),
            ExclusionConstraint(
                name="addresses_of_a_household_do_not_overlap",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    (Days.between("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["street", "house_key"], name="address_by_house")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.house_key = keys.house(self.house)
        super().save(*args, **kwargs)

    @property
    def value(self) -> Address:
        """The address as certificates speak of it. Reads street and village: select them."""
        village = self.street.village
        return Address(
            village=Bilingual(ky=village.name_ky, ru=village.name_ru),
            street=Bilingual(ky=self.street.name_ky, ru=self.street.name_ru),
            house=self.house,
            flat=self.flat,
        )
