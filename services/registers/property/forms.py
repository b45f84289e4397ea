"""The forms of what happens to land, buildings and vehicles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.registers import codelists, queries
from services.registers.forms import choice_field, text_field
from services.registers.life import people, subjects
from services.registers.life.choosing import HouseholdField, ResidentField
from services.registers.life.forms import LifeForm
from services.registers.models import Household, Ownership, Resident
from services.registers.property import describing, shares
from services.registers.property.changing import Acquired, Described, Gone, Passed
from services.registers.property.describing import PLACED, Description
from services.registers.property.shares import NoShareError
from tereze import clock


class _ShareForm(LifeForm):
    """Asks for a share and on what it rests."""

    def ask_share(self) -> None:
        self.fields["share"] = text_field(_("Share"), longest=20, placeholder="1/2")
        self.fields["share"].help_text = _("1/3 or 50 %; empty for the whole.")
        self.fields["basis"] = choice_field(_("Basis"), codelists.OWNERSHIP_BASIS.choices())
        self.fields["document"] = text_field(_("Document"), longest=160)

    def clean_share(self) -> str:
        typed = str(self.cleaned_data["share"])
        try:
            share = shares.read(typed)
        except NoShareError:
            raise forms.ValidationError(_("Write the share as 1/3 or 50 %; empty for the whole.")) from None
        return f"{share.numerator}/{share.denominator}"

    @property
    def rest(self) -> dict[str, str]:
        """Share, basis and document as they were typed."""
        return {name: self.cleaned_data[name] for name in ("share", "basis", "document")}


class _DescribingForm(LifeForm):
    """Asks what a thing is like."""

    description: Description

    def ask_description(self) -> None:
        self.fields.update({name: make() for name, make in self.description.fields.items()})
        if self.description.placed:
            self.fields.update(describing.place_fields())
            self.lists = (("streets", queries.street_names()),)

    @property
    def described(self) -> dict[str, str]:
        """What was typed, in plain words."""
        names = [*self.description.fields, *(PLACED if self.description.placed else ())]
        return people.words(self.cleaned_data, names)


class AcquiredForm(_DescribingForm, _ShareForm):
    """Something new to the register; whose it is follows from the page on which the form begins."""

    def ask(self) -> None:
        self.ask_description()
        self.ask_share()
        home = self._home()
        place = queries.address_of(home, on=clock.today()) if home else None
        if place and self.description.placed:
            self.initial.update(village=place.street.village.code, street=place.street.name_ky, house=place.house)

    def _home(self) -> Household | None:
        if isinstance(self.subject, Resident):
            return queries.household_of(self.subject, on=clock.today())
        return self.subject if isinstance(self.subject, Household) else None

    def said(self) -> Acquired:
        assert self.subject is not None
        return Acquired(owner=self.subject.reference, thing=self.described, on=self.cleaned_data["on"], **self.rest)


class DescribedForm(_DescribingForm):
    """What is written about a thing, to be put right."""

    def ask(self) -> None:
        self.ask_description()
        assert self.subject is not None
        self.initial.update(describing.initial_of(self.subject, self.description))

    def said(self) -> Described:
        assert self.subject is not None
        return Described(thing=self.subject.reference, values=self.described, on=self.cleaned_data["on"])


class PassedForm(_ShareForm):
    """From whom to whom a share passes."""

    def ask(self) -> None:
        rows = shares.owners(self.subject, on=clock.today())  # type: ignore[arg-type]  # it begins at a thing
        listed = [
            (subjects.journal_name(owner), _with_share(row, subjects.name(owner)))
            for row in rows
            if (owner := row.resident or row.household)
        ]
        if listed:
            self.fields["old"] = forms.ChoiceField(
                label=_("Whose it was"), choices=listed, initial=listed[0][0], widget=forms.RadioSelect
            )
        self.fields["new_resident"] = ResidentField(label=_("New owner: a person"), required=False)
        self.fields["new_household"] = HouseholdField(label=_("… or a household"), required=False)
        self.ask_share()
        self.fields["share"].help_text = _("What passes, as a share of the whole; empty for all that this owner had.")

    def clean_share(self) -> str:
        return super().clean_share() if str(self.cleaned_data["share"]).strip() else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and bool(data.get("new_resident")) == bool(data.get("new_household")):
            self.add_error("new_resident", str(_("Choose one new owner: a person or a household.")))
        return data

    def said(self) -> Passed:
        assert self.subject is not None
        data = self.cleaned_data
        new = data["new_resident"] or data["new_household"]
        old = str(data.get("old", "")).partition(":")[2]
        return Passed(thing=self.subject.reference, old=old, new=new.reference, on=data["on"], **self.rest)


def _with_share(row: Ownership, name: str) -> str:
    return name if row.numerator == row.denominator else f"{name}, {row.numerator}/{row.denominator}"


class GoneForm(LifeForm):
    """The day is all it takes; the note says why."""

    def said(self) -> Gone:
        assert self.subject is not None
        return Gone(thing=self.subject.reference, on=self.cleaned_data["on"])
