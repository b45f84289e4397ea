"""Which tenant is a request for? Its host says it."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.urls import set_urlconf

from tenants.directory import queries
from tenants.directory.models import Status
from tenants.directory.pages import not_served, unknown_host
from tereze.config.database import connection


class CouncilMiddleware:
    """Enters the schema of the request's host, and leaves it whatever happens.

    An unknown host gets 404 and learns nothing; a tenant that is not active gets 503. The bare base domain is the
    public site, in the public schema.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = connection.tenant
        connection.set_schema_to_public()
        try:
            host = request.get_host().rpartition(":")[0] or request.get_host()
        except DisallowedHost:
            return unknown_host(request)
        host = host.lower().rstrip(".")
        try:
            return self._serve(request, host)
        finally:
            connection.set_tenant(before)
            set_urlconf(None)

    def _serve(self, request: HttpRequest, host: str) -> HttpResponse:
        if host in {settings.BASE_HOST, f"www.{settings.BASE_HOST}"}:
            request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
            set_urlconf(settings.PUBLIC_SCHEMA_URLCONF)
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)  # no staff here, and no table of sessions
            return self.get_response(request)
        tenant = queries.by_host(host)
        if tenant is None:
            return unknown_host(request)
        if tenant.status != Status.ACTIVE:
            return not_served(request)
        request.tenant = tenant  # type: ignore[attr-defined]
        connection.set_tenant(tenant)
        request.urlconf = settings.URLCONF_OF_KIND[tenant.kind]
        set_urlconf(request.urlconf)
        return self.get_response(request)
