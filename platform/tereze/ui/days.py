"""Days as people here write them: 05.03.2026. The same field everywhere, in forms and in filters."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tereze import clock

_PARTS = re.compile(r"(\d{1,4})[\s.,/-]+(\d{1,2})[\s.,/-]+(\d{1,4})")
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_ENDING = re.compile(r"(-?ж|г)\.?$")


def read(text: str, *, today: date) -> date | None:
    """Return the day that somebody wrote; None where it is none.

    Takes 05.03.2026, 5/3/26, 5 3 2026, 05032026 and 2026-03-05. Of a year only the two last digits may be written: it
    is the latest such year that is not after the next one.
    """
    plain = _ENDING.sub("", text.strip().lower()).strip()
    found = _PARTS.fullmatch(plain) or _DIGITS.fullmatch(plain)
    if found is None:
        return None
    day, month, year = found.groups()
    if len(day) == 4:
        day, year = year, day
    try:
        return date(_whole(year, today), int(month), int(day))
    except ValueError:  # the 31st of February
        return None


def _whole(year: str, today: date) -> int:
    if len(year) != 2:
        return int(year) if len(year) == 4 else 0  # no year at all
    near = today.year // 100 * 100 + int(year)
    return near if near <= today.year + 1 else near - 100


def written(day: date | None) -> str:
    """Write a day as the field shows it."""
    return f"{day:%d.%m}.{day.year:04d}" if day else ""


class DayInput(forms.DateInput):
    """A line of text, with the browser's own calendar beside it where scripts run."""

    template_name = "ui/parts/day.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        usual = {"inputmode": "numeric", "autocomplete": "off", "placeholder": _("dd.mm.yyyy"), "maxlength": "16"}
        super().__init__(attrs={**usual, **(attrs or {})}, format="%d.%m.%Y")


class DayField(forms.DateField):
    """A day. What cannot be read says how to write it."""

    widget = DayInput
    default_error_messages = {"invalid": _("Write the day as 31.12.1984.")}  # Django's own shape

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return super().to_python(value)
        found = read(str(value), today=clock.today())
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found
