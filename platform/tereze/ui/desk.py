"""The desk, where a clerk begins, and the one search box."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.exchange import finders, panels
from tereze.exchange.finders import Group
from tereze.ui import navigation

LONGEST_QUERY = 120
SHORTEST_QUERY = 2
"""One letter is somebody beginning to type: it finds nothing, and that is not said."""


def desk(request: CouncilRequest) -> HttpResponseBase:
    """Show the desk, or lead staff who do not work there to the first page they may open."""
    if request.user.is_authenticated and not request.user.may(Permission.DESK_USE):
        links = navigation.links_for(request)
        return redirect(links[0].url) if links else render(request, "ui/nothing_yet.html", status=403)
    return _desk(request)


desk.permission = Permission.DESK_USE  # type: ignore[attr-defined]


@requires(Permission.DESK_USE)
def _desk(request: CouncilRequest) -> HttpResponse:
    told = {
        "panels": panels.compose(panels.Place.DESK, request=request),
        "import_address": navigation.address_of("register_import"),
        "may_import": request.user.may(Permission.REGISTER_IMPORT),
    }
    return render(request, "ui/desk.html", told)


@requires(Permission.RESIDENT_SEARCH)
def search(request: CouncilRequest) -> HttpResponse:
    """Look everywhere. A page for the address bar, a fragment for the box; the only hit opens by itself."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    groups = finders.find(query, by=request.user) if len(query) >= SHORTEST_QUERY else []
    found = _found(query, groups, listbox=bool(request.htmx))
    if request.htmx:
        return _fresh(HttpResponse(found))
    hits = [hit for group in groups for hit in group.hits]
    if len(hits) == 1 and not hits[0].approximate:
        return redirect(hits[0].url)
    return _fresh(render(request, "ui/search.html", {"q": query, "found": found}))


def _found(query: str, groups: list[Group], *, listbox: bool) -> SafeString:
    if len(query) < SHORTEST_QUERY:
        return SafeString()
    count = sum(len(group.hits) for group in groups)
    status = ngettext("%(count)s found", "%(count)s found", count) % {"count": count} if count else _("Nothing found")
    told = {"q": query, "groups": groups, "status": status, "listbox": listbox}
    return render_to_string("ui/parts/found.html", told)


def _fresh(response: HttpResponse) -> HttpResponse:
    """Let nobody keep what was found: it names residents, and page and fragment share an address."""
    patch_cache_control(response, private=True, no_store=True)
    patch_vary_headers(response, ["HX-Request"])
    return response
