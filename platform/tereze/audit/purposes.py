"""Why somebody looked: what the opening of a card served.

Nobody is asked. The page from which a card was opened tells it: the search at the counter, a certificate being made,
the household's page. What only goes on with a look (revealing, another day) keeps the purpose with which it began.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.functional import Promise

from tereze.accounts.permissions import Actor
from tereze.audit.models import Entry
from tereze.exchange.registry import Registry

KEPT: Final = timedelta(hours=1)
"""How long a look may go on."""
COUNTER, DIRECT, OTHER, PROGRAM = "counter", "direct", "other", "program"


class Why(NamedTuple):
    """A purpose by its name, and the thing that was served, as `kind:reference`."""

    purpose: str
    served: str = ""

    @property
    def told(self) -> dict[str, str]:
        """What the journal keeps."""
        return {"why": self.purpose, **({"served": self.served} if self.served else {})}


@dataclass(frozen=True)
class Purpose:
    """A reason to look, as it stands in the journal, and in words."""

    name: str
    label: Promise | str


@dataclass(frozen=True)
class Origin:
    """A page from which cards are opened, by the name of its address, and the purpose this tells.

    `served` is `kind:part`: the part of the page's address that names what is served. `concerns` says whether a page
    with such an address is about the subject; where it is not, the search box led from it to somebody else. A page
    without it may lead to anybody.
    """

    name: str
    purpose: str
    served: str = ""
    concerns: Callable[[dict[str, str], str], bool] | None = None


purposes: Registry[Purpose] = Registry("purposes of looks")
origins: Registry[Origin] = Registry("pages that cards are opened from")


def name_purposes(labels: dict[str, Promise | str], *, opened_from: Iterable[Origin] = ()) -> None:
    """Name purposes and the pages that tell them; called from the `ready` of an app. Raises NameTakenError."""
    for name, label in labels.items():
        purposes.add(Purpose(name, label))
    for origin in opened_from:
        origins.add(origin)


def label_of(purpose: str) -> str:
    """Return a purpose in words; its own name when nobody has named it."""
    return str(purposes.get(purpose).label) if purpose in purposes else purpose


def why(request: HttpRequest, *, subject: str, by: Actor, at: datetime) -> Why:
    """Return what opening the card of `subject` serves, told by the page that led to it."""
    page = _came_from(request)
    if page is None:
        return Why(DIRECT)
    if _is_about(page, subject):
        return _goes_on(subject, by, at) or Why(DIRECT)
    name = page.url_name or ""
    if name not in origins:
        return Why(OTHER)
    origin = origins.get(name)
    if origin.concerns and not origin.concerns(page.kwargs, subject):
        return Why(COUNTER)
    kind, _, part = origin.served.partition(":")
    return Why(origin.purpose, f"{kind}:{page.kwargs[part]}" if part else "")


def _came_from(request: HttpRequest) -> ResolverMatch | None:
    """Return the page of this host on which the link was followed; None where the browser names none."""
    address = urlsplit(request.headers.get("Referer", ""))
    if address.netloc != request.get_host():
        return None
    try:
        return resolve(address.path)
    except Resolver404:
        return None


def _is_about(page: ResolverMatch, subject: str) -> bool:
    """Return whether the page is a card itself, by its name and reference, or a part of that card."""
    kind, _, reference = subject.partition(":")
    name = page.url_name or ""
    own = name == kind or (name.startswith(f"{kind}_") and name not in origins)
    return own and page.kwargs.get("reference") == reference


def _goes_on(subject: str, by: Actor, at: datetime) -> Why | None:
    last = Entry.objects.filter(subject=subject, actor=by.audit_name, at__gte=at - KEPT).order_by("-sequence")
    for details in last.values_list("details", flat=True)[:5]:
        if "why" in details:
            return Why(details["why"], details.get("served", ""))
    return None
