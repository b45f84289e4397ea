"""What the journal calls land, buildings and vehicles."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from services.registers.life import subjects
from services.registers.models import Building, LandParcel, Vehicle
from tereze.accounts.permissions import Permission
from tereze.audit.words import name_kinds, name_looks, name_subjects


def tell() -> None:
    """Name them; called once, when the app is ready."""
    name_kinds({"parcel": _("Journal: land"), "building": _("Journal: building"), "vehicle": _("Journal: vehicle")})
    name_subjects("parcel", lambda found: _names(LandParcel, found), permission=Permission.RESIDENT_VIEW)
    name_subjects("building", lambda found: _names(Building, found), permission=Permission.RESIDENT_VIEW)
    name_subjects("vehicle", lambda found: _names(Vehicle, found), permission=Permission.RESIDENT_VIEW)
    name_looks({"property.viewed": (_("Property looked at"), _("the property and its owners"))})


def _names(model: type[Any], references: Collection[str]) -> Mapping[str, str]:
    return {one.reference: subjects.name(one) for one in model.objects.filter(reference__in=references)}
