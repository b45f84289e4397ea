"""Figures of all tenants. Public schema; whole numbers only, never a person's data."""

from django.db import models


class FigureValue(models.Model):
    """One figure of one tenant on one day. A tenant's role may write only its own rows (row-level security)."""

    tenant = models.CharField(max_length=63)
    day = models.DateField()
    name = models.CharField(max_length=60)
    value = models.BigIntegerField(null=True)
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_value_per_tenant_day_figure", fields=["day", "tenant", "name"])]
