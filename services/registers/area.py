"""Areas of land as people say them."""

from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

FIELD_M2: Final = 5_000
"""From half a hectare on people speak of hectares; of smaller plots in sotka (100 m²)."""


def shown(metres: float | Decimal) -> str:
    """Return an area, in square metres, as people say it: hectares for fields, sotka for plots."""
    if metres < FIELD_M2:
        return _("%(number)s sotka") % {"number": _number(Decimal(metres) / 100)}
    return _("%(number)s ha") % {"number": _number(Decimal(metres) / 10_000)}


def _number(value: Decimal) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")
