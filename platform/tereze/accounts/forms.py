"""What is typed about members of staff."""

from typing import Any

import phonenumbers
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tereze.accounts.models import SIGN_IN_NAME, User
from tereze.accounts.roles import BY_KIND


class RolesForm(forms.Form):
    """The roles that were ticked."""

    roles = forms.MultipleChoiceField(label=_("Roles"), required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(role.key, role.name) for role in BY_KIND[kind]]  # type: ignore[attr-defined]


class MemberForm(RolesForm):
    """A new member of staff."""

    full_name = forms.CharField(
        label=_("Full name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=60,
        help_text=_("Small Latin letters, for example a.toktogulova"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Not needed. With it a forgotten password can be set anew by letter."),
    )

    field_order = ("full_name", "username", "email", "roles")

    def clean_username(self) -> str:
        """Take capitals as small letters, and check the rest."""
        name = str(self.cleaned_data["username"]).strip().lower()
        SIGN_IN_NAME(name)
        return name


class ProfileForm(forms.ModelForm[User]):
    """What members of staff write about themselves. A new e-mail needs the password: it receives the reset link."""

    language = forms.ChoiceField(label=_("Language of the pages"), choices=settings.LANGUAGES)
    password = forms.CharField(
        label=_("Present password"),
        required=False,
        strip=False,
        help_text=_("Needed only when you change the e-mail."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    class Meta:
        model = User
        fields = ("full_name", "phone", "language", "email")

    def clean_phone(self) -> str:
        """Return the number in E.164. Raises ValidationError for what cannot be dialled."""
        typed = str(self.cleaned_data["phone"]).strip()
        if not typed:
            return ""
        try:
            number = phonenumbers.parse(typed, "KG")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_valid_number(number):
            raise ValidationError(_("This is not a telephone number. Write it like 0555 123 456."))
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def clean(self) -> dict[str, Any]:
        """Ask for the password where the e-mail changes."""
        cleaned = super().clean() or {}
        if "email" in self.changed_data and "email" in cleaned and not self._knows_password(cleaned):
            self.add_error("password", ValidationError(_("Type your present password to change the e-mail.")))
        return cleaned

    def _knows_password(self, cleaned: dict[str, Any]) -> bool:
        return User.objects.get(pk=self.instance.pk).check_password(cleaned.get("password", ""))
