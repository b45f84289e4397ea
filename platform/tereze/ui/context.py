"""What every page's frame needs."""

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the council and the version for the page frame."""
    return {"council": getattr(request, "tenant", None)}
