"""The secret in the link with which a forgotten password is set anew."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import connection


class StaffTokenGenerator(PasswordResetTokenGenerator):
    """A token that holds for one account of one council, until its password, e-mail or last sign-in changes."""

    key_salt = "tereze.accounts.tokens.StaffTokenGenerator"

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int | datetime) -> str:
        # Accounts of two councils may have the same number and even the same password hash, after a copy.
        council: str = connection.schema_name  # type: ignore[attr-defined]  # django-tenants adds it
        return f"{council}|{super()._make_hash_value(user, timestamp)}"  # type: ignore[arg-type]
