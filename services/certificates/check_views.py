"""How the council's certificates are checked: how often, which most, and who tries what nobody was given."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from services.certificates import checks, shown
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission

DAYS = 30


@requires(Permission.CERTIFICATE_VIEW)
@require_safe
def checked(request: CouncilRequest) -> HttpResponse:
    """The checks of the last thirty days, day by day. It names no checker: none is known."""
    today = clock.today()
    most = checks.most_checked(since=today - timedelta(days=DAYS - 1))
    context = {
        "days": checks.days(until=today, number=DAYS),
        "most": [(one, shown.kind(one), times) for one, times in most],
        "many": checks.MANY,
    }
    return render(request, "certificates/checks.html", context)
