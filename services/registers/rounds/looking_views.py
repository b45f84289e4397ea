"""The pages that look at what a round found: what is to follow, what looks wrong, the sums."""

from collections.abc import Sequence
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from services.registers import addresses, story
from services.registers.codelists import COUNTED
from services.registers.models import CountingRound, RoundFollowUp, Street, Village
from services.registers.relations import Relation
from services.registers.rounds import access, counts, follow_ups, oddities, totals, wording, workbook
from services.registers.rounds.forms import ReasonForm
from services.registers.rounds.holding import ClosedRoundError
from services.registers.rounds.oddities import Found, Oddity
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal

ON_A_PAGE: Final = 50


@requires(Permission.ROUND_MANAGE)
@require_safe
@never_cache
def to_follow(request: CouncilRequest, reference: str) -> HttpResponse:
    """List what walkers heard of families, each with the form in which it is recorded."""
    counted = access.find_round(reference)
    done = request.GET.get("done") == "1"
    tasks, names = follow_ups.of(counted, done=done), wording.staff()
    journal.record_read("round.heard_read", subject=counted.subject, by=request.user, why=access.why(counted))
    told = {
        "round": counted, "title": wording.round_title(counted), "done": done,
        "tasks": [
            (one, wording.HEARD[one.follow_up.kind], addresses.shown(one.address.value) if one.address else "",
             names.get(one.follow_up.told_by, one.follow_up.told_by))
            for one in tasks
        ],
    }  # fmt: skip
    return render(request, "registers/rounds/follow_ups.html", told)


@requires(Permission.ROUND_MANAGE)
@require_POST
@never_cache
def followed(request: CouncilRequest, reference: str, follow_up: str) -> HttpResponse:
    """Tick one off."""
    counted = access.find_round(reference)
    try:
        follow_ups.tick_off(reference=follow_up, at=clock.now(), by=request.user)
    except RoundFollowUp.DoesNotExist:
        raise Http404 from None
    except follow_ups.AlreadyDoneError:
        messages.info(request, _("This was done already."))
    else:
        messages.success(request, _("Ticked off."))
    return redirect("round_follow_ups", counted.reference)


@requires(Permission.ROUND_MANAGE)
@require_safe
@never_cache
def comparison(request: CouncilRequest, reference: str) -> HttpResponse:
    """Show what looks wrong beside the last round, household by household."""
    counted = access.find_round(reference)
    village, rule = request.GET.get("village", ""), request.GET.get("rule", "")
    found = oddities.of(counted, village=int(village) if village.isdecimal() and len(village) < 15 else None)
    shown = [one for one in found.odd if not rule or one.rule == rule]
    page = Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page"))
    journal.record_read("round.compared", subject=counted.subject, by=request.user, why=access.why(counted))
    before = counts.before(counted)
    told = {
        "round": counted, "title": wording.round_title(counted), "page": page,
        "before": wording.round_title(before) if before else "",
        "rows": _rows(found, list(page)),
        "rules": [
            (kind, wording.RULES[kind], count)
            for kind in oddities.KINDS
            if (count := sum(one.rule == kind for one in found.odd))
        ],
        "rule": rule, "village": village, "count": len(found.odd),
        "villages": [(str(one.pk), wording.village(one)) for one in Village.objects.all()],
        "explained": [
            (row, said) for row, (_odd, said) in zip(
                _rows(found, [odd for odd, _said in found.explained]), found.explained, strict=True
            )
        ],
    }  # fmt: skip
    return render(request, "registers/rounds/comparison.html", told)


def _rows(found: Found, odd: Sequence[Oddity]) -> list[dict[str, Any]]:
    streets = Street.objects.select_related("village").in_bulk({found.homes[one.household].street for one in odd})
    rows = []
    for one in odd:
        home = found.homes[one.household]
        street = streets[home.street]
        address = f"{wording.village(street.village)}, {wording.street(street)}, {home.house}"
        rows.append(
            {"odd": one, "home": home, "address": address, "rule": wording.RULES[one.rule], "what": _what(one),
             "key": f"{home.reference}/{one.rule}/{one.key[2]}"}
        )  # fmt: skip
    return rows


def _what(one: Oddity) -> str:
    """Say what was found, in words."""
    numbers = {"number": one.number, "before": one.before}
    if one.rule in {oddities.JUMP, oddities.APPEARED}:
        what = str(wording.SPECIES.get(one.about, one.about))
        return _("%(what)s: %(before)s before, now %(number)s") % {"what": what, **numbers}
    if one.rule == oddities.UNSEEN:
        return _("%(what)s: told %(before)s, seen %(number)s") % {"what": COUNTED.label(one.about), **numbers}
    if one.rule == oddities.AGE:
        relation = story.relation_label(Relation(one.about.partition(":")[0]))
        return f"{one.name}, {relation}, {story.years(one.number)}"
    return _("animals: %(number)s") % numbers if one.number else ""


@requires(Permission.ROUND_MANAGE)
@require_http_methods(["GET", "POST"])
@never_cache
def explain(request: CouncilRequest, reference: str) -> HttpResponse:
    """Ask why something that looks wrong is right, and let it rest."""
    counted = access.find_round(reference)
    found = oddities.of(counted)
    wanted = request.GET.get("about", "")
    row = next((one for one in _rows(found, [*found.odd]) if one["key"] == wanted), None)
    if row is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            oddities.explain(counted=counted, oddity=row["odd"], reason=reason, at=clock.now(), by=request.user)
        except ClosedRoundError:
            form.add_error(None, _("The round is closed."))
        else:
            messages.success(request, _("Written down. It is not asked again in this round."))
            return redirect("round_comparison", reference)
    told = {"round": counted, "title": wording.round_title(counted), "row": row, "form": form}
    return render(request, "registers/rounds/explain.html", told, status=422 if form.errors else 200)


@requires(Permission.STATISTICS_VIEW)
@require_safe
@never_cache
def results(request: CouncilRequest) -> HttpResponse:
    """List the closed rounds, whose sums stay."""
    closed = CountingRound.objects.filter(closed_at__isnull=False)
    told = {"rounds": [(one, wording.round_title(one)) for one in closed]}
    return render(request, "registers/rounds/results.html", told)


@requires(Permission.STATISTICS_VIEW)
@require_safe
@never_cache
def sums(request: CouncilRequest, reference: str) -> HttpResponse:
    """Show the sums of a closed round by village beside those of another."""
    table = _table(request, reference)
    told = {
        "round": table.round, "title": wording.round_title(table.round), "table": table,
        "before": wording.round_title(table.before) if table.before else "",
        "villages": [wording.village(one) for one in table.villages],
        "lines": [(wording.counted(line.what), line) for line in table.lines],
        "others": [(one, wording.round_title(one)) for one in _others(table.round)],
        "manages": request.user.may(Permission.ROUND_MANAGE),
    }  # fmt: skip
    return render(request, "registers/rounds/totals.html", told)


@requires(Permission.STATISTICS_VIEW)
@require_safe
@never_cache
def sums_workbook(request: CouncilRequest, reference: str) -> HttpResponse:
    """Give the sums as a workbook."""
    table = _table(request, reference)
    response = HttpResponse(workbook.totals(table), content_type=workbook.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="tereze-{table.round.on}.xlsx"'
    return response


def _table(request: CouncilRequest, reference: str) -> totals.Table:
    counted = access.find_round(reference)
    if counted.is_open:
        raise Http404
    asked = request.GET.get("against", "")
    against = next((one for one in _others(counted) if one.reference == asked), None) or counts.before(counted)
    return totals.table(counted, against)


def _others(counted: CountingRound) -> list[CountingRound]:
    return list(CountingRound.objects.filter(on__lt=counted.on, closed_at__isnull=False))
