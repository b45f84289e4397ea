"""Checking without a network: the page that installs itself on a phone, its worker, the keys and the lists."""

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Final

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from django_tenants.utils import tenant_context

from services.certificates import outcomes, publication, templates
from services.certificates.signing import NoSigningKeyError
from tenants.directory.models import Kind, Tenant
from tereze import clock
from tereze.accounts.http import open_to_all

ASSETS: Final = (
    "ui/mark.svg",
    "certificates/verify.css",
    "certificates/offline/formats.js",
    "certificates/offline/qr.js",
    "certificates/offline/camera.js",
    "certificates/offline/page.js",
)
"""All that the page loads."""
FRESH_FOR: Final = 300
"""Seconds for which keys and lists may be kept on the way without asking again."""


@open_to_all("whoever holds a certificate may check it, with or without a network")
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The page: no data in it, so that it is the same for everybody and works without a line."""
    council: Tenant | None = getattr(request, "tenant", None)  # none on the public site
    context = {
        "council": council,
        "outcomes": [(one.value, said) for one, said in outcomes.SAID.items()],
        "extra": outcomes.OFFLINE.items(),
        "remarks": outcomes.REMARKS.items(),
        "states": outcomes.STATES.items(),
        "kinds": [(one.code, f"{one.name.ky} · {one.name.ru}") for one in templates.current()],
    }
    response = render(request, "certificates/offline.html", context)
    response["Cache-Control"] = "no-cache"
    return response


@open_to_all("a script without data; the browser asks for it by itself")
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Under /v/, so that it serves the page there and nothing else."""
    response = HttpResponse(_script(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@cache
def _script() -> str:
    """Return the worker's script; it knows its assets by their fingerprints, so a new release is a new worker."""
    source = files("services.certificates").joinpath("static/certificates/offline/worker.js").read_text("utf-8")
    assets = [staticfiles_storage.url(name) for name in ASSETS]
    said = {"assets": assets, "page": "/v/offline/", "manifest": "/v/offline.webmanifest"}
    template = files("services.certificates").joinpath("templates/certificates/offline.html").read_text("utf-8")
    version = hashlib.sha256(f"{json.dumps(said)}{source}{template}".encode()).hexdigest()[:12]
    return f"const ABOUT = {json.dumps({**said, 'version': version})};\n{source}"


@open_to_all("what a phone needs to keep the page: a name and a picture")
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone shows of the page among its applications."""
    mark = staticfiles_storage.url("ui/mark.svg")
    said = {
        "name": "Маалымкатты текшерүү · Проверка справок",
        "short_name": "Текшерүү",
        "start_url": reverse("verify_offline"),
        "scope": "/v/",
        "display": "standalone",
        "background_color": "#faf9f5",
        "theme_color": "#17625a",
        "icons": [{"src": mark, "sizes": "any", "type": "image/svg+xml"}],
    }
    return HttpResponse(json.dumps(said, ensure_ascii=False), content_type="application/manifest+json")


@open_to_all("public keys are for everybody")
@require_safe
def keys(request: HttpRequest) -> HttpResponseBase:
    """The public keys: of this council, or, on the public site, of all."""
    known = publication.keys() if hasattr(request, "tenant") else publication.all_keys()
    return _published(request, known, "application/json")


@open_to_all("that a number was revoked is no secret, and a list of numbers names nobody")
@require_safe
def revoked(request: HttpRequest) -> HttpResponseBase:
    """The council's signed list of revoked certificates."""
    try:
        return _published(request, publication.revoked(clock.now()), "application/octet-stream")
    except NoSigningKeyError:
        raise Http404 from None


@open_to_all("that a number was revoked is no secret, and a list of numbers names nobody")
@require_safe
def revoked_of(request: HttpRequest, council: str) -> HttpResponseBase:
    """A council's list, on the public site."""
    found = Tenant.objects.active().filter(kind=Kind.COUNCIL, key=council).first()
    if found is None:
        raise Http404
    with tenant_context(found):
        return revoked(request)


def _published(request: HttpRequest, content: bytes, kind: str) -> HttpResponseBase:
    """Return what anybody may keep, or that it has not changed."""
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=kind)
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={FRESH_FOR}"
    response["Access-Control-Allow-Origin"] = "*"  # a bank's own page may read it
    return get_conditional_response(request, etag=etag, response=response) or response
