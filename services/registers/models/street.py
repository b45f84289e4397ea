"""A street of a village."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import get_language

from services.registers import keys
from services.registers.models.village import Village


class Street(models.Model):
    """A street of one village; the same name may stand in several villages."""

    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="streets")
    name_ky = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120)
    search_norm = models.TextField(editable=False)
    sort_key = models.CharField(max_length=140, editable=False)

    class Meta:
        ordering = ["sort_key"]
        constraints = [models.UniqueConstraint(name="a_street_is_in_a_village_once", fields=["village", "name_ky"])]
        indexes = [GinIndex(fields=["search_norm"], name="street_search", opclasses=["gin_trgm_ops"], fastupdate=False)]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.index()
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """The name in the language of the page; Kyrgyz unless the page is Russian."""
        return self.name_ru if get_language() == "ru" else self.name_ky

    def index(self) -> None:
        """Fill what search and sorting need. `save` does it; who writes in bulk calls it."""
        self.search_norm = keys.place(self.name_ky, self.name_ru)
        self.sort_key = keys.sort(self.name_ky)[:140]
