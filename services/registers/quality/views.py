"""The pages of the register's quality: entries to mend, likely pairs, and one pair side by side."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from services.registers import queries
from services.registers.life.registry import registry as life
from services.registers.models import LikelyPair, Resident
from services.registers.quality import checks, pairs, tasks
from services.registers.quality.checks import Check, Suspect
from services.registers.quality.likeness import WHY
from services.registers.quality.sides import side_by_side
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal

SHOWN: Final = 50
TOLD_APART: Final = 10


@requires(Permission.RESIDENT_EDIT)
@require_safe
@never_cache
def worklist(request: CouncilRequest) -> HttpResponse:
    """Show how many entries each check finds, and how many pairs wait."""
    counted = checks.counts()
    told = {
        "checks": [(check, counted[check.code]) for check in checks.CHECKS],
        "total": sum(counted.values()),
        "pairs": pairs.waiting().count(),
        "looked": LikelyPair.objects.order_by("-found_at").values_list("found_at", flat=True).first(),
    }
    return render(request, "registers/quality/worklist.html", told)


@requires(Permission.RESIDENT_EDIT)
@require_safe
@never_cache
def check(request: CouncilRequest, code: str) -> HttpResponse:
    """List the entries that a check finds."""
    found = _check(code)
    pages = Paginator(range(checks.count(found)), SHOWN)
    page = pages.get_page(request.GET.get("page"))
    suspects = checks.suspects(found, limit=SHOWN, offset=page.start_index() - 1 if page.start_index() else 0)
    told = {
        "check": found,
        "page": page,
        "suspects": [(one, _address(found, one), _event(found, one)) for one in suspects],
    }
    journal.record_read("quality.listed", subject="", by=request.user, check=code)
    return render(request, "registers/quality/check.html", told)


@requires(Permission.RESIDENT_EDIT)
@require_POST
def accept(request: CouncilRequest, code: str, reference: str) -> HttpResponse:
    """Say that an entry is right as it is."""
    found = _check(code)
    checks.accept(found, reference, note=request.POST.get("note", ""), by=request.user)
    messages.success(request, _("Left as it is. It is not shown here any more."))
    return redirect("quality_check", code)


@requires(Permission.RESIDENT_EDIT)
@require_safe
@never_cache
def pair_list(request: CouncilRequest) -> HttpResponse:
    """List the pairs that may be one person."""
    page = Paginator(pairs.waiting(), SHOWN).get_page(request.GET.get("page"))
    told = {
        "page": page,
        "pairs": [(one, [WHY[code] for code in one.why]) for one in page],
        "apart": pairs.told_apart()[:TOLD_APART],
    }
    journal.record_read("quality.listed", subject="", by=request.user, check="pairs")
    return render(request, "registers/quality/pairs.html", told)


@requires(Permission.RESIDENT_EDIT)
@require_POST
def look_again(request: CouncilRequest) -> HttpResponse:
    """Compare the whole register anew, in the background."""
    tasks.look.delay(council=request.tenant.schema_name)
    messages.info(request, _("Comparing has begun. It takes a few seconds; open this page again then."))
    return redirect("quality_pairs")


@requires(Permission.RESIDENT_EDIT)
@require_safe
@never_cache
def pair(request: CouncilRequest, key: int) -> HttpResponse:
    """Show two entries side by side."""
    found = get_object_or_404(pairs.waiting(), pk=key)
    cards = [queries.card(one.reference, on=clock.today()) for one in (found.first, found.second)]
    for one in cards:
        journal.record_read("resident.compared", subject=one.resident.subject, by=request.user)
    told = {
        "pair": found,
        "why": [WHY[code] for code in found.why],
        "cards": [(card, _merging(stays=card.resident, goes=other.resident)) for card, other in (cards, cards[::-1])],
        "lines": side_by_side(*cards),
    }
    return render(request, "registers/quality/pair.html", told)


def _merging(*, stays: Resident, goes: Resident) -> str:
    """Return the address of the form in which `stays` takes over what `goes` has."""
    return f"{reverse('life_happen', args=['one_person', stays.reference])}?other={goes.reference}"


@requires(Permission.RESIDENT_EDIT)
@require_POST
def tell_apart(request: CouncilRequest, key: int) -> HttpResponse:
    """Say that the two are two people."""
    found = get_object_or_404(pairs.waiting(), pk=key)
    pairs.tell_apart(found, by=request.user)
    messages.success(request, _("Two people: they are not compared again. Below, this can be taken back."))
    return redirect("quality_pairs")


@requires(Permission.RESIDENT_EDIT)
@require_POST
def together(request: CouncilRequest, first: str, second: str) -> HttpResponse:
    """Take back that the two are two people."""
    one, other = get_object_or_404(Resident, reference=first), get_object_or_404(Resident, reference=second)
    pairs.take_apart_back(one, other, by=request.user)
    messages.success(request, _("Taken back. The next comparison shows them again."))
    return redirect("quality_pairs")


def _check(code: str) -> Check:
    if code not in checks.BY_CODE:
        raise Http404
    return checks.BY_CODE[code]


def _address(check: Check, suspect: Suspect) -> str:
    pages = {"resident": "resident", "household": "household", "parcel": "parcel"}
    return reverse(pages[check.kind], args=[suspect.reference])


def _event(check: Check, suspect: Suspect) -> tuple[str, str] | None:
    """Return the address and the name of the event that mends it most often."""
    if check.event not in life:
        return None
    return reverse("life_happen", args=[check.event, suspect.reference]), str(life.get(check.event).label)
