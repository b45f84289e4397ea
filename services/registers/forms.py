"""What is typed about residents. What is wrong says so at its field, and how to mend it."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from services.registers import phones
from services.registers import pin as pins
from services.registers.codes import (
    COUNTRIES,
    DocumentType,
    Nationality,
    Sex,
)
from services.registers.models import IdentityDocument, Resident
from tereze import clock
from tereze.ui.days import DayField

PERSON: Final = (
    "surname", "given_name", "patronymic", "surname_latin", "given_name_latin", "pin", "sex", "birth_date",
    "birth_place", "citizenship", "nationality", "phone",
)  # fmt: skip
"""What is written about a person, as the columns of a resident are called."""
PAPERS: Final = ("type", "series", "number", "issued_on", "expires_on", "authority")
"""What is written about a document, likewise; the form's fields begin with `document_`."""


def text_field(label: Any, *, longest: int, required: bool = False, **attributes: str) -> forms.CharField:
    """Return a line of text."""
    widget = forms.TextInput(attrs={"autocomplete": "off", **attributes})
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget)


def day_field(label: Any, *, required: bool = False, help_text: Any = "") -> DayField:
    """Return a day as people here write it."""
    return DayField(label=label, required=required, help_text=help_text)


def choice_field(label: Any, choices: Any, *, required: bool = False) -> forms.ChoiceField:
    """Return a choice of codes, beginning with none."""
    return forms.ChoiceField(label=label, choices=[("", "—"), *choices], required=required)


class ResidentForm(forms.Form):
    """A resident and the document that was shown."""

    surname = text_field(_("Surname"), longest=80, required=True)
    given_name = text_field(_("Given name"), longest=80)
    patronymic = text_field(_("Patronymic"), longest=80)
    surname_latin = text_field(_("Surname in Latin letters"), longest=80, autocapitalize="characters")
    given_name_latin = text_field(_("Given name in Latin letters"), longest=80, autocapitalize="characters")
    pin = text_field(_("PIN"), longest=20, inputmode="numeric")
    sex = choice_field(_("Sex"), Sex.choices)
    birth_date = day_field(_("Date of birth"), help_text=_("May be left empty where the PIN says it."))
    still_right = forms.BooleanField(label=_("I have compared it with the document: it is right"), required=False)
    birth_place = text_field(_("Place of birth"), longest=160)
    citizenship = choice_field(_("Citizenship"), COUNTRIES.items())
    nationality = choice_field(_("Nationality"), Nationality.choices)
    phone = text_field(_("Phone"), longest=30, inputmode="tel")
    document_type = choice_field(_("Document"), DocumentType.choices)
    document_series = text_field(_("Series"), longest=8, autocapitalize="characters")
    document_number = text_field(_("Number"), longest=12)
    document_issued_on = day_field(_("Issued on"))
    document_expires_on = day_field(_("Valid until"))
    document_authority = text_field(_("Issued by"), longest=120)

    asks_again = False
    """Whether something agrees badly, so that the page asks for the tick."""

    @classmethod
    def initial_of(cls, resident: Resident, document: IdentityDocument | None) -> dict[str, Any]:
        """Return what the form shows for a resident who is written down already."""
        shown = {name: getattr(resident, name) for name in PERSON}
        shown["phone"] = phones.local(resident.phone)
        if document:
            shown |= {f"document_{name}": getattr(document, name) for name in PAPERS}
        return shown

    def clean_phone(self) -> str:
        try:
            return phones.normalise(str(self.cleaned_data["phone"]))
        except phones.BadPhoneError:
            raise forms.ValidationError(
                _("Write the number as 0770 12 34 56; foreign ones with + and the country.")
            ) from None

    def clean(self) -> dict[str, Any]:
        """Compare PIN, birth date and sex; what may be right all the same asks for a tick."""
        data = super().clean() or self.cleaned_data
        typed = str(data.get("pin") or "")
        check = pins.check(typed, on=clock.today(), birth_date=data.get("birth_date"), sex=data.get("sex") or "")
        if typed:
            self._take(check)
        if not data.get("sex") and "sex" not in self.errors:
            self.add_error("sex", _("Choose the sex, or write the PIN, which says it."))
        self._check_document(data)
        return data

    def _take(self, check: pins.PinCheck) -> None:
        for problem in check.errors:
            self.add_error("pin", str(problem.message))
        if check.errors:
            return
        data = self.cleaned_data
        data["pin"] = check.pin
        if "birth_date" not in self.errors:
            data["birth_date"] = data.get("birth_date") or check.birth_date
        data["sex"] = data.get("sex") or check.sex
        if check.warnings and not data.get("still_right"):
            self.asks_again = True
            self.add_error("still_right", " ".join(pins.messages(check.warnings)))

    def _check_document(self, data: dict[str, Any]) -> None:
        if data.get("document_number") and not data.get("document_type"):
            self.add_error("document_type", _("Choose the kind of document."))
        issued, expires = data.get("document_issued_on"), data.get("document_expires_on")
        if issued and expires and expires <= issued:
            self.add_error("document_expires_on", _("A document is valid longer than the day of its issue."))
