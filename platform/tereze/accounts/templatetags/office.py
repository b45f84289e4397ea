"""`{% load office %}`: the links between the pages with which an office looks after itself."""

from typing import Any, Final

from django import template
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tereze.accounts.permissions import Permission

register = template.Library()

PAGES: Final[tuple[tuple[str, Promise | str, Permission], ...]] = (
    ("staff", _("Staff"), Permission.STAFF_VIEW),
    ("office_settings", _("Letterhead and signatories"), Permission.COUNCIL_SETTINGS),
    ("journal", _("Audit journal"), Permission.AUDIT_VIEW),
    ("stuck_events", _("What got stuck"), Permission.UPKEEP),
    ("api_keys", _("API keys"), Permission.API_KEYS_MANAGE),
)


@register.inclusion_tag("accounts/parts/office_links.html", takes_context=True)
def office_links(context: dict[str, Any], current: str) -> dict[str, Any]:
    """Link staff, journal and keys: those that this host has and this person may open."""
    request: HttpRequest = context["request"]
    links = []
    for name, label, permission in PAGES:
        if not request.user.may(permission):  # type: ignore[union-attr]
            continue
        try:
            links.append({"url": reverse(name), "label": label, "current": name == current})
        except NoReverseMatch:
            continue
    return {"links": links}
