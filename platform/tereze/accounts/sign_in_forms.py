"""The forms of signing in and of passwords, in the words of the office. allauth's, with our labels."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def _quieten(form: forms.Form) -> None:
    """Take away the placeholders: a label above the field says it, and stays when something was typed."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class SignInForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """Sign-in name or e-mail, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("Sign-in name or e-mail"),
            max_length=254,
            widget=forms.TextInput(
                attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}
            ),
        )
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""  # the page has the link for those who forgot it
        self.order_fields(["login", "password"])
        _quieten(self)


class PasswordChangeForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """The present password, and a new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_new_password(self)
        self.fields["oldpassword"].label = _("Present password")
        self.fields["oldpassword"].help_text = ""
        if self.user.must_change_password:
            self.fields["oldpassword"].label = _("The one-time password you were given")

    def clean(self) -> dict[str, Any]:
        """Refuse the present password as the new one: others may know it."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("password1") and cleaned["password1"] == cleaned.get("oldpassword"):
            self.add_error("password1", ValidationError(_("This is the present password. Choose a new one.")))
        return cleaned


class PasswordResetForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """The e-mail that gets the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your e-mail")
        _quieten(self)


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password twice, after the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_new_password(self)


def _name_new_password(form: forms.Form) -> None:
    form.fields["password1"].label = _("New password")
    form.fields["password2"].label = _("New password once more")
    _quieten(form)
