"""A death: the membership ends, the marriage ends, the spouse is widowed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from services.registers.codes import LeaveReason
from services.registers.life.forms import LifeForm
from services.registers.life.pen import Pen
from services.registers.life.registry import LifeKind, RefusedError, registry
from services.registers.models import Marriage, Membership, Parenthood, Resident


@dataclass(frozen=True)
class Said:
    """`resident` died on the day `on`."""

    resident: str
    on: date


class DeathForm(LifeForm):
    """The day is all it takes."""

    def said(self) -> Said:
        return Said(resident=self.subject.reference, on=self.cleaned_data["on"])


def apply(pen: Pen, said: Said) -> None:
    """Write the death down. Refused for the dead, and for a day before birth or before joining the household."""
    resident = Resident.objects.select_for_update().get(reference=said.resident)
    if resident.death_date:
        raise RefusedError(_("This death is written down already."))
    if resident.birth_date and said.on < resident.birth_date:
        raise RefusedError(_("Nobody dies before birth. Look at the day."), field="on")
    pen.change(resident, death_date=said.on)
    _end_membership(pen, resident, said.on)
    for tie in Parenthood.objects.filter(parent=resident, kind="guardian", until__isnull=True):
        pen.change(tie, until=said.on)
    for side, other in (("husband", "wife"), ("wife", "husband")):
        marriage = Marriage.objects.filter(**{side: resident}, until__isnull=True).first()
        if marriage:
            pen.change(marriage, until=said.on, ended_by="death")
            widowed = getattr(marriage, other)
            if widowed:
                pen.change(widowed, marital_status="widowed")


def _end_membership(pen: Pen, resident: Resident, on: date) -> None:
    """A membership ends on the day of death, but lasts a day at least: newborn children die too."""
    stay = Membership.objects.filter(resident=resident, left_on__isnull=True).first()
    if stay is None:
        return
    if stay.joined_on and on < stay.joined_on:
        raise RefusedError(_("This resident joined the household later than this. Look at the day."), field="on")
    ends = on + timedelta(days=1) if on == stay.joined_on else on
    pen.change(stay, left_on=ends, leave_reason=LeaveReason.DEATH.value)


registry.add(
    LifeKind(
        name="death",
        label=_("Death"),
        hint=_("With the day from the death certificate."),
        about="resident",
        order=90,
        said=Said,
        form=DeathForm,
        apply=apply,
        possible=lambda resident: resident.death_date is None,
    )
)
