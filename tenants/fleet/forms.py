"""Forms of the operator's pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.directory.models import Kind, Status


class FilterForm(forms.Form):
    """Which tenants to show."""

    text = forms.CharField(label=_("Name, key or SOATE code"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *Kind.choices])
    status = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All states")), *Status.choices])


class ReasonForm(forms.Form):
    """Why a tenant is suspended or resumed."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the journal. Name no resident."),
    )
