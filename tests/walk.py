"""Every address of every kind of host, with what its view says about who may open it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver
from django.urls.resolvers import RegexPattern
from django.utils.regex_helper import normalize

from tereze.accounts.permissions import Permission

NOWHERE = "ZZZZZZZZZZ"
"""A reference that nobody has."""
EXAMPLES: Mapping[str, str] = {"int": "999999999", "uuid": "00000000-0000-4000-8000-000000000000"}
"""A value that leads nowhere, for the kinds of parts of an address that cannot be NOWHERE."""
CHOICES: Mapping[str, str] = {"kind": "csv", "uidb36": "1", "key": "a-b"}
"""A value for parts of an address that are written as a regular expression."""

FOREIGN: Mapping[str, str] = {
    "account_login": "the way in",
    "account_logout": "leaving is always allowed",
    "account_inactive": "tells somebody whose account is closed whom to ask",
    "account_reset_password": "for those who cannot sign in",
    "account_reset_password_done": "for those who cannot sign in",
    "account_reset_password_from_key": "the link from the letter is the permission",
    "account_reset_password_from_key_done": "for those who cannot sign in",
}
"""allauth's pages that are open, and why. It has no way to say so itself."""
FOREIGN_FOR_STAFF: Mapping[str, str] = {"account_change_password": "everybody changes their own password"}
"""allauth's pages for everybody who is signed in."""


@dataclass(frozen=True)
class Page:
    """One address of one kind of host."""

    kind: str
    path: str
    name: str
    view: Callable[..., Any] = field(repr=False)
    parts: tuple[str, ...] = ()
    chosen: bool = False

    def __str__(self) -> str:
        return f"{self.kind}:{self.path}"

    @property
    def is_api(self) -> bool:
        """Whether programs ask here, with a key."""
        return hasattr(self.view, "cls")

    @property
    def leads_nowhere(self) -> bool:
        """Whether the address names something that does not exist."""
        return bool(self.parts) and not self.chosen

    @property
    def open_because(self) -> str:
        """Why strangers may open it; empty when they may not."""
        return str(self._says("open_because") or FOREIGN.get(self.name, ""))

    @property
    def open_to_staff_because(self) -> str:
        """Why everybody who is signed in may open it; empty when not."""
        return str(self._says("open_to_staff_because") or FOREIGN_FOR_STAFF.get(self.name, ""))

    @property
    def permissions(self) -> dict[str, Permission]:
        """What is needed, by method; `*` when it is the same for all."""
        named = self._says("permission")
        if isinstance(named, Mapping):
            return dict(named)
        return {"*": named} if isinstance(named, Permission) else {}

    def _says(self, name: str) -> Any:
        spoken = getattr(self.view, "cls", None) or getattr(self.view, "view_class", None)
        return getattr(self.view, name, None) or getattr(spoken, name, None)


def pages() -> list[Page]:
    """Return every page of every kind of host; the public site is of the kind `public`."""
    maps = {**settings.URLCONF_OF_KIND, "public": settings.PUBLIC_SCHEMA_URLCONF}
    return [page for kind, name in maps.items() for page in _walk(kind, import_module(name).urlpatterns, "/", ())]


def _walk(
    kind: str, patterns: list[URLPattern | URLResolver], before: str, parts: tuple[str, ...], *, chosen: bool = False
) -> Iterator[Page]:
    for pattern in patterns:
        path, found, regex = _example(pattern)
        here, now, so_far = before + path, (*parts, *found), chosen or (regex and bool(found))
        if isinstance(pattern, URLResolver):
            yield from _walk(kind, pattern.url_patterns, here, now, chosen=so_far)
        else:
            yield Page(kind, here, pattern.name or "", pattern.callback, now, chosen=so_far)


def _example(pattern: URLPattern | URLResolver) -> tuple[str, tuple[str, ...], bool]:
    """Return an address that the pattern matches, its parts, and whether it is a regular expression."""
    route: Any = pattern.pattern
    text, names = normalize(route.regex.pattern)[0]
    values = {name: _value(route, name) for name in names}
    return text % values, tuple(names), isinstance(route, RegexPattern)


def _value(route: Any, name: str) -> str:
    if isinstance(route, RegexPattern):
        return CHOICES.get(name, NOWHERE)
    converter = type(route.converters[name]).__name__.removesuffix("Converter").lower()
    return EXAMPLES.get(converter, NOWHERE)
