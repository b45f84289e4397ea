"""What every page's frame needs."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from tereze.accounts.permissions import Permission


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the council, and the address of the search where this host has one and the user may use it."""
    return {"council": getattr(request, "tenant", None), "search_address": _Search(request)}


class _Search:
    """The address of the search, worked out only on pages that show the box."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def __str__(self) -> str:
        may = getattr(getattr(self._request, "user", None), "may", None)
        if may is None or not may(Permission.RESIDENT_SEARCH):
            return ""
        try:
            return reverse("search")
        except NoReverseMatch:
            return ""

    def __bool__(self) -> bool:
        return bool(str(self))
