"""Land, buildings, vehicles and livestock, as an export has them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db.models import CharField, F, OuterRef, Subquery
from django.db.models import Value as Constant
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.registers import codelists
from services.registers.codelists import CodeList
from services.registers.exports.columns import (
    Column,
    Part,
    Rights,
    chosen,
    field,
    listed,
    own_columns,
    person,
    place,
    plain,
    yes_or_no,
)
from services.registers.imports.fields import Field
from services.registers.models import HouseholdCount, Membership, Ownership
from services.registers.models.ranges import holds_on

_THINGS: Final[Mapping[str, tuple[Promise | str, tuple[tuple[Field, str, CodeList | None], ...]]]] = {
    "parcel": (
        _("Land"),
        (
            (Field.LAND_KIND, "kind", codelists.LAND_KIND),
            (Field.AREA_M2, "area_m2", None),
            (Field.LAND_WATER, "water", codelists.LAND_WATER),
            (Field.ENI, "eni", None),
            (Field.TITLE_DOCUMENT, "title_document", codelists.TITLE_DOCUMENT),
            (Field.TITLE_NUMBER, "title_number", None),
            (Field.TITLE_DATE, "title_date", None),
            (Field.CROP, "crop", None),
            (Field.LAND_PLACE, "place", None),
        ),
    ),
    "building": (
        _("Buildings"),
        (
            (Field.BUILDING_KIND, "kind", codelists.BUILDING_KIND),
            (Field.BUILT_YEAR, "year", None),
            (Field.WALLS, "walls", codelists.WALL_MATERIAL),
            (Field.ROOF, "roof", codelists.ROOF),
            (Field.FLOOR_AREA, "area_m2", None),
            (Field.LIVING_AREA, "living_area_m2", None),
            (Field.ROOMS, "rooms", None),
            (Field.HEATING, "heating", codelists.HEATING),
            (Field.WATER_SUPPLY, "water", codelists.WATER_SUPPLY),
            (Field.ELECTRICITY, "electricity", None),
            (Field.GAS, "gas", None),
            (Field.INTERNET, "internet", None),
            (Field.ENI, "eni", None),
        ),
    ),
    "vehicle": (
        _("Vehicles"),
        (
            (Field.VEHICLE_KIND, "kind", codelists.VEHICLE_KIND),
            (Field.MODEL, "model", None),
            (Field.MADE_YEAR, "year", None),
            (Field.ENGINE, "engine_cc", None),
            (Field.PLATE, "plate", None),
        ),
    ),
}
_YES_OR_NO: Final = frozenset({Field.ELECTRICITY, Field.GAS, Field.INTERNET})


def owned(on: date, rights: Rights, thing: str) -> Part:
    """One row for each owner of each thing; where the thing lies, where that is written down."""
    title, fields = _THINGS[thing]
    annotated, own = own_columns("parcel", "parcel") if thing == "parcel" else ({}, [])
    about = [
        field(meaning, f"{thing}__{path}", yes_or_no if meaning in _YES_OR_NO else listed(words) if words else None, 18)
        for meaning, path, words in fields
    ]
    places = [] if thing == "vehicle" else [
        field(Field.VILLAGE, place(f"{thing}__village", "name")),
        field(Field.STREET, place(f"{thing}__street", "name"), width=20),
        field(Field.HOUSE, f"{thing}__house", width=8),
    ]  # fmt: skip
    columns = [
        field(Field.ACCOUNT, "account", width=10),
        *person("resident__", rights),
        field(Field.SHARE, "share", width=8),
        field(Field.BASIS, "basis", listed(codelists.OWNERSHIP_BASIS)),
        field(Field.OWNED_SINCE, "since"),
        *about,
        *places,
        *own,
    ]
    rows = (
        Ownership.objects.filter(holds_on(on), **{f"{thing}__isnull": False})
        .annotate(account=_account(on), share=_share(), **annotated)
        .order_by("account", f"{thing}", "pk")
    )
    return Part({"parcel": "land", "building": "buildings", "vehicle": "vehicles"}[thing], title, columns, rows)


def _account(on: date) -> Any:
    """The account of the household that owns the thing, or of the one to which its owner belongs."""
    stay = Membership.objects.on(on).filter(resident=OuterRef("resident")).values("household__account")[:1]
    return Coalesce(F("household__account"), Subquery(stay))


def _share() -> Any:
    return Concat(Cast("numerator", CharField()), Constant("/"), Cast("denominator", CharField()))


def counts() -> Part:
    columns = [
        field(Field.ACCOUNT, "household__account", width=10),
        Column(_("Counted on"), "on", plain),
        field(Field.COUNTED, "what", listed(codelists.COUNTED), 24),
        field(Field.NUMBER, "number", width=10),
        Column(_("Whose figure"), "standing", chosen([("declared", _("declared")), ("verified", _("verified"))]), 14),
    ]
    rows = HouseholdCount.objects.order_by("on", "household__book", "household__page", "what", "standing")
    return Part("livestock", _("Livestock"), columns, rows)
