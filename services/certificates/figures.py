"""What is counted of certificates."""

from django.utils.translation import gettext_lazy as _

from services.certificates import queries
from tereze.exchange.figures import Figure, figure

_URGENT = ("certificates.issued",)

figure(
    Figure(
        name="certificates.issued",
        label=_("Certificates issued"),
        count=lambda day: queries.day(day).issued,
        urgent_on=_URGENT,
    )
)
figure(
    Figure(
        name="certificates.seconds_median",
        label=_("Median seconds to a certificate"),
        count=lambda day: queries.day(day).median_seconds,
        urgent_on=_URGENT,
    )
)
