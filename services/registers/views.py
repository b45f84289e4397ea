"""The card of a resident and the page of a household."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from services.registers import (
    addresses,
    cards,
    codelists,
    codes,
    household_past,
    household_tree,
    phones,
    queries,
    sensitive,
    start,
    story,
)
from services.registers.models import Household, Resident
from services.registers.queries import Card
from services.registers.relations import Relation
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal, purposes
from tereze.audit.purposes import Why
from tereze.exchange import offers, panels
from tereze.exchange.panels import Place
from tereze.exchange.values import Subject
from tereze.ui import days


def day_asked(request: HttpRequest) -> date:
    """Return the day of `?on=01.03.2019`; today, where it is missing, unreadable or still to come."""
    today = clock.today()
    return min(days.read(request.GET.get("on", ""), today=today) or today, today)


@requires(Permission.DESK_USE)
@require_safe
@never_cache
def register(request: CouncilRequest) -> HttpResponse:
    """Show the ways into the register that the reader may go."""
    return render(request, "registers/register.html", {"ways": start.ways(request.user)})


@requires(Permission.RESIDENT_VIEW)
@require_safe
@never_cache
def resident(request: CouncilRequest, reference: str) -> HttpResponse:
    """Tell who the resident is, where and with whom, today or on the day asked for."""
    card = _card(reference, on=day_asked(request))
    if card.resident.merged_into:
        return redirect("resident", card.resident.merged_into.reference)
    is_today = card.on == clock.today()
    journal.record_read(
        "resident.viewed",
        subject=card.resident.subject,
        by=request.user,
        why=_why(request, card.resident.subject),
        **({"also": "benefits"} if request.user.may(Permission.BENEFIT_VIEW) else {}),
        **({} if is_today else {"on": str(card.on)}),
    )
    return render(request, "registers/resident.html", _told(request, card))


@requires(Permission.RESIDENT_REVEAL)
@require_POST
@never_cache
def reveal(request: CouncilRequest, reference: str) -> HttpResponse:
    """Show in full what the card masks: PIN, phone, document, benefits. A part of the card for HTMX, else all of it."""
    card = _card(reference, on=clock.today())
    subject = card.resident.subject
    journal.record_read("resident.revealed", subject=subject, by=request.user, why=_why(request, subject))
    template = "registers/_identifiers.html" if request.htmx else "registers/resident.html"
    told = _told(request, card) | {"revealed": True, "sensitive": sensitive.lines(card.resident, on=card.on)}
    return render(request, template, told)


def _why(request: CouncilRequest, subject: str) -> Why:
    return purposes.why(request, subject=subject, by=request.user, at=clock.now())


def _card(reference: str, *, on: date) -> Card:
    try:
        return queries.card(reference, on=on)
    except Resident.DoesNotExist:
        raise Http404 from None


def _told(request: CouncilRequest, card: Card) -> dict[str, Any]:
    subject = cards.keep(card)
    is_today = card.on == clock.today()
    return {
        "card": card,
        "resident": card.resident,
        "age": story.years(card.resident.age_on(card.on)),
        "address": addresses.shown(card.address.value if card.address else None),
        "citizenship": codes.country(card.resident.citizenship),
        "phone": phones.local(card.resident.phone),
        "phone_masked": phones.mask(card.resident.phone),
        "family": story.family(card.members, on=card.on, subject=card.resident.reference),
        "details": _details(card.resident),
        "sensitive": sensitive.lines(card.resident, on=card.on) if request.user.may(Permission.BENEFIT_VIEW) else None,
        "warnings": story.warnings(card),
        "today": clock.today(),
        "is_today": is_today,
        "offers": offers.for_subject(subject, by=request.user) if is_today else [],
        "panels": panels.compose(Place.CARD, request=request, subject=subject) if is_today else [],
        "may_edit": request.user.may(Permission.RESIDENT_EDIT),
        "may_reveal": request.user.may(Permission.RESIDENT_REVEAL),
        "may_hand_out": request.user.may(Permission.PERSONAL_DATA_EXPORT),
    }


def _details(resident: Resident) -> list[tuple[str, str]]:
    """Return what is written of schooling, work and marriage: (what, value)."""
    work = ", ".join(part for part in (codelists.OCCUPATION.label(resident.occupation), resident.workplace) if part)
    said = (
        (_("Marital status"), codelists.MARITAL_STATUS.label(resident.marital_status)),
        (_("Education"), codelists.EDUCATION.label(resident.education)),
        (_("Occupation"), work),
    )
    return [(label, value) for label, value in said if value]


@requires(Permission.RESIDENT_VIEW)
@require_safe
@never_cache
def household(request: CouncilRequest, reference: str) -> HttpResponse:
    """Tell who belongs to the household and where it lives, today or on the day asked for."""
    on = day_asked(request)
    try:
        found = queries.household(reference)
    except Household.DoesNotExist:
        raise Http404 from None
    subject = f"household:{found.reference}"
    journal.record_read("household.viewed", subject=subject, by=request.user, why=_why(request, subject))
    members, address = queries.composition(found, on=on), queries.address_of(found, on=on)
    told = {
        "household": found,
        "on": on,
        "today": clock.today(),
        "is_today": on == clock.today(),
        "count": len(members),
        "couples": household_tree.tree(members, on=on),
        "headless": bool(members) and not any(one.relation == Relation.HEAD for one in members),
        "heads": household_past.earlier_heads(found, by=on),
        "categories": [codelists.HOUSEHOLD_CATEGORY.label(one) for one in found.categories],
        "address": addresses.shown(address.value if address else None),
        "phone_masked": phones.mask(found.phone),
        "past": [(one, addresses.shown(one.value)) for one in queries.addresses(found) if one.until],
        "left": queries.left(found, by=on),
        "panels": panels.compose(Place.HOUSEHOLD, request=request, subject=Subject("household", found.reference)),
        "may_edit": request.user.may(Permission.RESIDENT_EDIT),
    }
    return render(request, "registers/household.html", told)
