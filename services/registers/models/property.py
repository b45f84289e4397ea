"""What households and residents own or use: land, buildings, vehicles; who owned what on a day."""

from typing import Final

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from services.registers.models.household import Household
from services.registers.models.ranges import DatedQuerySet, Days
from services.registers.models.resident import Resident
from services.registers.models.street import Street
from services.registers.models.village import Village
from tereze.exchange import references


class LandParcel(models.Model):
    """A piece of land. `area_m2` is what the title document says; people read hectares or sotka (100 m²).

    `eni` is the ЕНИ code of the cadastre where it is known; `crop` is that of the year. Land near a house has a street
    and a house number, fields have a `place` («Кара-Дөбө талаасы»).
    """

    reference = models.CharField(max_length=10, unique=True, default=references.new, editable=False)
    kind = models.CharField(max_length=20)
    area_m2 = models.PositiveIntegerField()
    water = models.CharField(max_length=10, blank=True)
    perennial = models.BooleanField(default=False)
    eni = models.CharField(max_length=30, blank=True)
    title_document = models.CharField(max_length=24, blank=True)
    title_number = models.CharField(max_length=60, blank=True)
    title_date = models.DateField(null=True, blank=True)
    crop = models.CharField(max_length=60, blank=True)
    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="parcels", null=True, blank=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT, related_name="parcels", null=True, blank=True)
    house = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=120, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="an_eni_is_one_parcels", fields=["eni"], condition=~Q(eni="")),
            models.CheckConstraint(name="a_parcel_has_an_area", condition=Q(area_m2__gt=0)),
        ]
        indexes = [models.Index(fields=["kind"], name="parcel_by_kind")]


class Building(models.Model):
    """A building; a household's own unless an ownership says otherwise. Areas in m²; `year` when it was built."""

    reference = models.CharField(max_length=10, unique=True, default=references.new, editable=False)
    kind = models.CharField(max_length=20)
    parcel = models.ForeignKey(LandParcel, on_delete=models.PROTECT, related_name="buildings", null=True, blank=True)
    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="buildings", null=True, blank=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT, related_name="buildings", null=True, blank=True)
    house = models.CharField(max_length=20, blank=True)
    flat = models.CharField(max_length=10, blank=True)
    eni = models.CharField(max_length=30, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    walls = models.CharField(max_length=20, blank=True)
    roof = models.CharField(max_length=20, blank=True)
    area_m2 = models.DecimalField(max_digits=8, decimal_places=1, null=True, blank=True)
    living_area_m2 = models.DecimalField(max_digits=8, decimal_places=1, null=True, blank=True)
    rooms = models.PositiveSmallIntegerField(null=True, blank=True)
    heating = models.CharField(max_length=20, blank=True)
    water = models.CharField(max_length=20, blank=True)
    electricity = models.BooleanField(null=True, blank=True)
    gas = models.BooleanField(null=True, blank=True)
    internet = models.BooleanField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="an_eni_is_one_buildings", fields=["eni"], condition=~Q(eni="")),
        ]


class Vehicle(models.Model):
    """A vehicle or a machine. `engine_cc` in cm³, none without a combustion engine; `plate` in capital letters."""

    reference = models.CharField(max_length=10, unique=True, default=references.new, editable=False)
    kind = models.CharField(max_length=20)
    model = models.CharField(max_length=80, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    engine_cc = models.PositiveIntegerField(null=True, blank=True)
    plate = models.CharField(max_length=16, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_plate_is_one_vehicles", fields=["plate"], condition=~Q(plate="") & Q(until__isnull=True)
            ),
        ]


THINGS: Final = ("parcel", "building", "vehicle")
"""What can be owned, as the columns of an ownership are called."""


class Ownership(models.Model):
    """A share of one thing that a resident or a household owns or uses, from a day until a day, not including it.

    A share is `numerator` of `denominator`: one of one is the whole. The shares of a thing add up to at most one on any
    day; actions see to it under a lock of the thing.
    """

    parcel = models.ForeignKey(LandParcel, on_delete=models.PROTECT, related_name="ownerships", null=True, blank=True)
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="ownerships", null=True, blank=True)
    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="ownerships", null=True, blank=True)
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="ownerships", null=True, blank=True)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="ownerships", null=True, blank=True)
    numerator = models.PositiveIntegerField(default=1)
    denominator = models.PositiveIntegerField(default=1)
    basis = models.CharField(max_length=20, blank=True)
    document = models.CharField(max_length=160, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_ownership_is_of_one_thing",
                condition=Q(parcel__isnull=False, building__isnull=True, vehicle__isnull=True)
                | Q(parcel__isnull=True, building__isnull=False, vehicle__isnull=True)
                | Q(parcel__isnull=True, building__isnull=True, vehicle__isnull=False),
            ),
            models.CheckConstraint(
                name="an_ownership_is_of_one_owner",
                condition=Q(resident__isnull=False, household__isnull=True)
                | Q(resident__isnull=True, household__isnull=False),
            ),
            models.CheckConstraint(
                name="a_share_is_at_most_the_whole",
                condition=Q(numerator__gt=0, denominator__gt=0, numerator__lte=F("denominator")),
            ),
            models.CheckConstraint(
                name="an_ownership_ends_after_it_began",
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gt=F("since")),
            ),
            *(
                ExclusionConstraint(
                    name=f"a_{owner}_owns_a_{thing}_once_at_a_time",
                    expressions=[
                        (thing, RangeOperators.EQUAL),
                        (owner, RangeOperators.EQUAL),
                        (Days.between("since", "until"), RangeOperators.OVERLAPS),
                    ],
                )
                for thing in THINGS
                for owner in ("resident", "household")
            ),
        ]
