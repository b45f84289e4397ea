"""Filling in the form of an event as a clerk does: what the rules propose is taken unless something else is typed."""

from typing import Any

from django.http import QueryDict

from services.registers.life.forms import LifeForm
from services.registers.life.registry import registry
from services.registers.models import Household, LifeEvent, Resident
from tests.services.registers.life.households.events import happen

DAY = "01.06.2024"


def filled(kind: str, subject: Resident | Household | None, **typed: Any) -> LifeForm:
    """Return the form with what was typed; fields that begin with something keep it."""
    form_type = registry.get(kind).form
    fresh = form_type(subject=subject)
    data = QueryDict(mutable=True)
    for name in fresh.fields:
        begun = fresh.get_initial_for_field(fresh.fields[name], name)
        if begun not in {None, "", False}:
            data[name] = f"{begun:%d.%m.%Y}" if hasattr(begun, "strftime") else str(begun)
    for name, value in ({"on": DAY} | typed).items():
        if isinstance(value, list):
            data.setlist(name, value)
        else:
            data[name] = value.reference if hasattr(value, "reference") else str(value)
    return form_type(data, subject=subject)


def recorded(kind: str, subject: Resident | Household | None, **typed: Any) -> LifeEvent:
    """Fill in the form and record what it says, with everything that the rules propose."""
    form = filled(kind, subject, **typed)
    assert form.is_valid(), form.errors
    return happen(kind, form.said())


def proposed(kind: str, subject: Resident | Household | None, **typed: Any) -> dict[str, Any]:
    """Return what the rules propose for what was typed, by field."""
    form = filled(kind, subject, **typed)
    assert form.is_valid(), form.errors
    return {name: form.cleaned_data[name] for name in form.confirmed}
