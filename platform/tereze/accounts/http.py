"""What a request is after the middleware, and how a page names its permission."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from tereze.accounts.models import User
from tereze.accounts.permissions import Permission


class Council(Protocol):
    """What a page needs to know of the tenant it is served for."""

    key: str
    kind: str
    schema_name: str

    @property
    def name(self) -> str: ...

    @property
    def short_name(self) -> str: ...


class CouncilRequest(HttpRequest):
    """A request from somebody signed in to one tenant's site."""

    tenant: Council
    user: User
    htmx: HtmxDetails


View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Send somebody to sign in and then back here; the whole page, where only a fragment was asked for."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    if not htmx:
        return redirect_to_login(request.get_full_path())
    page = urlsplit(htmx.current_url_abs_path or "/")
    back = f"{page.path}?{page.query}" if page.query else page.path
    return HttpResponseClientRedirect(redirect_to_login(back).url)


def requires(permission: Permission) -> Callable[[View], View]:
    """Let only staff with `permission` through: strangers are sent to sign in, others get 403."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: CouncilRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            if not request.user.may(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def open_to_staff(reason: str) -> Callable[[View], View]:
    """Let everybody who is signed in through, saying why no permission is needed; strangers are sent to sign in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: CouncilRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            return view(request, *args, **kwargs)

        guarded.open_to_staff_because = reason  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def open_to_all(reason: str) -> Callable[[View], View]:
    """Mark a page as open to strangers, saying why; the table of permissions shows the reason."""

    def decorate(view: View) -> View:
        view.open_because = reason  # type: ignore[attr-defined]
        return view

    return decorate
