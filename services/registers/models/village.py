"""A village of the council."""

from typing import Any

from django.db import models
from django.utils.translation import get_language

from services.registers import keys


class Village(models.Model):
    """A village of the council. `code` is the last three digits of its SOATE code, which `soate` has in full.

    `since` is the year in which it became a village of its own, where it has not always been one.
    """

    code = models.CharField(max_length=3, unique=True)
    soate = models.CharField(max_length=14, blank=True)
    name_ky = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120)
    since = models.PositiveSmallIntegerField(null=True, blank=True)
    search_norm = models.TextField(editable=False)

    class Meta:
        ordering = ["code"]

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
        """Fill what search needs. `save` does it; who writes in bulk calls it."""
        self.search_norm = keys.place(self.name_ky, self.name_ru)
