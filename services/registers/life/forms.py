"""The form of an event: what every one of them asks."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.registers.forms import day_field, text_field
from services.registers.models import Household, Resident
from tereze import clock


class LifeForm(forms.Form):
    """Something happened on a day. A subclass adds its own fields, and says what was said.

    `confirmed` names fields that the rules fill in by themselves; the preview shows them again for a look. `subject` is
    the resident or household at whose page the event begins.
    """

    on = day_field(_("On which day"), required=True)
    note = text_field(_("Note"), longest=300)
    confirmed: tuple[str, ...] = ()

    def __init__(self, *args: Any, subject: Resident | Household, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject
        self.fields["on"].initial = clock.today()
        # whoever adds fields lets the day and the note stand last
        self.order_fields([name for name in self.fields if name not in {"on", "note"}] + ["on", "note"])

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > clock.today():
            raise forms.ValidationError(_("This day is still to come."))
        return on

    def said(self) -> Any:
        """Return what was said, in the type of the kind."""
        raise NotImplementedError
