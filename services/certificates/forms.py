"""What is asked when a certificate is issued or revoked."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.certificates import wording
from services.certificates.drafting import Draft, Order
from tereze.exchange.values import Table

LANGUAGE_CHOICES = [("ky", _("Kyrgyz")), ("ru", _("Russian")), ("both", _("Kyrgyz and Russian"))]


class OrderForm(forms.Form):
    """Language, addressee, chosen rows, and the clerk's own words where grammar went wrong."""

    language = forms.ChoiceField(label=_("Language of the document"), choices=LANGUAGE_CHOICES, initial="ky")
    addressee = forms.CharField(
        label=_("For whom"),
        required=False,
        max_length=200,
        help_text=_("Bank, school, court … Empty: wherever it is needed."),
    )
    request_key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def order(self, *, template: str, resident: str, data: Any) -> Order:
        """Return the order that the form describes; what is not valid yet stays out of it."""
        cleaned = getattr(self, "cleaned_data", {})
        language = cleaned.get("language") or "ky"
        prefix = "words-"
        return Order(
            template=template,
            resident=resident,
            language=language,
            addressee=" ".join(cleaned.get("addressee", "").split()),
            chosen=tuple(data.getlist("chosen")) if hasattr(data, "getlist") else (),
            overrides={
                key.removeprefix(prefix): " ".join(value.split())[:300]
                for key, value in data.items()
                if key.startswith(prefix) and value.strip()
            },
        )


class ReasonForm(forms.Form):
    """Why a certificate is revoked."""

    reason = forms.CharField(
        label=_("Reason"),
        min_length=3,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Whoever checks the certificate can read it. Write no personal data."),
    )


def only_own_words(order: Order, draft: Draft) -> Order:
    """Return the order without own words that only repeat what grammar made: they are nobody's decision."""
    made = draft.overridable()
    own = {key: words for key, words in order.overrides.items() if key in made and words != made[key]}
    return replace(order, overrides=own)


def rows_to_choose(draft: Draft) -> list[tuple[str, str, bool]]:
    """Return reference, words and whether it is chosen, for each row the clerk may choose."""
    block = draft.template.chosen_table
    if block is None:
        return []
    table = draft.values[block.fact]
    assert isinstance(table, Table)  # checked when the template was published
    chosen = set(draft.order.chosen)
    language = "ru" if draft.order.language == "ru" else "ky"
    return [
        (
            row.reference,
            " · ".join(wording.cell(value, language) for value in row.cells[:3]),
            not chosen or row.reference in chosen,
        )
        for row in table.rows
    ]
