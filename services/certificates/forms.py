"""What is asked when a certificate is issued, replaced or revoked."""

from collections.abc import Iterator
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from services.certificates import actions
from services.certificates.drafting import Order
from services.certificates.models import Certificate
from tereze.printing.fonts import UnprintableTextError
from tereze.printing.text import clean

LANGUAGE_CHOICES = [("ky", _("Kyrgyz")), ("ru", _("Russian")), ("both", _("Kyrgyz and Russian"))]
WORDS, MADE = "words-", "made-"
"""How the fields of the clerk's own words begin, and those of what grammar had made; the key follows."""
LONGEST_WORDS = 300


def printable(text: str) -> str:
    """Return `text` on one line, as paper would show it. Raises ValidationError for letters that no typeface has."""
    try:
        return clean(text).strip()
    except UnprintableTextError:
        raise ValidationError(_("There is a sign in it that cannot be printed. Use letters and digits.")) from None


class OrderForm(forms.Form):
    """Language, addressee, chosen rows, and the clerk's own words where grammar went wrong."""

    language = forms.ChoiceField(label=_("Language of the document"), choices=LANGUAGE_CHOICES)
    addressee = forms.CharField(
        label=_("For whom"),
        required=False,
        max_length=200,
        help_text=_("Bank, school, court … Empty: wherever it is needed."),
    )
    request_key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def clean_addressee(self) -> str:
        return printable(self.cleaned_data["addressee"])

    def clean_request_key(self) -> str:
        return self.cleaned_data["request_key"] or uuid4().hex

    def clean(self) -> dict[str, Any]:
        """Check the own words: they may be anything that can be printed."""
        self.cleaned_data["own_words"] = {key: printable(words)[:LONGEST_WORDS] for key, words in self._typed()}
        return self.cleaned_data

    def _typed(self) -> Iterator[tuple[str, str]]:
        """Return what was typed over the words that grammar had made, by their key."""
        for name, words in self.data.items():
            key = name.removeprefix(WORDS)
            if key != name and words.strip() and words != self.data.get(MADE + key):
                yield key, words

    def order(self, *, template: str, resident: str) -> Order:
        """Return the order that the form describes; what is not valid stays out of it."""
        self.is_valid()
        sent = cast("QueryDict", self.data)
        return Order(
            template=template,
            resident=resident,
            language=self.cleaned_data.get("language") or "ky",
            addressee=self.cleaned_data.get("addressee", ""),
            chosen=tuple(sent.getlist("chosen")) if "choosing" in sent else None,
            overrides=self.cleaned_data.get("own_words", {}),
        )


class ReplacementForm(OrderForm):
    """An order that takes the place of an issued certificate, and why."""

    reason = forms.CharField(label=_("What was wrong"), min_length=3, max_length=300)


def blank(replaces: Certificate | None) -> OrderForm:
    """Return the form as it is first shown. Its fresh request key makes pressing twice harmless."""
    initial = {"language": "ky", "request_key": uuid4().hex}
    if replaces is None:
        return OrderForm(initial=initial)
    order = actions.order_of(replaces)
    return ReplacementForm(initial=initial | {"language": order.language, "addressee": order.addressee})


class ReasonForm(forms.Form):
    """Why a certificate is revoked."""

    reason = forms.CharField(
        label=_("Reason"),
        min_length=3,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Whoever checks the certificate can read it. Write no personal data."),
    )
