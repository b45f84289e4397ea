"""Education, work, marital status, disability, military duty, phone: what is asked at rounds and at the counter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from services.registers import codelists, phones
from services.registers.codelists import CodeList
from services.registers.forms import choice_field, day_field, text_field
from services.registers.life import people, situations
from services.registers.life.forms import LifeForm
from services.registers.life.pen import Pen
from services.registers.life.registry import Group, LifeKind, RefusedError, registry
from services.registers.models import Resident
from tereze.accounts.permissions import Permission

DETAILS: Final = (
    "education", "occupation", "workplace", "marital_status", "disability", "disability_until", "military_duty",
    "phone",
)  # fmt: skip
LISTS: Final[Mapping[str, tuple[Any, CodeList]]] = {
    "education": (_("Education"), codelists.EDUCATION),
    "occupation": (_("Occupation"), codelists.OCCUPATION),
    "marital_status": (_("Marital status"), codelists.MARITAL_STATUS),
    "disability": (_("Disability"), codelists.DISABILITY),
    "military_duty": (_("Military duty"), codelists.MILITARY_DUTY),
}


@dataclass(frozen=True)
class Said:
    """What is so of `resident` from the day on: plain words by the names of DETAILS."""

    resident: str
    on: date
    details: Mapping[str, str] = field(default_factory=dict)


class DetailsForm(LifeForm):
    """All of them, beginning with what is written."""

    workplace = text_field(_("Workplace"), longest=160)
    disability_until = day_field(_("Disability until"))
    phone = text_field(_("Phone"), longest=30, inputmode="tel")

    def ask(self) -> None:
        assert isinstance(self.subject, Resident)
        for name, (label, codes) in LISTS.items():
            self.fields[name] = choice_field(label, codes.choices())
        shown = {name: getattr(self.subject, name) for name in DETAILS}
        self.initial.update({**shown, "phone": phones.local(self.subject.phone) if self.subject.phone else ""})
        self.order_fields(DETAILS)

    def clean_phone(self) -> str:
        try:
            return phones.normalise(str(self.cleaned_data["phone"]))
        except phones.BadPhoneError:
            message = _("Write the number as 0770 12 34 56; foreign ones with + and the country.")
            raise forms.ValidationError(message) from None

    def said(self) -> Said:
        assert self.subject is not None
        return Said(self.subject.reference, self.cleaned_data["on"], people.words(self.cleaned_data, DETAILS))


def apply(pen: Pen, said: Said) -> None:
    """Write the details. Refused where nothing is new, and for an end of a disability that nobody has."""
    resident = Resident.objects.select_for_update().get(reference=said.resident)
    values: dict[str, Any] = dict(said.details)
    if "disability_until" in values:
        until = values["disability_until"]
        values["disability_until"] = date.fromisoformat(until) if until else None
        if until and not values.get("disability", resident.disability):
            raise RefusedError(_("Choose the disability first."), field="disability")
    if all(getattr(resident, name) == value for name, value in values.items()):
        raise RefusedError(_("Nothing is new: this is what is written already."))
    pen.change(resident, **values)


registry.add(
    LifeKind(
        name="details",
        label=_("Education, work and other details"),
        hint=_("Also marital status, disability, military duty, phone."),
        about="resident",
        order=20,
        said=Said,
        form=DetailsForm,
        apply=apply,
        possible=lambda resident: situations.of(resident).counts,
        group=Group.PAPERS,
        reveals=True,
        permission=Permission.RESIDENT_EDIT,
        seen_with=Permission.BENEFIT_VIEW,
    )
)
