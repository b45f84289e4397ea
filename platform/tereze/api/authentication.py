"""Who makes a request of the API: the holder of a key."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from tereze import clock
from tereze.api import actions, queries
from tereze.api.models import ApiKey

REFUSED: Final = _("The key is not known here, was revoked, or has expired.")
"""One sentence for every reason: whoever guesses learns nothing."""


class KeyAuthentication(BaseAuthentication):
    """A key in `Authorization: Bearer tk_…` or in `X-Api-Key: tk_…`. The key becomes the request's user."""

    def authenticate(self, request: Request) -> tuple[ApiKey, ApiKey] | None:
        """Return the key, or None where none was sent. Raises AuthenticationFailed."""
        sent = _sent(request)
        if sent is None:
            return None
        moment = clock.now()
        key = queries.key_for(sent, moment)
        if key is None:
            raise AuthenticationFailed(REFUSED)
        actions.note_use(key, moment)
        return key, key

    def authenticate_header(self, request: Request) -> str:
        """Return what a 401 asks for."""
        return 'Bearer realm="tereze"'


def _sent(request: Request) -> str | None:
    """Return the key that was sent. Other schemes are not for us, and count as nothing."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return token.strip()
    return request.headers.get("X-Api-Key")
