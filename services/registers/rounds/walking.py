"""The pages of somebody who walks: a street on a phone, with a line or without, and a household in a plain form."""

import json
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from services.registers.models import CountingRound, Household, RoundVisit, Street
from services.registers.rounds import access, found, phone, visiting, wording, yards
from services.registers.rounds.forms import VisitForm
from services.registers.rounds.found import Sent
from services.registers.rounds.holding import ClosedRoundError
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal


@requires(Permission.ROUND_WALK)
@require_safe
@never_cache
def walk(request: CouncilRequest, reference: str, street: int) -> HttpResponse:
    """Show a street: a plain list with a form for every household; the phone's script makes a page of it that stays."""
    counted, place = access.walked(request, reference, street)
    _journal(request, counted, place)
    told = {"yards": phone.street(counted, place) if counted.is_open else []}
    return render(request, "registers/rounds/walk.html", {**_about(counted, place), **told})


@requires(Permission.ROUND_WALK)
@require_safe
@never_cache
def data(request: CouncilRequest, reference: str, street: int) -> HttpResponse:
    """Hand the street to the phone, with the key to keep it under. Of a closed round it gets the key alone."""
    counted, place = access.walked(request, reference, street)
    _journal(request, counted, place)
    told = {
        "owner": phone.owner(counted, request.user),
        "key": phone.key(counted, request.user),
        "until": int(request.session.get_expiry_date().timestamp() * 1000),
        "csrf": get_token(request),
        "closed": "" if counted.is_open else _closed(counted),
        "me": request.user.audit_name,
        "labels": phone.labels(counted),
        "yards": phone.street(counted, place) if counted.is_open else [],
        "street": wording.street(place),
        "village": wording.village(place.village),
        "round": wording.round_title(counted),
        "livestock_only": counted.livestock_only,
    }
    return JsonResponse(told)


@requires(Permission.ROUND_WALK)
@require_POST
@never_cache
def send(request: CouncilRequest, reference: str, street: int) -> HttpResponse:
    """Take one visit from a phone; say in JSON what became of it, with a sentence where it did not fit."""
    counted, place = access.walked(request, reference, street)
    try:
        typed = json.loads(request.body)
        sent = found.read(typed)
        home = Household.objects.get(reference=str(typed.get("household", "")))
    except (ValueError, AttributeError, Household.DoesNotExist) as error:
        said = str(error) if isinstance(error, found.UnreadableError) else _("There is no such household here.")
        return JsonResponse({"status": "refused", "said": said}, status=422)
    if not yards.households(counted).filter(household=home, street=place).exists():
        return JsonResponse({"status": "refused", "said": _not_here()}, status=422)
    return _answer(request, counted, home, sent, _moment(typed.get("at")))


def _answer(
    request: CouncilRequest, counted: CountingRound, home: Household, sent: Sent, said_at: datetime | None
) -> HttpResponse:
    names = wording.staff()
    at = visiting.clipped(said_at, counted=counted, now=clock.now())
    try:
        visit = visiting.write(counted=counted, household=home, sent=sent, at=at, by=request.user)
    except visiting.ConflictError as error:
        theirs = phone.named(visiting.dump(error.theirs), names)
        return JsonResponse({"status": "conflict", "theirs": theirs}, status=409)
    except ClosedRoundError:
        counted.refresh_from_db()
        return JsonResponse({"status": "closed", "said": _closed(counted)}, status=410)
    except (visiting.KeyTakenError, visiting.NotInRoundError):
        return JsonResponse({"status": "refused", "said": _not_here()}, status=422)
    return JsonResponse({"status": "saved", "visit": phone.named(visiting.dump(visit), names)})


def _not_here() -> str:
    return _("This household is not in this street any more. Tell the specialist what you wrote down.")


def _closed(counted: CountingRound) -> str:
    day = f"{counted.closed_at.astimezone(clock.OFFICE_TIME):%d.%m.%Y}" if counted.closed_at else ""
    return _(
        "The round was closed on %(day)s. What you typed is kept on this phone: show it to the specialist."
    ) % {"day": day}  # fmt: skip


def _moment(said: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(said))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


@requires(Permission.ROUND_WALK)
@require_http_methods(["GET", "POST"])
@never_cache
def visit(request: CouncilRequest, reference: str, street: int, household: str) -> HttpResponse:
    """Write down a visit in a plain form: the way without a script."""
    counted, place = access.walked(request, reference, street)
    home = access.find_household(household)
    yard = yards.of_household(counted, home)
    if yard is None or yard.street != place.pk:
        raise Http404
    present = RoundVisit.objects.filter(round=counted, household=home).first()
    shown = phone.named(visiting.dump(present), wording.staff()) if present else None
    codes = [*phone.asked(counted, yard.had), *phone.others(counted, yard.had)]
    form = VisitForm(_typed(request), codes=codes, had=yard.had, visit=shown)
    members = [(one.name, wording.person(one)) for one in yard.members]
    told: dict[str, Any] = {**_about(counted, place), "yard": yard, "form": form, "members": members}
    if request.method == "GET":
        _journal(request, counted, place, household=home)
    elif form.is_valid():
        told["theirs"] = theirs = _write(request, counted, home, form)
        told["theirs_said"] = wording.visit(theirs) if theirs else ""
        if theirs is None and not form.errors:
            messages.success(request, _("Written down: house %(house)s.") % {"house": wording.house(yard)})
            return redirect("round_walk", reference, street)
    status = 409 if told.get("theirs") else 422 if form.errors else 200
    return render(request, "registers/rounds/visit.html", told, status=status)


def _typed(request: CouncilRequest) -> Any:
    """Return what was typed; who has seen what stands there and writes over it says so with a button."""
    if request.method != "POST":
        return None
    typed = request.POST.copy()
    typed["replaces"] = typed.get("over") or typed.get("replaces", "")
    return typed


def _write(request: CouncilRequest, counted: CountingRound, home: Household, form: VisitForm) -> dict[str, Any] | None:
    """Write the form down; returns what somebody else wrote meanwhile, if so. Other refusals go to the form."""
    try:
        visiting.write(counted=counted, household=home, sent=form.sent, at=clock.now(), by=request.user)
    except visiting.ConflictError as error:
        return phone.named(visiting.dump(error.theirs), wording.staff())
    except found.UnreadableError as error:
        form.add_error(None, str(error))
    except ClosedRoundError:
        form.add_error(None, _("The round was closed meanwhile. Show the specialist what you wrote down."))
    except (visiting.KeyTakenError, visiting.NotInRoundError):
        form.add_error(None, _not_here())
    return None


def _about(counted: CountingRound, place: Street) -> dict[str, Any]:
    return {
        "round": counted, "street": place, "title": wording.round_title(counted),
        "street_name": wording.street(place), "village_name": wording.village(place.village),
        "states": wording.STATES, "heard_kinds": wording.HEARD,
    }  # fmt: skip


def _journal(
    request: CouncilRequest, counted: CountingRound, place: Street, *, household: Household | None = None
) -> None:
    """Note that a street's people were looked at, or one household's."""
    if household:
        subject = f"household:{household.reference}"
        journal.record_read("household.viewed", subject=subject, by=request.user, why=access.why(counted))
    else:
        journal.record_read(
            "round.walked", subject=counted.subject, by=request.user, why=access.why(counted), street=place.name_ky,
            village=place.village.name_ky,
        )  # fmt: skip
