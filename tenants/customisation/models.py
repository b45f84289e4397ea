"""What one council has of its own. Each schema."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Letterhead(models.Model):
    """How this council's letters begin. One row."""

    village_ky = models.CharField(_("Seat, Kyrgyz"), max_length=120)
    village_ru = models.CharField(_("Seat, Russian"), max_length=120)
    address_ky = models.CharField(_("Address, Kyrgyz"), max_length=200, blank=True)
    address_ru = models.CharField(_("Address, Russian"), max_length=200, blank=True)
    phone = models.CharField(_("Phone"), max_length=60, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    inn = models.CharField(_("INN"), max_length=14, blank=True)
    emblem = models.BinaryField(null=True, blank=True)
    accent = models.CharField(_("Accent colour"), max_length=7, blank=True)


class SignatoryQuerySet(models.QuerySet["Signatory"]):
    """Questions about signatories."""

    def on(self, day: date) -> Self:
        return self.filter(Q(since__lte=day), Q(until__isnull=True) | Q(until__gt=day))


class Signatory(models.Model):
    """Who signs in a post, from a day until a day (not including it). The name may still be empty."""

    role = models.CharField(max_length=40)
    position_ky = models.CharField(_("Position, Kyrgyz"), max_length=120)
    position_ru = models.CharField(_("Position, Russian"), max_length=120)
    name_ky = models.CharField(_("Name, Kyrgyz"), max_length=120, blank=True)
    name_ru = models.CharField(_("Name, Russian"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = SignatoryQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(name="one_signatory_per_post", fields=["role"], condition=Q(until__isnull=True))
        ]
