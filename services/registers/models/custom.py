"""Fields that a council adds to its residents, households and parcels, and what is written in them."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from services.registers.models.household import Household
from services.registers.models.property import LandParcel
from services.registers.models.resident import Resident


class CustomField(models.Model):
    """A field of the council's own. `key` names it in imports, templates and the API and never changes.

    `choices` is a list of {"code", "ky", "ru"} where the type is a choice. An archived field keeps its values and is
    asked no more.
    """

    class About(models.TextChoices):
        """What the field belongs to."""

        RESIDENT = "resident", _("Resident")
        HOUSEHOLD = "household", _("Household")
        PARCEL = "parcel", _("Land parcel")

    class Type(models.TextChoices):
        """What is written in it."""

        TEXT = "text", _("Text")
        NUMBER = "number", pgettext_lazy("what is written in a field", "Number")
        DATE = "date", _("Date")
        YES_NO = "yes_no", _("Yes or no")
        CHOICE = "choice", _("Choice from a list")

    about = models.CharField(max_length=10, choices=About)
    key = models.SlugField(max_length=40)
    type = models.CharField(max_length=10, choices=Type)
    label_ky = models.CharField(max_length=80)
    label_ru = models.CharField(max_length=80)
    choices = models.JSONField(default=list, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["about", "order", "id"]
        constraints = [models.UniqueConstraint(name="a_field_has_its_own_key", fields=["about", "key"])]

    @property
    def label(self) -> str:
        """The label in the language of the page; Kyrgyz unless the page is Russian."""
        return self.label_ru if get_language() == "ru" else self.label_ky


class CustomValue(models.Model):
    """What is written in a field about one resident, household or parcel.

    `text` is the value as text: dates as 2026-01-31, numbers with a point, yes and no as 1 and 0, a choice as its code.
    `number` and `day` hold the same typed, for statistics and sorting; `search_norm` is folded for the search.
    """

    field = models.ForeignKey(CustomField, on_delete=models.PROTECT, related_name="values")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="custom", null=True, blank=True)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="custom", null=True, blank=True)
    parcel = models.ForeignKey(LandParcel, on_delete=models.PROTECT, related_name="custom", null=True, blank=True)
    text = models.CharField(max_length=300)
    number = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    search_norm = models.CharField(max_length=300, editable=False, blank=True)

    class Meta:
        constraints = [
            *(
                models.UniqueConstraint(
                    name=f"a_{about}_has_one_value_per_field",
                    fields=["field", about],
                    condition=Q(**{f"{about}__isnull": False}),
                )
                for about in ("resident", "household", "parcel")
            ),
            models.CheckConstraint(
                name="a_value_is_about_one_thing",
                condition=Q(resident__isnull=False, household__isnull=True, parcel__isnull=True)
                | Q(resident__isnull=True, household__isnull=False, parcel__isnull=True)
                | Q(resident__isnull=True, household__isnull=True, parcel__isnull=False),
            ),
        ]
        indexes = [
            GinIndex(fields=["search_norm"], name="custom_search", opclasses=["gin_trgm_ops"], fastupdate=False),
        ]
