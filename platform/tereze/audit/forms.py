"""What the journal is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tereze.accounts.models import User
from tereze.audit import words
from tereze.ui.days import DayField


class JournalForm(forms.Form):
    """Who, what, about whom, on which day."""

    actor = forms.CharField(label=_("Who"), required=False, max_length=160)
    action = forms.ChoiceField(label=_("What"), required=False)
    day = DayField(label=_("Day"), required=False)
    subject = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        named = sorted(((word.name, str(word.label)) for word in words.registry), key=lambda pair: pair[1])
        self.fields["action"].choices = [("", _("everything")), *named]  # type: ignore[attr-defined]

    def clean_actor(self) -> str:
        """Take a sign-in name or a full name for a member of staff; `key:bank` and the like as they are."""
        typed = str(self.cleaned_data["actor"]).strip()
        if not typed or ":" in typed:
            return typed
        found = User.objects.filter(full_name__icontains=typed).values_list("username", flat=True)[:2]
        return f"user:{found[0]}" if len(found) == 1 else f"user:{typed.lower()}"
