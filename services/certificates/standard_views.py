"""Pages of the service standards: what every certificate needs, takes and costs, and why it may be refused."""

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from services.certificates import filters, shown, templates
from services.certificates.models import Adoption
from services.certificates.questions import Day, Line
from services.certificates.templates import CertificateTemplate
from tenants.catalogue.models import Template
from tenants.directory import queries as directory
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission
from tereze.audit import journal


class AdoptionForm(forms.Form):
    """By which decision the kenesh took the service into the council's additional register."""

    number = Line(label=gettext_lazy("Number of the decision"), max_length=40)
    decided_on = Day(label=gettext_lazy("Day of the decision"))


@requires(Permission.CERTIFICATE_VIEW)
@require_safe
def standards(request: CouncilRequest) -> HttpResponse:
    """All certificates with their standards: the basic ones, and those that a council adds."""
    known, adopted = templates.current(), {one.template_code: one for one in Adoption.objects.all()}
    context = {
        "basic": [(one, None) for one in known if one.standard.basic],
        "additional": [(one, adopted.get(one.code)) for one in known if not one.standard.basic],
    }
    return render(request, "certificates/standards.html", context)


@requires(Permission.CERTIFICATE_VIEW)
@require_safe
def standard(request: CouncilRequest, code: str) -> HttpResponse:
    """The passport of one certificate."""
    return _show(request, _template_or_404(code), AdoptionForm())


def _show(request: CouncilRequest, template: CertificateTemplate, form: AdoptionForm) -> HttpResponse:
    context = {
        "template": template,
        "standard": template.standard,
        "council": directory.current(),
        "fee": filters.FILTERS["som"](template.fee_tyiyn, shown.page_language()) if template.fee_tyiyn else "",
        "adoption": Adoption.objects.filter(template_code=template.code).first(),
        "form": form,
        "may_adopt": request.user.may(Permission.COUNCIL_SETTINGS) and not template.standard.basic,
    }
    return render(request, "certificates/standard.html", context, status=422 if form.errors else 200)


@requires(Permission.COUNCIL_SETTINGS)
@require_POST
def adopted(request: CouncilRequest, code: str) -> HttpResponseBase:
    """Note the kenesh's decision about an additional service. The basic ones are the same everywhere and need none."""
    template, form = _template_or_404(code), AdoptionForm(request.POST)
    if template.standard.basic:
        raise Http404
    if not form.is_valid():
        return _show(request, template, form)
    said = form.cleaned_data
    Adoption.objects.update_or_create(template_code=code, defaults=said)
    journal.record(
        "certificate_template.adopted",
        subject=f"certificate_template:{code}",
        by=request.user,
        decision=said["number"],
        day=said["decided_on"].isoformat(),
    )
    shown.say(request, _("The decision is noted."))
    return redirect("certificate_standard", code)


def _template_or_404(code: str) -> CertificateTemplate:
    try:
        return templates.get(code)
    except Template.DoesNotExist:
        raise Http404 from None
