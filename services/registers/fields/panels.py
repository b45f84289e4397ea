"""What own fields show on cards and pages, and how they are found in the one search box."""

from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from services.registers import keys
from services.registers.fields import values
from services.registers.life import subjects
from services.registers.models import CustomField, CustomValue
from tereze.accounts.http import CouncilRequest
from tereze.accounts.permissions import Permission
from tereze.exchange import finders, panels
from tereze.exchange.finders import Finder, Hit
from tereze.exchange.panels import Panel, Place
from tereze.exchange.values import Subject
from tereze.language import folding

SHORTEST = 3
"""Letters from which on a word is looked for in own fields."""


def shown_of(about: str, reference: str) -> list[tuple[str, str]]:
    """Return what is written in the own fields of one thing: (label, value). One query."""
    found = CustomValue.objects.filter(**{f"{about}__reference": reference}).select_related("field")
    return [(one.field.label, values.shown(one)) for one in found.order_by("field__order") if not one.field.archived_at]


def _panel(request: CouncilRequest, subject: Subject | None) -> str:
    """Show what is written. An empty card stays short: the counter's questions ask for what is missing there."""
    if subject is None:
        return ""
    lines = shown_of(subject.kind, subject.reference)
    may_edit = request.user.may(Permission.RESIDENT_EDIT)
    invites = subject.kind == "household" and may_edit and _asked(subject.kind)
    if not lines and not invites:
        return ""
    told = {"lines": lines, "reference": subject.reference, "may_edit": may_edit}
    return render_to_string("registers/fields/_panel.html", told, request)


def _asked(about: str) -> bool:
    return CustomField.objects.filter(about=about, archived_at__isnull=True).exists()


def _find(query: str, limit: int) -> list[Hit]:
    """Find residents, households and parcels by what is written in own fields: every word, in any order."""
    words = [keys.soften(word) for word in folding.fold(query[:100]).split() if len(word) >= SHORTEST]
    if not words or not CustomField.objects.exists():
        return []
    wanted = Q()
    for word in words[:4]:
        wanted &= Q(search_norm__contains=word)
    return [_hit(one) for one in _with_owners(CustomValue.objects.filter(wanted))[:limit]]


def _with_owners(found: QuerySet[CustomValue]) -> QuerySet[CustomValue]:
    return found.select_related("field", "resident", "household", "parcel").order_by("pk")


def _hit(one: CustomValue) -> Hit:
    detail = f"{one.field.label}: {values.shown(one)}"
    if one.resident:
        return Hit(one.resident.name.full, detail, reverse("resident", args=[one.resident.reference]))
    if one.household:
        title = str(_("account № %(account)s") % {"account": one.household.account})
        return Hit(title, detail, reverse("household", args=[one.household.reference]))
    assert one.parcel is not None  # a constraint: every value is about one thing
    return Hit(capfirst(subjects.name(one.parcel)), detail, reverse("parcel", args=[one.parcel.reference]))


panels.registry.add(Panel("registers.fields", Place.CARD, 35, Permission.RESIDENT_VIEW, _panel))
panels.registry.add(Panel("registers.fields_household", Place.HOUSEHOLD, 30, Permission.RESIDENT_VIEW, _panel))
finders.registry.add(
    Finder(name="own_fields", label=_("In own fields"), order=30, permission=Permission.RESIDENT_SEARCH, find=_find)
)
