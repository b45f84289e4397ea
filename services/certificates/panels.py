"""What certificates contribute to the resident's card, to the desk and to the one search box."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from services.certificates import checks, queries, shown, templates
from tereze import clock
from tereze.accounts.http import CouncilRequest
from tereze.accounts.permissions import Permission
from tereze.exchange import facts, finders, panels
from tereze.exchange.finders import Finder, Hit
from tereze.exchange.offers import Door, Offer
from tereze.exchange.offers import registry as offers
from tereze.exchange.panels import Panel, Place
from tereze.exchange.values import Subject

SHOWN = 8
FEW = 6
"""Certificates that stand on the card at once; the others are looked for."""
FOUND = 5


def _issue_doors(subject: Subject) -> list[Door]:
    """Return a door for every certificate that suits the resident, those that this council gives most first."""
    today = clock.today()
    standing = _standing(subject)
    used = queries.most_used(before=today)
    suited = [one for one in templates.current() if standing in one.subjects and one.is_connected]
    suited.sort(key=lambda one: used.index(one.code) if one.code in used else len(used))
    return [
        Door(label=shown.title(one), url=reverse("certificate_issue", args=[one.code, subject.reference]))
        for one in suited
    ]


def _standing(subject: Subject) -> str:
    """Return as which of `templates.SUBJECTS` the resident stands today."""
    known = facts.collect([], subject=subject, on=clock.today(), optional=["household.book", "death.date"])
    if "death.date" in known:
        return "dead"
    return "living" if "household.book" in known else "away"


def _card(request: CouncilRequest, subject: Subject | None) -> str:
    found = queries.of_resident(subject.reference if subject else "")
    context = {"lines": shown.lines(found[:SHOWN], on=clock.today()), "count": found.count()}
    return render_to_string("certificates/_card_panel.html", context, request)


def _desk(request: CouncilRequest, subject: Subject | None) -> str:
    today = clock.today()
    lines = shown.lines(queries.recent(SHOWN), on=today)
    context = {"much_probing": checks.much_today(today), "day": queries.day(today), "lines": lines}
    return render_to_string("certificates/_desk_panel.html", context, request)


def _find(query: str, limit: int) -> list[Hit]:
    today = clock.today()
    return [
        Hit(
            title=f"№ {one.number}",
            detail=f"{one.subject_name} · {shown.kind(one)}",
            url=shown.address(one),
            note=str(one.state(today).label),
        )
        for one in queries.by_number(query, min(limit, FOUND))
    ]


def contribute() -> None:
    """Register all of it; called once, when the app is ready."""
    offers.add(
        Offer(
            name="certificates.issue",
            label=_("Issue a certificate"),
            about="resident",
            permission=Permission.CERTIFICATE_ISSUE,
            doors=_issue_doors,
            few=FEW,
        )
    )
    panels.registry.add(Panel("certificates.card", Place.CARD, 20, Permission.CERTIFICATE_VIEW, _card))
    panels.registry.add(Panel("certificates.desk", Place.DESK, 10, Permission.CERTIFICATE_VIEW, _desk))
    finders.registry.add(Finder("certificates", _("Certificates"), 20, Permission.CERTIFICATE_VIEW, _find))
