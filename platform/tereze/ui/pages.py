"""Pages of the frame itself: the language, the components, the public entrance."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from tereze.accounts.http import CouncilRequest, open_to_all, requires
from tereze.accounts.models import User
from tereze.accounts.permissions import Permission
from tereze.ui import showcase

A_YEAR = 365 * 24 * 60 * 60


@open_to_all("the language is chosen before signing in, too")
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Choose the screen's language and stay on the page. Staff keep it with their account, others in a cookie."""
    response = redirect(_own_page(request))
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return response
    user = getattr(request, "user", None)
    if isinstance(user, User):
        User.objects.filter(pk=user.pk).update(language=language)
        return response  # no cookie: the next colleague at this computer has a language of their own
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )
    return response


def _own_page(request: HttpRequest) -> str:
    """Return the page to go back to, if it is one of this host's."""
    wanted = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if here and urlsplit(wanted).path.startswith("/") else "/"


@requires(Permission.DESK_USE)
def components(request: CouncilRequest) -> HttpResponse:
    """Show every component in all its states, for those who build and judge pages."""
    return render(request, "ui/components.html", showcase.examples(request))


@open_to_all("the public entrance names no council and no person")
def landing(request: HttpRequest) -> HttpResponse:
    """Say what Tereze is, and that each council has an address of its own."""
    return render(request, "ui/landing.html")
