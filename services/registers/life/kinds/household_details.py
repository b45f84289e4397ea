"""What is written at the head of a household's page: its kind, categories, phone, position, book and page."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from re import findall, fullmatch
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from services.registers import codelists, phones
from services.registers.codes import HouseholdKind
from services.registers.forms import text_field
from services.registers.life import pages
from services.registers.life.forms import LifeForm
from services.registers.life.pages import Page
from services.registers.life.pen import Pen
from services.registers.life.registry import LifeKind, RefusedError, registry
from services.registers.models import Household

_NUMBER: Final = r"-?\d+(?:,\d+)?"
_NUMBER_WITH_POINT: Final = r"-?\d+(?:\.\d+)?"


@dataclass(frozen=True)
class Said:
    """All that is right now, what stays as it was included.

    `categories` are codes of the list household_category, the phone is in E.164, the position in degrees (WGS 84) as
    text; any may be empty.
    """

    household: str
    kind: str
    categories: tuple[str, ...]
    phone: str
    latitude: str
    longitude: str
    book: int
    page: int
    on: date


class DetailsForm(LifeForm):
    """Begins with what is written."""

    kind = forms.ChoiceField(label=_("Kind of household"), choices=HouseholdKind.choices)
    phone = text_field(_("Phone"), longest=30, inputmode="tel")
    categories = forms.MultipleChoiceField(
        label=_("Categories"), required=False, choices=codelists.HOUSEHOLD_CATEGORY.choices,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    position = text_field(_("Position: latitude and longitude"), longest=40)
    book = forms.IntegerField(label=_("Household book №"), min_value=1, max_value=9_999)
    page = forms.IntegerField(label=_("Page"), min_value=1, max_value=99_999)
    wide = frozenset({"categories"})

    def ask(self) -> None:
        home = self.subject
        assert isinstance(home, Household)
        self.fields["position"].help_text = _("As a telephone shows it: 40.769214, 73.301458")
        self.initial.update({
            "kind": home.kind, "phone": phones.local(home.phone), "categories": home.categories,
            "position": "" if home.latitude is None else f"{home.latitude}, {home.longitude}",
            "book": home.book, "page": home.page,
        })  # fmt: skip

    def clean_phone(self) -> str:
        try:
            return phones.normalise(str(self.cleaned_data["phone"]))
        except phones.BadPhoneError:
            message = _("Write the number as 0770 12 34 56; foreign ones with + and the country.")
            raise forms.ValidationError(message) from None

    def clean_position(self) -> tuple[str, str]:
        """Read two numbers; either may have a comma or a point."""
        typed = str(self.cleaned_data["position"])
        if not typed:
            return "", ""
        parts = findall(_NUMBER_WITH_POINT if "." in typed else _NUMBER, typed)
        if len(parts) != 2 or not fullmatch(r"[-\d.,;°\s]+", typed):
            raise forms.ValidationError(_("Write two numbers: 40.769214, 73.301458"))
        latitude, longitude = (Decimal(one.replace(",", ".")) for one in parts)
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise forms.ValidationError(_("There is no such place on earth: latitude first, then longitude."))
        return f"{latitude:.6f}", f"{longitude:.6f}"

    def said(self) -> Said:
        assert self.subject is not None
        data: dict[str, Any] = self.cleaned_data
        latitude, longitude = data["position"]
        return Said(
            household=self.subject.reference, kind=data["kind"], categories=tuple(data["categories"]),
            phone=data["phone"], latitude=latitude, longitude=longitude, book=data["book"], page=data["page"],
            on=data["on"],
        )  # fmt: skip


def apply(pen: Pen, said: Said) -> None:
    """Write it down. Refused for a page that another household has, and where nothing is other than it was."""
    household = Household.objects.select_for_update().get(reference=said.household)
    page = Page(said.book, said.page)
    account = household.account if page == (household.book, household.page) else pages.account(page)
    others = Household.objects.exclude(pk=household.pk)
    if account != household.account and (
        others.filter(account=account).exists() or others.filter(book=page.book, page=page.page).exists()
    ):
        raise RefusedError(_("This page has a household already."), field="page")
    pen.change(
        household, kind=said.kind, categories=list(said.categories), phone=said.phone, book=page.book, page=page.page,
        account=account, latitude=_degrees(said.latitude), longitude=_degrees(said.longitude),
    )  # fmt: skip
    if not pen.changes:
        raise RefusedError(_("Nothing is other than it was."))


def _degrees(text: str) -> Decimal | None:
    return Decimal(text) if text else None


registry.add(
    LifeKind(
        name="household_details",
        label=_("Details of the household"),
        hint=_("Kind, categories, phone, position, book and page."),
        about="household",
        order=50,
        said=Said,
        form=DetailsForm,
        apply=apply,
        reveals=True,
    )
)
