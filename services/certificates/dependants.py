"""What certificates would be left hanging by: a resident who is taken out of the register again."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from services.certificates.models import Certificate
from tereze.exchange.dependants import Dependant, Dependence, registry


def _about_residents(references: Collection[str], since: datetime) -> list[Dependence]:
    found = Certificate.objects.filter(subject__in=references, issued_at__gte=since).order_by("issued_at")
    return [
        Dependence(reference=subject, what=_("Certificate № %(number)s was issued.") % {"number": number})
        for subject, number in found.values_list("subject", "number")
    ]


registry.add(Dependant(name="certificates", about="resident", find=_about_residents))
