"""The page of what got stuck between the services."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.exchange import stuck


@requires(Permission.UPKEEP)
@require_safe
def stuck_events(request: CouncilRequest) -> HttpResponse:
    """Show what was told in vain too often."""
    return render(request, "exchange/stuck.html", {"count": stuck.count(), "events": stuck.newest()})


@requires(Permission.UPKEEP)
@require_POST
def try_again(request: CouncilRequest) -> HttpResponseBase:
    """Have all of it told again."""
    if stuck.try_again(by=request.user):
        messages.success(request, _("It is being tried again. Look here in a minute."))
    return redirect("stuck_events")
