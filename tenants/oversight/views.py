"""The district's page: how its councils do. Figures only; no page of a council is reachable from here."""

from django.http import HttpResponse
from django.shortcuts import render

from tenants.directory import queries as directory
from tenants.oversight import exports, queries
from tereze import clock
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission

_KINDS = {
    "csv": (exports.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (exports.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@requires(Permission.DISTRICT_VIEW)
def councils(request: CouncilRequest) -> HttpResponse:
    """Show the councils of this district; the table alone when the page renews it."""
    day = clock.today()
    found = queries.councils_of(directory.current().district_id or "", on=day)
    template = "oversight/_councils.html" if request.htmx else "oversight/councils.html"
    return render(request, template, {"councils": found, "totals": queries.totals(found)})


@requires(Permission.DISTRICT_VIEW)
def export(request: CouncilRequest, kind: str) -> HttpResponse:
    """Hand the table out as a file."""
    make, content_type = _KINDS[kind]
    day = clock.today()
    found = queries.councils_of(directory.current().district_id or "", on=day)
    response = HttpResponse(make(found, on=day), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{request.tenant.key}-{day}.{kind}"'
    return response
