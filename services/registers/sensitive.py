"""What of a resident is shown only to those whose work needs it: benefits, disability, military duty.

The law on personal data counts health and social position among the special kinds. Who holds BENEFIT_VIEW reads them on
the card; who may reveal asks for them one by one, and the journal says so; to everybody else they are hidden.
"""

from datetime import date

from django.utils.translation import gettext as _

from services.registers import codelists
from services.registers.models import BenefitHolding, Resident


def benefits(resident: Resident, *, on: date) -> list[BenefitHolding]:
    """Return the benefits that the resident had on the day, the longest held first. One query."""
    return list(BenefitHolding.objects.on(on).filter(resident=resident).order_by("since", "pk"))


def lines(resident: Resident, *, on: date) -> list[tuple[str, str]]:
    """Return what there is of it, in words: (what, value). One query."""
    disability = codelists.DISABILITY.label(resident.disability)
    if disability and resident.disability_until:
        disability += " " + _("(until %(day)s)") % {"day": f"{resident.disability_until:%d.%m.%Y}"}
    held = ", ".join(_benefit(one) for one in benefits(resident, on=on))
    said = (
        (_("Benefits"), held),
        (_("Disability"), disability),
        (_("Military duty"), _military(resident.military_duty)),
    )
    return [(label, value) for label, value in said if value]


def _military(code: str) -> str:
    return "" if code == "none" else codelists.MILITARY_DUTY.label(code)


def _benefit(one: BenefitHolding) -> str:
    label = codelists.BENEFIT.label(one.category)
    return f"{label} " + _("(until %(day)s)") % {"day": f"{one.until:%d.%m.%Y}"} if one.until else label
