"""Figures of all tenants. Public schema; whole numbers only, never a person's data."""

from django.db import models


class FigureValue(models.Model):
    """One figure of one tenant on one day; None where there was nothing to count.

    Row-level security decides who sees and writes which rows (migration 0002): a tenant its own, a district those of
    its councils, the operator all.
    """

    tenant = models.CharField(max_length=63)
    day = models.DateField()
    name = models.CharField(max_length=60)
    value = models.BigIntegerField(null=True)
    counted_at = models.DateTimeField()

    class Meta:
        # In this order the index also answers "one tenant's figure over some days", which is what pages ask.
        constraints = [
            models.UniqueConstraint(name="one_value_per_tenant_figure_day", fields=["tenant", "name", "day"])
        ]

    def __str__(self) -> str:
        return f"{self.tenant} {self.day} {self.name}: {self.value}"
