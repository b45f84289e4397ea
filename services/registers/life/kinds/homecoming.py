"""A member of the household who worked abroad is back, and lives here again."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from services.registers import codelists
from services.registers.codes import JoinReason
from services.registers.forms import choice_field
from services.registers.life import belonging, situations
from services.registers.life.forms import LifeForm
from services.registers.life.pen import Pen
from services.registers.life.registry import Group, LifeKind, RefusedError, registry
from services.registers.models import Resident


@dataclass(frozen=True)
class Said:
    """`resident` is back from abroad since the day, and works as `occupation` says (a code; empty: not known)."""

    resident: str
    on: date
    occupation: str = ""


class HomecomingForm(LifeForm):
    """The day, and what the resident does now."""

    def ask(self) -> None:
        choices = [one for one in codelists.OCCUPATION.choices() if one[0] != "migrant"]
        self.fields["occupation"] = choice_field(_("Occupation"), choices)

    def said(self) -> Said:
        assert self.subject is not None
        return Said(self.subject.reference, self.cleaned_data["on"], self.cleaned_data["occupation"])


def apply(pen: Pen, said: Said) -> None:
    """Let the resident live here again. Refused for who is not written down as abroad, and for a day before leaving."""
    resident = Resident.objects.select_for_update().get(reference=said.resident)
    stay = belonging.present(resident)
    if stay is None or not stay.abroad_country:
        raise RefusedError(_("This resident is not written down as abroad."))
    if stay.abroad_since and said.on <= stay.abroad_since:
        raise RefusedError(_("The resident went abroad later than this. Look at the day."), field="on")
    belonging.go_on(
        pen, stay, on=said.on, reason=JoinReason.BACK.value, lives_here=True, abroad_country="", abroad_since=None
    )
    if said.occupation or resident.occupation == "migrant":
        pen.change(resident, occupation=said.occupation)


def _is_abroad(resident: Resident) -> bool:
    now = situations.of(resident)
    return now.counts and now.abroad


registry.add(
    LifeKind(
        name="homecoming",
        label=_("Return from abroad"),
        hint=_("Worked abroad as a member of the household, and is back."),
        about="resident",
        order=30,
        said=Said,
        form=HomecomingForm,
        apply=apply,
        possible=_is_abroad,
        group=Group.MOVING,
    )
)
