"""Shared templates. Public schema."""

from typing import Self

from django.db import models


class TemplateQuerySet(models.QuerySet["Template"]):
    """Questions about templates."""

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def latest(self) -> Self:  # type: ignore[override]
        """Only the newest version of each template."""
        return self.order_by("kind", "code", "-version").distinct("kind", "code")


class Template(models.Model):
    """One published version of a shared template. Never changed: a change is the next version.

    `content` is checked against its kind's schema before it is published.
    """

    kind = models.CharField(max_length=30)
    code = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    content = models.JSONField()
    published_at = models.DateTimeField()

    objects = TemplateQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_template_per_version", fields=["kind", "code", "version"])]

    def __str__(self) -> str:
        return f"{self.kind}/{self.code} v{self.version}"
