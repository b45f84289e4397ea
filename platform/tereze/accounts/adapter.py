"""How allauth behaves here: nobody signs up, staff are added by an administrator."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in for staff only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
