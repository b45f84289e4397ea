"""The pages on which a council makes fields of its own."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from services.registers.fields import actions
from services.registers.fields.forms import NewFieldForm, OldFieldForm
from services.registers.models import CustomField
from tereze.accounts.http import CouncilRequest, requires
from tereze.accounts.permissions import Permission


@requires(Permission.FIELDS_MANAGE)
@require_safe
@never_cache
def listed(request: CouncilRequest) -> HttpResponse:
    """Show the council's own fields, with those put away."""
    fields = list(CustomField.objects.annotate(filled=Count("values")))
    told = {
        "fields": [one for one in fields if one.archived_at is None],
        "archived": [one for one in fields if one.archived_at is not None],
    }
    return render(request, "registers/fields/list.html", told)


@requires(Permission.FIELDS_MANAGE)
@require_http_methods(["GET", "POST"])
@never_cache
def add(request: CouncilRequest) -> HttpResponse:
    """Add a field."""
    form = NewFieldForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.add(about=data["about"], key=form.key, type=data["type"], described=form.described, by=request.user)
        except actions.KeyTakenError:
            form.add_error("label_ru", _("Somebody added a field of this name just now."))
        else:
            messages.success(request, _("Added. It is asked on the pages from now on."))
            return redirect("own_fields")
    told = {"form": form, "title": _("New field")}
    return render(request, "registers/fields/form.html", told, status=422 if form.errors else 200)


@requires(Permission.FIELDS_MANAGE)
@require_http_methods(["GET", "POST"])
@never_cache
def edit(request: CouncilRequest, key: int) -> HttpResponse:
    """Call a field otherwise, or change its choices."""
    field = get_object_or_404(CustomField, pk=key)
    form = OldFieldForm(request.POST or None, field=field)
    if form.is_valid():
        try:
            actions.describe(field, form.described, by=request.user)
        except actions.ChoiceInUseError as error:
            words = ", ".join(one["ky"] for one in field.choices if one["code"] in error.codes)
            form.add_error("choices", _("Written down somewhere, so it has to stay: %(words)s.") % {"words": words})
        else:
            messages.success(request, _("Saved."))
            return redirect("own_fields")
    told = {"form": form, "title": field.label, "field": field}
    return render(request, "registers/fields/form.html", told, status=422 if form.errors else 200)


@requires(Permission.FIELDS_MANAGE)
@require_POST
def archive(request: CouncilRequest, key: int) -> HttpResponse:
    """Put a field away."""
    actions.archive(get_object_or_404(CustomField, pk=key), by=request.user)
    messages.success(request, _("Put away. What was written stays; it can be taken out again below."))
    return redirect("own_fields")


@requires(Permission.FIELDS_MANAGE)
@require_POST
def restore(request: CouncilRequest, key: int) -> HttpResponse:
    """Take a field out again."""
    actions.restore(get_object_or_404(CustomField, pk=key), by=request.user)
    messages.success(request, _("Taken out again."))
    return redirect("own_fields")
