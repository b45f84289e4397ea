"""Where a member of staff may go. Pages that this kind of host does not have, or that are not theirs, are not shown."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tereze.accounts.permissions import Permission


@dataclass(frozen=True)
class Entry:
    """A page of the navigation: the name of its address, what it is called, who may open it."""

    page: str
    label: Promise | str
    permission: Permission


@dataclass(frozen=True)
class Link:
    """A link of the navigation on one page."""

    url: str
    label: str
    current: bool


ENTRIES = (
    Entry("desk", _("Window"), Permission.DESK_USE),
    Entry("district", _("Councils"), Permission.DISTRICT_VIEW),
    Entry("fleet", _("Tenants"), Permission.FLEET_VIEW),
    Entry("certificates", _("Certificates"), Permission.CERTIFICATE_VIEW),
    Entry("register_import", _("Register import"), Permission.REGISTER_IMPORT),
    Entry("staff", _("Staff"), Permission.STAFF_VIEW),
)


def links_for(request: HttpRequest) -> list[Link]:
    """Return the links that the request's user may follow, with the current one marked."""
    may = getattr(request.user, "may", None)
    if may is None:
        return []
    allowed = [(address_of(entry.page), entry) for entry in ENTRIES if may(entry.permission)]
    here = request.path
    nearest = max((url for url, _entry in allowed if url and _leads_to(url, here)), key=len, default="")
    return [Link(url, str(entry.label), url == nearest) for url, entry in allowed if url]


def _leads_to(url: str, here: str) -> bool:
    return here == url or (url != "/" and here.startswith(url))


def address_of(page: str) -> str:
    """Return the address of `page`, or nothing where this host has no such page."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""
