"""Every view of the API names its permission; one that names none is shut."""

import logging
from collections.abc import Mapping

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from tereze.accounts.models import User
from tereze.accounts.permissions import Permission
from tereze.api.models import ApiKey

logger = logging.getLogger(__name__)


def permission_of(view: object, method: str) -> Permission | None:
    """Return what a request by `method` needs.

    A view says `permission = Permission.X`, or one for each method: `{"GET": …, "POST": …}`.
    """
    named = getattr(view, "permission", None)
    if isinstance(named, Mapping):
        named = named.get("GET" if method in {"HEAD", "OPTIONS"} else method)
    return named if isinstance(named, Permission) else None


class NamedPermission(BasePermission):
    """Lets through whoever may do what the view names, and everybody where it says `open_because = "…"`."""

    def has_permission(self, request: Request, view: object) -> bool:
        """Answer for one request."""
        if getattr(view, "open_because", ""):
            return True
        needed = permission_of(view, request.method or "GET")
        if needed is None:
            logger.error("%s names no permission for %s and stays shut.", type(view).__name__, request.method)
            return False
        return isinstance(request.user, ApiKey | User) and request.user.may(needed)
