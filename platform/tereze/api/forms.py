"""What is asked about a new key."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tereze import clock
from tereze.accounts.permissions import Permission
from tereze.api.actions import GRANTABLE
from tereze.ui.days import DayField


class KeyForm(forms.Form):
    """Who gets the key, what it may do, and until when."""

    name = forms.CharField(
        label=_("Name of the key"),
        max_length=60,
        help_text=_("Who will use it, for example “MBank”. The journal shows this name."),
    )
    permissions = forms.MultipleChoiceField(
        label=_("What the key may do"),
        choices=[(permission.value, permission.label) for permission in GRANTABLE],
        widget=forms.CheckboxSelectMultiple,
    )
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Left empty, it works until it is revoked."))

    def clean_name(self) -> str:
        """Keep the name on one line."""
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_permissions(self) -> list[Permission]:
        """Return them as permissions."""
        return [Permission(value) for value in self.cleaned_data["permissions"]]

    def clean(self) -> dict[str, Any]:
        """Turn the last day into the moment when the key stops: that day's midnight."""
        cleaned = super().clean() or {}
        day = cleaned.get("last_day")
        if day and day < clock.today():
            self.add_error("last_day", ValidationError(_("This day is past.")))
        midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=clock.OFFICE_TIME) if day else None
        return cleaned | {"expires_at": midnight}
