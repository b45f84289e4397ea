"""The pages of the register's quality: entries to mend, likely pairs, and one pair side by side."""

from datetime import timedelta
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
from services.registers.models import Resident
from services.registers.quality import checks, mended, pairs, tasks
from services.registers.quality.checks import Check, Suspect
from services.registers.quality.likeness import WHY
from services.registers.quality.sides import second_is_fuller, side_by_side
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal
from tereze.audit.purposes import Why

SHOWN: Final = 50
TOLD_APART: Final = 10


@requires(Permission.RESIDENT_EDIT)
@require_safe
@never_cache
def worklist(request: CouncilRequest) -> HttpResponse:
    """Show how many entries each check finds, how many pairs wait, and what was mended lately."""
    counted, today = checks.counts(), clock.today()
    told = {
        "checks": [(check, counted[check.code]) for check in checks.CHECKS if counted[check.code]],
        "sound": [check for check in checks.CHECKS if not counted[check.code]],
        "total": sum(counted.values()),
        "pairs": pairs.waiting().count(),
        "months": [mended.month(today), mended.month(today.replace(day=1) - timedelta(days=1))],
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
        "suspects": [(one, _address(found, one), _event(found, one, request)) for one in suspects],
        "accepted": [(one, _address(found, one)) for one in checks.accepted(found, limit=SHOWN)],
    }
    journal.record_read("quality.listed", subject="", by=request.user, check=code)
    return render(request, "registers/quality/check.html", told)


@requires(Permission.RESIDENT_EDIT)
@require_POST
def accept(request: CouncilRequest, code: str, reference: str) -> HttpResponse:
    """Say that an entry is right as it is."""
    found = _check(code)
    checks.accept(found, reference, note=request.POST.get("note", ""), by=request.user)
    messages.success(request, _("Left as it is. Below, this can be taken back."))
    return redirect("quality_check", code)


@requires(Permission.RESIDENT_EDIT)
@require_POST
def reopen(request: CouncilRequest, code: str, reference: str) -> HttpResponse:
    """Show an entry again that was left as it is."""
    checks.reopen(_check(code), reference, by=request.user)
    messages.success(request, _("It is on the list again."))
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
        journal.record_read("resident.compared", subject=one.resident.subject, by=request.user, why=Why("edit"))
    lines = side_by_side(*cards)
    fuller = int(second_is_fuller(lines))
    told = {
        "pair": found,
        "why": [WHY[code] for code in found.why],
        "cards": [
            (card.resident, _merging(stays=card.resident, goes=other.resident), place == fuller)
            for place, (card, other) in enumerate((cards, cards[::-1]))
        ],
        "lines": lines,
        "may_merge": life.get("one_person").may_record(request.user),
        "differs": any(line.differs for line in lines),
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


def _event(check: Check, suspect: Suspect, request: CouncilRequest) -> tuple[str, str] | None:
    """Return the address and the name of the event that mends it most often, if the reader may record it."""
    if check.event not in life or not life.get(check.event).may_record(request.user):
        return None
    return reverse("life_happen", args=[check.event, suspect.reference]), str(life.get(check.event).label)
