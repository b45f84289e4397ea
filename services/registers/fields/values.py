"""What may be written in a field of the council's own, and how it is kept and shown."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from services.registers import keys
from services.registers.forms import day_field, text_field
from services.registers.models import CustomField, CustomValue
from tereze.language import folding

Type = CustomField.Type
LONGEST: Final = 300


class _DecimalField(forms.DecimalField):
    """A number with a comma or a point."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        return super().clean(str(value).replace(",", ".").replace(" ", "") if value else value)


def form_field(field: CustomField) -> forms.Field:
    """Return the form field that asks for the value; nothing has to be filled in."""
    if field.type == Type.NUMBER:
        return _DecimalField(label=field.label, required=False, max_digits=13, decimal_places=3)
    if field.type == Type.DATE:
        return day_field(field.label)
    if field.type == Type.YES_NO:
        listed = [("", "—"), ("1", _("yes")), ("0", _("no"))]
        return forms.ChoiceField(label=field.label, choices=listed, required=False)
    if field.type == Type.CHOICE:
        listed = [("", "—"), *((one["code"], _word(one)) for one in field.choices)]
        return forms.ChoiceField(label=field.label, choices=listed, required=False)
    return text_field(field.label, longest=LONGEST)


def as_text(value: Any) -> str:
    """Return a cleaned value of `form_field` as the text that is kept: 2026-01-31, 12.5, 1, a code."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def columns(field: CustomField, text: str) -> dict[str, Any]:
    """Return the columns of a value. The text is as `as_text` gives it, and belongs to the type of the field."""
    return {
        "text": text,
        "number": Decimal(text) if field.type == Type.NUMBER else None,
        "day": date.fromisoformat(text) if field.type == Type.DATE else None,
        "search_norm": searched(field, text),
    }


def searched(field: CustomField, text: str) -> str:
    """Return what the value is found by: words of texts and choices in both languages; numbers as they are."""
    if field.type in {Type.YES_NO, Type.DATE}:
        return ""
    if field.type == Type.CHOICE:
        chosen = next((one for one in field.choices if one["code"] == text), {"ky": text, "ru": text})
        text = f"{chosen['ky']} {chosen['ru']}"
    words = dict.fromkeys(keys.soften(word) for word in folding.fold(text).split())
    return f" {' '.join(words)} "[:LONGEST]


def shown(value: CustomValue) -> str:
    """Return the value in the language of the page. Reads the field: select it."""
    return spoken(value.field, value.text)


def spoken(field: CustomField, text: str) -> str:
    """Return what is kept as text in the language of the page."""
    if field.type == Type.YES_NO:
        return _("yes") if text == "1" else _("no")
    if field.type == Type.DATE:
        return f"{date.fromisoformat(text):%d.%m.%Y}"
    if field.type == Type.CHOICE:
        return next((_word(one) for one in field.choices if one["code"] == text), text)
    return text.replace(".", ",") if field.type == Type.NUMBER else text


def _word(choice: Mapping[str, str]) -> str:
    return choice["ru"] if get_language() == "ru" else choice["ky"]
