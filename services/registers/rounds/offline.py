"""What the phone's page needs to work without a line: its service worker, and a page without anybody in it."""

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Final

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from services.registers.rounds import wording
from tereze.accounts.http import CouncilRequest, open_to_all, requires
from tereze.accounts.permissions import Permission

ASSETS: Final = (
    "ui/tereze.css",
    "ui/mark.svg",
    "ui/fonts/tereze-sans-400.woff2",
    "ui/fonts/tereze-sans-600.woff2",
    "registers/rounds/rounds.css",
    "registers/rounds/store.js",
    "registers/rounds/sending.js",
    "registers/rounds/yard.js",
    "registers/rounds/walk.js",
)
"""All that the page loads. No person is in any of it."""


@cache
def _script() -> str:
    """Return the worker's script; it knows its assets by their fingerprints, so a new release is a new worker."""
    source = files("services.registers").joinpath("static/registers/rounds/worker.js").read_text("utf-8")
    about = {"assets": [staticfiles_storage.url(name) for name in ASSETS], "shell": reverse("round_shell")}
    version = hashlib.sha256(f"{json.dumps(about)}{source}".encode()).hexdigest()[:12]
    return f"const ABOUT = {json.dumps({**about, 'version': version})};\n{source}"


@open_to_all("a script without data; the browser asks for it by itself")
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Serve the service worker. Under /rounds/, so that it can be registered for streets, and for nothing else."""
    response = HttpResponse(_script(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@requires(Permission.ROUND_WALK)
@require_safe
def shell(request: CouncilRequest) -> HttpResponse:
    """Serve the phone's page without a street: what is shown without a line, filled by what the phone keeps."""
    told = {"states": wording.STATES, "heard_kinds": wording.HEARD}
    return render(request, "registers/rounds/shell.html", told)
