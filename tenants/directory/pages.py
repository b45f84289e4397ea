"""The two pages that are served without a tenant. They use no table, no session and no template of a tenant."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def unknown_host(request: HttpRequest) -> HttpResponse:
    """Answer 404 to a host nobody has, telling nothing about who exists."""
    return HttpResponse(render_to_string("directory/unknown_host.html"), status=404)


def not_served(request: HttpRequest) -> HttpResponse:
    """Answer 503 for a tenant that is being set up, suspended or closed."""
    response = HttpResponse(render_to_string("directory/not_served.html"), status=503)
    response["Retry-After"] = "600"
    return response
