"""What changes in a household: it is opened, moves, gets another head; somebody leaves it or dies."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from services.registers import actions, household_forms, queries
from services.registers.codes import HouseholdKind, LeaveReason
from services.registers.models import Household, Membership
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission


@requires(Permission.RESIDENT_EDIT)
@require_http_methods(["GET", "POST"])
@never_cache
def open_household(request: CouncilRequest) -> HttpResponse:
    """Open an account for a household."""
    form = household_forms.OpenForm(request.POST or None, initial=_today())
    if form.is_valid():
        data = form.cleaned_data
        try:
            opened = actions.open_household(
                book=data["book"], page=data["page"], place=form.place, phone=data["phone"],
                kind=HouseholdKind(data["kind"]), on=data["on"], by=request.user,
            )  # fmt: skip
        except actions.AccountTakenError as error:
            form.add_error("page", _link(_("This page has a household already:"), error.household))
        else:
            messages.success(request, _("Opened. Now add its people."))
            return redirect("household", opened.reference)
    return _page(request, form, title=_("Open a household"), back="/", back_to=_("Back to the window"))


@requires(Permission.RESIDENT_EDIT)
@require_http_methods(["GET", "POST"])
@never_cache
def move(request: CouncilRequest, reference: str) -> HttpResponse:
    """Write down a new address; the former one stays known."""
    household = _household(reference)
    form = household_forms.MoveForm(request.POST or None, initial=_today())
    if form.is_valid():
        try:
            actions.move_household(household=household, place=form.place, on=form.cleaned_data["on"], by=request.user)
        except actions.TooEarlyError as error:
            _say_too_early(form, error)
        else:
            messages.success(request, _("The new address is written down."))
            return redirect("household", reference)
    return _page(request, form, title=_("New address"), **_back(household))


@requires(Permission.RESIDENT_EDIT)
@require_http_methods(["GET", "POST"])
@never_cache
def change_head(request: CouncilRequest, reference: str) -> HttpResponse:
    """Let somebody else be the head, with everybody's relation to the new one."""
    household = _household(reference)
    members = queries.composition(household, on=clock.today())
    form = household_forms.HeadForm(request.POST or None, members=members, initial=_today())
    if form.is_valid():
        head = next(one.resident for one in members if one.resident.reference == form.cleaned_data["head"])
        try:
            actions.change_head(
                household=household, head=head, relations=form.relations, on=form.cleaned_data["on"], by=request.user
            )
        except actions.TooEarlyError as error:
            _say_too_early(form, error)
        except actions.RelationsMissingError:
            form.add_error(None, _("The household has changed meanwhile. Open this page again."))
        else:
            messages.success(request, _("The new head is written down."))
            return redirect("household", reference)
    return _page(request, form, title=_("New head"), **_back(household))


@requires(Permission.RESIDENT_EDIT)
@require_http_methods(["GET", "POST"])
@never_cache
def leave(request: CouncilRequest, reference: str) -> HttpResponse:
    """Write down that a resident left the household, or died."""
    membership = queries.stay(reference, on=clock.today())
    if membership is None:
        raise Http404
    form = household_forms.LeaveForm(request.POST or None, initial=_today())
    if form.is_valid():
        try:
            _let_go(membership, form, request)
        except actions.TooEarlyError as error:
            _say_too_early(form, error)
        except Membership.DoesNotExist:
            form.add_error(None, _("This was written down meanwhile."))
        else:
            messages.success(request, _("Written down."))
            return redirect("resident", reference)
    back = reverse("resident", args=[reference])
    return _page(request, form, title=_("Left or died"), back=back, back_to=str(membership.resident))


def _let_go(membership: Membership, form: household_forms.LeaveForm, request: CouncilRequest) -> None:
    reason, on = LeaveReason(form.cleaned_data["reason"]), form.cleaned_data["on"]
    if reason == LeaveReason.DEATH:
        actions.record_death(resident=membership.resident, on=on, by=request.user)
    else:
        actions.end_membership(membership=membership, on=on, reason=reason, by=request.user)


def _household(reference: str) -> Household:
    try:
        return queries.household(reference)
    except Household.DoesNotExist:
        raise Http404 from None


def _today() -> dict[str, Any]:
    return {"on": clock.today()}


def _back(household: Household) -> dict[str, str]:
    said = _("Household, account № %(account)s") % {"account": household.account}
    return {"back": reverse("household", args=[household.reference]), "back_to": said}


def _link(said: str, household: Household) -> Any:
    address = reverse("household", args=[household.reference])
    return format_html('{} <a href="{}">№ {}</a>', said, address, household.account)


def _say_too_early(form: Form, error: actions.TooEarlyError) -> None:
    form.add_error("on", _("This has to be later than %(day)s.") % {"day": f"{error.since:%d.%m.%Y}"})


def _page(request: CouncilRequest, form: Form, *, title: str, back: str, back_to: str) -> HttpResponse:
    told = {"form": form, "title": title, "back": back, "back_to": back_to, "streets": []}
    if isinstance(form, household_forms.MoveForm | household_forms.OpenForm):
        told["streets"] = queries.street_names()
    return render(request, "registers/change.html", told, status=422 if form.errors else 200)
