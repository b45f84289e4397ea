"""Writing down a new resident, and correcting one."""

from typing import Any, Protocol

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from services.registers import actions, addresses, forms, queries
from services.registers.codes import CorrectionReason, JoinReason
from services.registers.models import Household, Resident
from services.registers.relations import Relation
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal
from tereze.audit.purposes import Why


@requires(Permission.RESIDENT_EDIT)
@require_http_methods(["GET", "POST"])
@never_cache
def correct(request: CouncilRequest, reference: str) -> HttpResponse:
    """Show what is written about the resident, and take what is right."""
    try:
        card = queries.card(reference, on=clock.today())
    except Resident.DoesNotExist:
        raise Http404 from None
    initial = forms.ResidentForm.initial_of(card.resident, card.document)
    form = forms.CorrectionForm(request.POST or None, initial=initial)
    if request.method == "GET":
        subject, why = card.resident.subject, Why("edit")
        journal.record_read("resident.opened_for_correction", subject=subject, by=request.user, why=why)
    if form.is_valid():
        try:
            actions.correct_resident(
                resident=card.resident,
                person=form.person,
                papers=form.papers,
                reason=CorrectionReason(form.cleaned_data["reason"]),
                note=form.cleaned_data["note"],
                by=request.user,
                on=clock.today(),
            )
        except actions.NothingChangedError:
            messages.info(request, _("Nothing was changed."))
            return redirect("resident", reference)
        except (actions.PinTakenError, actions.DocumentTakenError) as error:
            _say_taken(form, error)
        else:
            messages.success(request, _("Corrected."))
            return redirect("resident", reference)
    told = {"form": form, "resident": card.resident, "back": reverse("resident", args=[reference])}
    return render(request, "registers/correct.html", told, status=_status(form))


@requires(Permission.RESIDENT_EDIT)
@require_http_methods(["GET", "POST"])
@never_cache
def admit(request: CouncilRequest, reference: str) -> HttpResponse:
    """Write down somebody new as a member of a household."""
    try:
        household = queries.household(reference)
    except Household.DoesNotExist:
        raise Http404 from None
    form = forms.NewMemberForm(request.POST or None, initial={"citizenship": "KG"})
    if form.is_valid() and (resident := _admit(form, household, request)):
        messages.success(request, _("Written down."))
        return redirect("resident", resident.reference)
    address = queries.address_of(household, on=clock.today())
    told = {
        "form": form,
        "household": household,
        "address": addresses.shown(address.value if address else None),
        "back": reverse("household", args=[reference]),
    }
    return render(request, "registers/admit.html", told, status=_status(form))


def _admit(form: forms.NewMemberForm, household: Household, request: CouncilRequest) -> Resident | None:
    data = form.cleaned_data
    try:
        membership = actions.admit(
            household=household,
            person=form.person,
            papers=form.papers,
            relation=Relation(data["relation"]),
            since=data["joined_on"],
            reason=JoinReason(data["join_reason"]) if data["join_reason"] else None,
            by=request.user,
            on=clock.today(),
        )
    except (actions.PinTakenError, actions.DocumentTakenError) as error:
        _say_taken(form, error)
    except actions.HeadTakenError:
        form.add_error("relation", _("The household has a head already."))
    except actions.RelationDoesNotFitError:
        form.add_error("relation", _("This relation does not fit the sex."))
    except actions.HouseholdClosedError:
        form.add_error(None, _("The household is closed. Nobody can be added to it."))
    else:
        return membership.resident
    return None


class _NamesResident(Protocol):
    resident: Resident


def _say_taken(form: django_forms.Form, error: _NamesResident) -> None:
    """Say whose PIN or document it is: most likely the person is in the register already."""
    field = "pin" if isinstance(error, actions.PinTakenError) else "document_number"
    form.add_error(field, _already(error.resident))


def _already(resident: Resident) -> Any:
    said = _("This is already written down for another resident:")
    return format_html('{} <a href="{}">{}</a>', said, reverse("resident", args=[resident.reference]), resident)


def _status(form: django_forms.Form) -> int:
    return 422 if form.errors else 200
