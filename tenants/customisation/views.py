"""The page on which a council says how its letters begin and who signs them."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenants.customisation import actions
from tenants.customisation.forms import LetterheadForm, SignatoryForm
from tenants.customisation.models import Letterhead, Signatory
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission


@requires(Permission.COUNCIL_SETTINGS)
@require_http_methods(["GET", "POST"])
def office(request: CouncilRequest) -> HttpResponseBase:
    """Letterhead and signatories, each saved by itself."""
    letterhead = Letterhead.objects.first() or Letterhead()
    today = clock.today()
    part = request.POST.get("part", "")
    form = LetterheadForm(
        request.POST or None if part == "letterhead" else None, request.FILES or None, instance=letterhead
    )
    signing = [
        SignatoryForm(request.POST if part == "signatories" else None, signatory=one)
        for one in Signatory.objects.on(today)
    ]
    if part == "letterhead" and form.is_valid():
        actions.change_letterhead(form.save(), changed=form.changed_data, by=request.user)
        return _saved(request)
    if part == "signatories" and all(one.is_valid() for one in signing):
        for one in signing:
            actions.name_signatory(role=one.signatory.role, **one.names(), by=request.user, on=today)
        return _saved(request)
    context = {"form": form, "signing": signing, "has_emblem": bool(letterhead.emblem)}
    return render(request, "customisation/office.html", context, status=422 if part else 200)


def _saved(request: CouncilRequest) -> HttpResponse:
    messages.success(request, _("Saved. New certificates are printed so; those already printed stay as they are."))
    return redirect("office_settings")
