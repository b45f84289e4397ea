"""A household gets its page in a book; its people come with events of their own."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from services.registers import phones
from services.registers.codes import HouseholdKind
from services.registers.forms import text_field
from services.registers.life.accounts import Account, AccountForm, open_account
from services.registers.life.pages import Page
from services.registers.life.pen import Pen
from services.registers.life.placing import Place
from services.registers.life.registry import Group, LifeKind, registry


@dataclass(frozen=True)
class Said:
    """A household has the page of the book from the day on; `kind` is a HouseholdKind, the phone in E.164 or empty."""

    book: int
    page: int
    village: str
    street: str
    new_street: bool
    house: str
    flat: str
    kind: str
    phone: str
    on: date


class OpenForm(AccountForm):
    """The address, the kind of household and its phone."""

    def ask(self) -> None:
        super().ask()
        self.fields["kind"] = forms.ChoiceField(label=_("Kind of household"), choices=HouseholdKind.choices)
        self.fields["phone"] = text_field(_("Phone"), longest=30, inputmode="tel")

    def clean_phone(self) -> str:
        try:
            return phones.normalise(str(self.cleaned_data["phone"]))
        except phones.BadPhoneError:
            message = _("Write the number as 0770 12 34 56; foreign ones with + and the country.")
            raise forms.ValidationError(message) from None

    def said(self) -> Said:
        data = self.cleaned_data
        return Said(
            **self.page._asdict(), **self.place._asdict(), kind=data["kind"], phone=data["phone"], on=data["on"]
        )


def apply(pen: Pen, said: Said) -> None:
    """Open the account. Refused for a page that is taken."""
    place = Place(said.village, said.street, said.new_street, said.house, said.flat)
    open_account(pen, Account(Page(said.book, said.page), place, said.kind, said.phone), said.on)


registry.add(
    LifeKind(
        name="open_household",
        label=_("Open a household"),
        hint=_("A new page of the household book."),
        about="council",
        group=Group.HOUSEHOLD,
        order=10,
        said=Said,
        form=OpenForm,
        apply=apply,
    )
)
