"""A new account in a household book: the next free page is proposed."""

from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from services.registers.codes import HouseholdKind
from services.registers.life import pages, placing
from services.registers.life.pages import Page
from services.registers.life.pen import Pen
from services.registers.life.placing import Place, PlaceForm
from services.registers.life.registry import RefusedError
from services.registers.models import Household


class Account(NamedTuple):
    """What is written at the head of a page."""

    page: Page
    place: Place
    kind: str
    phone: str


class AccountForm(PlaceForm):
    """Asks where the household lives; the page of the book is found by rule."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors:
            free = pages.next_free(self.villages.get(str(data.get("village"))))
            book = forms.IntegerField(label=_("Household book №"), min_value=1, max_value=9_999)
            page = forms.IntegerField(label=_("Page"), min_value=1, max_value=99_999)
            self.confirm("book", book, str(free.book))
            self.confirm("page", page, str(free.page))
        return data

    @property
    def page(self) -> Page:
        """The page to open."""
        return Page(self.cleaned_data["book"], self.cleaned_data["page"])


def open_account(pen: Pen, new: Account, on: date) -> Household:
    """Open an account for those who live at the address. Refused for a page that is taken."""
    taken = Household.objects.filter(account=pages.account(new.page)).exists()
    if taken or Household.objects.filter(book=new.page.book, page=new.page.page).exists():
        raise RefusedError(_("This page has a household already."), field="page")
    household = pen.create(
        Household(
            book=new.page.book, page=new.page.page, account=pages.account(new.page), phone=new.phone,
            kind=new.kind or HouseholdKind.PERMANENT.value, opened_on=on,
        )
    )  # fmt: skip
    placing.settle(pen, household, new.place, on)
    return household
