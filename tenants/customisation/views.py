"""The page on which a council says how its letters begin and who signs them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tenants.customisation import accents, actions
from tenants.customisation.forms import LetterheadForm, SignatoryForm
from tenants.customisation.models import Letterhead, Signatory
from tereze import clock
from tereze.accounts.http import CouncilRequest, open_to_all, requires
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


@open_to_all("a colour says nothing of anybody, and the page of signing in has it, too")
@require_safe
def accent(request: HttpRequest) -> HttpResponse:
    """The council's colour as a style sheet. Browsers keep it for some minutes and then ask whether it is another."""
    content = accents.stylesheet(Letterhead.objects.values_list("accent", flat=True).first() or "")
    content = content or "/* the platform's own */\n"  # what is empty has no tag
    response = HttpResponse(content, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "private, max-age=300"
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _saved(request: CouncilRequest) -> HttpResponse:
    messages.success(request, _("Saved. New certificates are printed so; those already printed stay as they are."))
    return redirect("office_settings")
