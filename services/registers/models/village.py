"""A village of the council."""

from django.db import models
from django.utils.translation import get_language


class Village(models.Model):
    """A village of the council. `code` is the last three digits of its SOATE code, which `soate` has in full.

    `since` is the year in which it became a village of its own, where it has not always been one.
    """

    code = models.CharField(max_length=3, unique=True)
    soate = models.CharField(max_length=14, blank=True)
    name_ky = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120)
    since = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page; Kyrgyz unless the page is Russian."""
        return self.name_ru if get_language() == "ru" else self.name_ky
