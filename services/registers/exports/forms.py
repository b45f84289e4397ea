"""What somebody chooses before an export."""

from django import forms
from django.utils.translation import gettext_lazy as _

from services.registers.models import ExportRun


class ExportForm(forms.Form):
    """The kind of file, and the language of titles and words."""

    form = forms.ChoiceField(label=_("File"), choices=ExportRun.Form.choices, widget=forms.RadioSelect, initial="xlsx")
    language = forms.ChoiceField(
        label=_("Language of the titles"),
        choices=[("ky", "Кыргызча"), ("ru", "Русский")],
        widget=forms.RadioSelect,
        initial="ky",
    )
