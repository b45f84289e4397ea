"""A new name, PIN or document, because life moved on; and the correction of what was written wrongly."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.registers.forms import PERSON, text_field
from services.registers.life import people, situations
from services.registers.life.pen import Pen
from services.registers.life.person_forms import ABOUT, DOCUMENT, PersonForm
from services.registers.life.registry import Group, LifeKind, RefusedError, registry
from services.registers.models import IdentityDocument, Resident
from tereze import clock


@dataclass(frozen=True)
class Said:
    """What is right about `resident` from the day on; `why` it was wrong, for a correction."""

    resident: str
    on: date
    person: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)
    why: str = ""


class ChangeForm(PersonForm):
    """The name, PIN and document as they are now; the form begins with what is written."""

    def ask(self) -> None:
        assert isinstance(self.subject, Resident)
        document = IdentityDocument.objects.issued_by(clock.today()).filter(resident=self.subject).first()
        self.initial.update(type(self).initial_of(self.subject, document))

    def said(self) -> Said:
        assert isinstance(self.subject, Resident)
        data = self.cleaned_data
        return Said(self.subject.reference, data["on"], self.person(), self.papers(), data.get("why", ""))


class RenewalForm(ChangeForm):
    """Only what a new document brings; everything else stays."""

    sections = (
        (_("As it is now"), (
            "surname", "given_name", "patronymic", "pin", "still_right", "surname_latin", "given_name_latin",
            "citizenship",
        )),
        (_("Document"), DOCUMENT),
    )  # fmt: skip

    def ask(self) -> None:
        super().ask()
        for name in ("sex", "birth_date", "birth_place", "nationality", "phone"):
            del self.fields[name]
        self.fields["on"].label = _("From which day")

    def clean_phone(self) -> str:
        return ""

    def clean(self) -> dict[str, Any]:
        assert isinstance(self.subject, Resident)
        self.cleaned_data |= {"sex": self.subject.sex, "birth_date": self.subject.birth_date}
        return super().clean()

    def person(self) -> dict[str, str]:
        asked = [name for name in PERSON if name in self.fields]
        return people.words(self.cleaned_data, asked)


class CorrectionForm(ChangeForm):
    """What is right, and why it was wrong. A correction is of today: the former entry never was true."""

    why = text_field(_("Why it was wrong"), longest=200, required=True)
    wide = ChangeForm.wide | {"why"}
    sections = ((_("Personal details"), ABOUT), (_("Document"), DOCUMENT), (_("Correction"), ("why",)))

    def ask(self) -> None:
        super().ask()
        self.fields["on"].widget = forms.HiddenInput()
        self.fields["why"].help_text = _("Which document says so. No PIN, no phone: the journal keeps it.")


def renew(pen: Pen, said: Said) -> None:
    """Write what is so from the day on; the former name and PIN stay findable. Refused where nothing is new."""
    resident = Resident.objects.select_for_update().get(reference=said.resident)
    if resident.birth_date and said.on < resident.birth_date:
        raise RefusedError(_("This day is before the birth."), field="on")
    changed = people.rewrite(pen, resident, said.person, on=said.on, keeps_name=True)
    if not people.write_papers(pen, resident, said.papers) and not changed:
        raise RefusedError(_("Nothing is new: this is what is written already."))


def correct(pen: Pen, said: Said) -> None:
    """Write what is right. A wrong PIN stays findable, a wrong name does not. Refused where nothing is new."""
    resident = Resident.objects.select_for_update().get(reference=said.resident)
    changed = people.rewrite(pen, resident, said.person, on=said.on, keeps_name=False)
    if not people.write_papers(pen, resident, said.papers) and not changed:
        raise RefusedError(_("Nothing is new: this is what is written already."))


registry.add(
    LifeKind(
        name="change",
        label=_("New name, PIN or document"),
        hint=_("Life moved on: the former name and PIN stay findable."),
        about="resident",
        order=10,
        said=Said,
        form=RenewalForm,
        apply=renew,
        possible=lambda resident: situations.of(resident).counts,
        group=Group.PAPERS,
        reveals=True,
    )
)
registry.add(
    LifeKind(
        name="correction",
        label=_("Correction of a mistake"),
        hint=_("The entry was wrong from the beginning."),
        about="resident",
        order=90,
        said=Said,
        form=CorrectionForm,
        apply=correct,
        possible=lambda resident: resident.merged_into_id is None,
        group=Group.PAPERS,
        reveals=True,
    )
)
