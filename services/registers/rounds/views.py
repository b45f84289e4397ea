"""The pages of a round: opened, walked, closed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from services.registers.models import CountingRound, RoundWalk, Street
from services.registers.rounds import access, missing, opening, progress, walk_list, walks, wording
from services.registers.rounds.forms import OpenForm, ReasonForm, WalkersForm
from services.registers.rounds.holding import ClosedRoundError
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal


@requires(Permission.ROUND_WALK)
@require_safe
@never_cache
def rounds(request: CouncilRequest) -> HttpResponse:
    """List the rounds: the open ones first, with how far they are; who manages them opens the next one here."""
    return render(request, "registers/rounds/rounds.html", _rounds(request, None))


@requires(Permission.ROUND_MANAGE)
@require_POST
@never_cache
def open_round(request: CouncilRequest) -> HttpResponse:
    """Open a round."""
    form = OpenForm(request.POST, proposed=opening.proposal(today=clock.today()))
    if form.is_valid():
        data = form.cleaned_data
        try:
            opened = opening.open_round(
                on=data["on"], livestock_only=data["livestock_only"], by=request.user, at=clock.now()
            )
        except opening.RoundOpenError as error:
            said = _("A round of this kind is open: %(round)s. Close it first.")
            form.add_error(None, said % {"round": wording.round_title(error.round)})
        except opening.DayTakenError:
            form.add_error("on", _("There is a round of this day already."))
        else:
            messages.success(request, _("The round is open. Now say who walks where."))
            return redirect("round", opened.reference)
    return render(request, "registers/rounds/rounds.html", _rounds(request, form), status=422)


def _rounds(request: CouncilRequest, form: OpenForm | None) -> dict[str, Any]:
    manages = request.user.may(Permission.ROUND_MANAGE)
    found = list(CountingRound.objects.all())
    shown = [
        (one, wording.round_title(one), progress.total(progress.of(one, walker=None if manages else request.user)))
        for one in found
        if one.is_open
    ]
    proposed = OpenForm(proposed=opening.proposal(today=clock.today())) if manages else None
    return {
        "open": shown,
        "closed": [(one, wording.round_title(one)) for one in found if not one.is_open],
        "form": form or proposed,
        "manages": manages,
        "sees_totals": request.user.may(Permission.STATISTICS_VIEW),
    }


@requires(Permission.ROUND_WALK)
@require_safe
@never_cache
def round_page(request: CouncilRequest, reference: str) -> HttpResponse:
    """Tell how far a round is, by village; a walker sees the streets that are his."""
    counted = access.find_round(reference)
    manages = request.user.may(Permission.ROUND_MANAGE)
    villages = progress.of(counted, walker=None if manages else request.user)
    told = {
        "round": counted,
        "title": wording.round_title(counted),
        "manages": manages,
        "sees_totals": request.user.may(Permission.STATISTICS_VIEW),
        "villages": [(one, wording.village(one.village)) for one in villages],
        "streets": [(one, wording.street(one.street)) for village in villages for one in village.streets],
        "total": progress.total(villages),
        "missing": missing.of(counted) if manages and counted.is_open else None,
        "states": wording.STATES,
    }
    return render(request, "registers/rounds/round.html", told)


@requires(Permission.ROUND_MANAGE)
@require_http_methods(["GET", "POST"])
@never_cache
def village(request: CouncilRequest, reference: str, village: int) -> HttpResponse:
    """Show a village street by street, and say who walks each."""
    counted = access.find_round(reference)
    found = next((one for one in progress.of(counted) if one.village.pk == village), None)
    if found is None:
        raise Http404
    streets = [(one.street.pk, wording.street(one.street), one.walker) for one in found.streets]
    form = WalkersForm(request.POST or None, streets=streets, staff=walks.walkers())
    if form.is_valid():
        try:
            walks.assign(counted=counted, chosen=form.chosen, by=request.user)
        except ClosedRoundError:
            messages.error(request, _("The round is closed."))
        else:
            messages.success(request, _("Written down who walks where."))
        return redirect("round_village", reference, village)
    told = {
        "round": counted, "title": wording.round_title(counted), "village": found, "form": form,
        "name": wording.village(found.village), "states": wording.STATES,
        "rows": [(one, wording.street(one.street), form[f"street_{one.street.pk}"]) for one in found.streets],
    }  # fmt: skip
    return render(request, "registers/rounds/village.html", told, status=422 if form.errors else 200)


@requires(Permission.ROUND_MANAGE)
@require_http_methods(["GET", "POST"])
@never_cache
def close(request: CouncilRequest, reference: str) -> HttpResponse:
    """Close a round; what is missing is shown first, and has to be confirmed."""
    counted = access.find_round(reference)
    lacks = missing.of(counted) if counted.is_open else None
    if request.method == "POST":
        try:
            opening.close(
                reference=reference, confirmed=bool(request.POST.get("confirmed")), by=request.user, at=clock.now()
            )
        except opening.UnfinishedError as error:
            lacks = error.missing
        except ClosedRoundError:
            messages.info(request, _("The round was closed already."))
            return redirect("round", reference)
        else:
            messages.success(request, _("The round is closed. Its counts stay as they are."))
            return redirect("round_totals", reference)
    told = {
        "round": counted, "title": wording.round_title(counted), "missing": lacks, "refused": request.method == "POST",
        "streets": [(one, wording.village(one.street.village), wording.street(one.street)) for one in lacks.streets]
        if lacks else [],
    }  # fmt: skip
    return render(request, "registers/rounds/close.html", told, status=409 if request.method == "POST" else 200)


@requires(Permission.ROUND_MANAGE)
@require_http_methods(["GET", "POST"])
@never_cache
def reopen(request: CouncilRequest, reference: str) -> HttpResponse:
    """Open a closed round again, with a reason."""
    counted = access.find_round(reference)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            opening.reopen(reference=reference, reason=form.cleaned_data["reason"], by=request.user)
        except opening.StillOpenError:
            messages.info(request, _("The round is open."))
            return redirect("round", reference)
        except opening.RoundOpenError as error:
            said = _("A round of this kind is open: %(round)s. Close it first.")
            form.add_error(None, said % {"round": wording.round_title(error.round)})
        else:
            messages.success(request, _("The round is open again."))
            return redirect("round", reference)
    told = {"round": counted, "title": wording.round_title(counted), "form": form}
    return render(request, "registers/rounds/reopen.html", told, status=422 if form.errors else 200)


@requires(Permission.ROUND_WALK)
@require_safe
@never_cache
def paper(request: CouncilRequest, reference: str) -> HttpResponse:
    """Print the walk list of a street (`?street=`), a village (`?village=`) or all: a walker's own streets."""
    counted = access.find_round(reference)
    streets = _streets_asked(request, counted)
    language = request.GET.get("language", "ky")
    if not streets or language not in walk_list.LANGUAGES:
        raise Http404
    named = sorted({one.village.name_ky for one in streets})
    journal.record_read(
        "round.printed", subject=counted.subject, by=request.user, why=access.why(counted), villages=named,
        streets=len(streets),
    )  # fmt: skip
    pdf = walk_list.pdf(counted, streets, language=language, foot=request.tenant.name, at=clock.now())
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="tereze-{counted.on}.pdf"'
    return response


def _streets_asked(request: CouncilRequest, counted: CountingRound) -> list[Street]:
    found = Street.objects.select_related("village").order_by("village__code", "sort_key")
    if not request.user.may(Permission.ROUND_MANAGE):
        found = found.filter(pk__in=RoundWalk.objects.filter(round=counted, walker=request.user).values("street"))
    for name, column in (("street", "pk"), ("village", "village")):
        if asked := request.GET.get(name):
            if not asked.isdecimal() or len(asked) > 15:
                raise Http404
            found = found.filter(**{column: int(asked)})
            if not found and name == "street":
                raise PermissionDenied
    return list(found)
