"""How much one asker may ask. Counted per council (the cache's keys carry the schema) and per process."""

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from tereze.accounts.addresses import client_address
from tereze.api.models import ApiKey


class KeyThrottle(SimpleRateThrottle):
    """Counts the requests of one key."""

    scope = "key"

    def get_cache_key(self, request: Request, view: object) -> str | None:
        """Return what is counted; None: not for this throttle."""
        return f"throttle:key:{request.user.pk}" if isinstance(request.user, ApiKey) else None


class StrangerThrottle(SimpleRateThrottle):
    """Counts the requests that come without a key from one network address."""

    scope = "stranger"

    def get_cache_key(self, request: Request, view: object) -> str | None:
        """Return what is counted; None: not for this throttle."""
        return None if isinstance(request.user, ApiKey) else f"throttle:stranger:{client_address(request._request)}"
