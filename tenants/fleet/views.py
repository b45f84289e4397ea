"""The operator's pages: all tenants, and one of them."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenants.directory import hosts
from tenants.directory.models import Kind, Status, Tenant
from tenants.fleet import actions, queries
from tenants.fleet.forms import FilterForm, ReasonForm
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission


@requires(Permission.FLEET_VIEW)
def fleet(request: CouncilRequest) -> HttpResponse:
    """List the tenants that fit the filter; the list alone when the filter changes."""
    form = FilterForm(request.GET)
    wanted = queries.Wanted(**form.cleaned_data) if form.is_valid() else queries.Wanted()
    context = {
        "form": form,
        "states": queries.tenants(wanted),
        "counts": queries.counts_by_status(),
        "version": settings.VERSION,
    }
    return render(request, "fleet/_tenants.html" if request.htmx else "fleet/tenants.html", context)


@requires(Permission.FLEET_VIEW)
def tenant(request: CouncilRequest, key: str) -> HttpResponse:
    """Show one tenant, and to those who may the form that suspends or resumes it."""
    return _page(request, key, ReasonForm())


@requires(Permission.FLEET_MANAGE)
@require_http_methods(["POST"])
def suspend(request: CouncilRequest, key: str) -> HttpResponseBase:
    """Suspend a tenant."""
    return _change(request, key, actions.suspend, _("Suspended. The page closes within a minute."))


@requires(Permission.FLEET_MANAGE)
@require_http_methods(["POST"])
def resume(request: CouncilRequest, key: str) -> HttpResponseBase:
    """Resume a tenant."""
    return _change(request, key, actions.resume, _("Active again. The page opens within a minute."))


def _change(request: CouncilRequest, key: str, act: Callable[..., None], done: str) -> HttpResponseBase:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, key, form, status=422)
    try:
        act(key=key, by=request.user, reason=form.cleaned_data["reason"])
    except (actions.CannotSuspendError, actions.CannotResumeError):
        messages.warning(request, _("The state has changed in the meantime; nothing was done."))
    else:
        messages.success(request, done)
    return redirect("tenant", key=key)


def _page(request: CouncilRequest, key: str, form: ReasonForm, *, status: int = 200) -> HttpResponse:
    try:
        state = queries.tenant(key)
    except Tenant.DoesNotExist:
        raise Http404 from None
    found = state.tenant
    may = request.user.may(Permission.FLEET_MANAGE)
    context = {
        "state": state,
        "address": hosts.address_of(key),
        "form": form,
        "may_suspend": may and found.status == Status.ACTIVE and found.kind != Kind.OPERATOR,
        "may_resume": may and found.status == Status.SUSPENDED,
    }
    return render(request, "fleet/tenant.html", context, status=status)
