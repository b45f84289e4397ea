"""Where a member of staff may go. Pages that this kind of host does not have, or that are not theirs, are not shown."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tereze.accounts.permissions import Permission


@dataclass(frozen=True)
class Entry:
    """A page of the navigation: the name of its address, what it is called, who may open it, what it leads on to."""

    page: str
    label: Promise | str
    permission: Permission
    near: tuple[str, ...] = ()


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
    Entry("register", _("Household book"), Permission.DESK_USE, near=("register_import", "household_open")),
    Entry("staff", _("Staff"), Permission.STAFF_VIEW, near=("journal", "api_keys", "office_settings", "stuck_events")),
)


def links_for(request: HttpRequest) -> list[Link]:
    """Return the links that the request's user may follow, with the current one marked."""
    may = getattr(request.user, "may", None)
    if may is None:
        return []
    allowed = [(url, entry) for entry in ENTRIES if may(entry.permission) and (url := address_of(entry.page))]
    current = max(allowed, key=lambda one: _leads_to(request.path, *one), default=None)
    return [
        Link(url, str(entry.label), current=(url, entry) == current and _leads_to(request.path, url, entry) > 0)
        for url, entry in allowed
    ]


def _leads_to(here: str, url: str, entry: Entry) -> int:
    """Return how near a page is to an entry: how much of its address they share."""
    addresses = [url, *(address for page in entry.near if (address := address_of(page)))]
    shared = (address for address in addresses if here == address or (address != "/" and here.startswith(address)))
    return max(map(len, shared), default=0)


def address_of(page: str) -> str:
    """Return the address of `page`, or nothing where this host has no such page."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""
