"""How allauth behaves here: nobody signs up, staff are added by an administrator."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _

from tereze.accounts.actions import subject_of
from tereze.accounts.addresses import client_address
from tereze.accounts.models import User
from tereze.audit import journal

logger = logging.getLogger(__name__)

_WRONG = _("The sign-in name or the password is not right.")


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in for staff only, with every sign-in and change of a password in the journal."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _WRONG,
        "email_password_mismatch": _WRONG,
        "enter_current_password": _("This is not your present password."),
        "invalid_password_reset": _("This link no longer works. Ask for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request) or "unknown"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    @transaction.atomic
    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        journal.record("staff.signed_in", subject=subject_of(user), by=user, address=client_address(request))

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Keep the language that was chosen on the sign-in page: whoever signs in there meant themselves."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if chosen in dict(settings.LANGUAGES):
            User.objects.filter(pk=user.pk).update(language=chosen)
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response

    @transaction.atomic
    def logout(self, request: HttpRequest) -> None:
        user = request.user
        super().logout(request)
        if isinstance(user, User):
            journal.record("staff.signed_out", subject=subject_of(user), by=user)

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        """Save a password that its owner chose; nobody else knows it, so it need not be changed again."""
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        journal.record("staff.password_changed", subject=subject_of(user), by=user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter. When the post is down the page says the same as ever, or it would tell who has an account."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            logger.exception("The letter %s could not be sent.", template_prefix)
