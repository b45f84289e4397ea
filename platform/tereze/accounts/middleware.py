"""The language of a request, and the password that has to be changed."""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django_htmx.http import HttpResponseClientRedirect

from tereze.accounts.models import User

API = "/api/"
WITHOUT_CHANGE: Final = frozenset({"account_change_password", "account_logout", "set_language"})
"""The pages somebody may open who has to change the password first."""


class LanguageMiddleware:
    """Chooses the language: what the member of staff chose, else the host's cookie, else Kyrgyz.

    The API has neither: there the request's own wish counts, else English.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = _wished(request) if request.path.startswith(API) else _chosen(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response


def _chosen(request: HttpRequest) -> str:
    user = getattr(request, "user", None)
    chosen = getattr(user, "language", "") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _wished(request: HttpRequest) -> str:
    for wish in request.headers.get("Accept-Language", "").split(","):
        language = wish.partition(";")[0].strip().lower()[:2]
        if language in dict(settings.LANGUAGES):
            return language
    return "en"


class PasswordChangeMiddleware:
    """Leads somebody with a password that others know to the page where it is changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: Any) -> HttpResponseBase | None:
        """Stop the way to every other page."""
        user = getattr(request, "user", None)
        if not isinstance(user, User) or not user.must_change_password:
            return None
        if request.resolver_match and request.resolver_match.url_name in WITHOUT_CHANGE:
            return None
        change = reverse("account_change_password")
        return HttpResponseClientRedirect(change) if getattr(request, "htmx", None) else redirect(change)
