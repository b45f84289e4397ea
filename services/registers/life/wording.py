"""What tables, fields and values are called where a change is told."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.registers import area, codelists, codes, phones, story
from services.registers.codelists import CodeList
from services.registers.life.pen import Row
from services.registers.relations import Relation

DERIVED: Final = frozenset(
    {"id", "reference", "search_norm", "sort_key", "house_key", "pin_reversed", "phone_reversed", "name_words"}
)
"""Columns that follow from others and tell people nothing."""

SAID: Final[dict[str, Promise]] = {
    "document": gettext_lazy("Document"),
    "origin": gettext_lazy("From where"),
    "place": gettext_lazy("Where to"),
    "country": gettext_lazy("Country"),
    "why": gettext_lazy("Why"),
}
"""Fields of what is said that only the event's own page tells."""

_MODELS: Final[dict[str, Promise]] = {
    "identitydocument": gettext_lazy("Document"),
    "benefitholding": gettext_lazy("Benefit"),
    "landparcel": gettext_lazy("Land parcel"),
    "building": gettext_lazy("Building"),
    "vehicle": gettext_lazy("Vehicle"),
    "ownership": gettext_lazy("Ownership"),
    "street": gettext_lazy("Street"),
    "householdcount": gettext_lazy("Livestock"),
    "customvalue": gettext_lazy("Own field"),
    "householdbook": gettext_lazy("Household book"),
}
_FIELDS: Final[dict[str, Promise]] = {
    "surname": gettext_lazy("Surname"),
    "given_name": gettext_lazy("Given name"),
    "patronymic": gettext_lazy("Patronymic"),
    "surname_latin": gettext_lazy("Surname in Latin letters"),
    "given_name_latin": gettext_lazy("Given name in Latin letters"),
    "pin": gettext_lazy("PIN"),
    "sex": gettext_lazy("Sex"),
    "birth_date": gettext_lazy("Date of birth"),
    "birth_place": gettext_lazy("Place of birth"),
    "citizenship": gettext_lazy("Citizenship"),
    "nationality": gettext_lazy("Nationality"),
    "phone": gettext_lazy("Phone"),
    "education": gettext_lazy("Education"),
    "occupation": gettext_lazy("Occupation"),
    "workplace": gettext_lazy("Workplace"),
    "marital_status": gettext_lazy("Marital status"),
    "disability": gettext_lazy("Disability"),
    "disability_until": gettext_lazy("Disability until"),
    "military_duty": gettext_lazy("Military duty"),
    "relation": gettext_lazy("Relation"),
    "joined_on": gettext_lazy("Belongs since"),
    "left_on": gettext_lazy("Belonged until"),
    "registered": gettext_lazy("Registered here"),
    "lives_here": gettext_lazy("Really lives here"),
    "abroad_country": gettext_lazy("Abroad in"),
    "abroad_since": gettext_lazy("Abroad since"),
    "account": gettext_lazy("Account"),
    "book": gettext_lazy("Household book №"),
    "page": gettext_lazy("Page"),
    "kind": gettext_lazy("Kind"),
    "area_m2": gettext_lazy("Area, m²"),
    "water": gettext_lazy("Water"),
    "eni": gettext_lazy("ЕНИ code"),
    "crop": gettext_lazy("Crop"),
    "perennial": gettext_lazy("Perennial plants"),
    "title_document": gettext_lazy("Title document"),
    "title_number": gettext_lazy("Number of the title document"),
    "title_date": gettext_lazy("Date of the title document"),
    "village": gettext_lazy("Village"),
    "street": gettext_lazy("Street"),
    "place": gettext_lazy("Where the field is"),
    "year": gettext_lazy("Year"),
    "walls": gettext_lazy("Walls"),
    "roof": gettext_lazy("Roof"),
    "living_area_m2": gettext_lazy("Living area, m²"),
    "rooms": gettext_lazy("Rooms"),
    "heating": gettext_lazy("Heating"),
    "electricity": gettext_lazy("Electricity"),
    "gas": gettext_lazy("Gas"),
    "internet": gettext_lazy("Internet"),
    "basis": gettext_lazy("Basis"),
    "text": gettext_lazy("Value"),
    "plate": gettext_lazy("Plate"),
    "model": gettext_lazy("Model"),
    "engine_cc": gettext_lazy("Engine, cm³"),
    "house": gettext_lazy("House"),
    "flat": gettext_lazy("Flat"),
    "series": gettext_lazy("Series"),
    "number": gettext_lazy("Number"),
    "document": gettext_lazy("Document"),
    "authority": gettext_lazy("Issued by"),
    "issued_on": gettext_lazy("Issued on"),
    "expires_on": gettext_lazy("Valid until"),
    "since": gettext_lazy("Since"),
    "until": gettext_lazy("Until"),
    "categories": gettext_lazy("Categories"),
}
_CODES: Final[dict[tuple[str, str], CodeList]] = {
    ("resident", "education"): codelists.EDUCATION,
    ("resident", "occupation"): codelists.OCCUPATION,
    ("resident", "marital_status"): codelists.MARITAL_STATUS,
    ("resident", "disability"): codelists.DISABILITY,
    ("resident", "military_duty"): codelists.MILITARY_DUTY,
    ("landparcel", "kind"): codelists.LAND_KIND,
    ("landparcel", "water"): codelists.LAND_WATER,
    ("landparcel", "title_document"): codelists.TITLE_DOCUMENT,
    ("building", "kind"): codelists.BUILDING_KIND,
    ("building", "walls"): codelists.WALL_MATERIAL,
    ("building", "roof"): codelists.ROOF,
    ("building", "heating"): codelists.HEATING,
    ("building", "water"): codelists.WATER_SUPPLY,
    ("vehicle", "kind"): codelists.VEHICLE_KIND,
    ("ownership", "basis"): codelists.OWNERSHIP_BASIS,
    ("benefitholding", "category"): codelists.BENEFIT,
    ("householdcount", "what"): codelists.COUNTED,
    ("household", "categories"): codelists.HOUSEHOLD_CATEGORY,
}


def model(name: str) -> str:
    """Return what people call a row of the table."""
    return str(_MODELS.get(name, name))


def field(_model: str, name: str) -> str:
    """Return what people call a field."""
    return str(_FIELDS.get(name, name))


def title(name: str, row: Row) -> str:
    """Return what tells one row of a table from the others."""
    if name in _TITLES:
        return _TITLES[name](row)
    return str(row.get("name_ky") or row.get("text") or "")


def _thing(name: str) -> Callable[[Row], str]:
    return lambda row: ", ".join(part for part in (value(name, "kind", row["kind"]), row.get("model", "")) if part)


_TITLES: Final[dict[str, Callable[[Row], str]]] = {
    "landparcel": lambda row: f"{codelists.LAND_KIND.label(row['kind'])}, {area.shown(int(row['area_m2']))}",
    "building": _thing("building"),
    "vehicle": _thing("vehicle"),
    "benefitholding": lambda row: value("benefitholding", "category", row["category"]),
    "identitydocument": lambda row: str(codes.DocumentType(row["type"]).label),
    "householdcount": lambda row: f"{codelists.COUNTED.label(row['what'])} {row['number']}",
    "ownership": lambda row: f"{row['numerator']}/{row['denominator']}",
}


def value(name: str, column: str, said: Any) -> str:
    """Return a value in words. PINs and phones are masked, for the preview is no place to read them."""
    if isinstance(said, list):
        return ", ".join(value(name, column, one) for one in said) or "—"
    if (name, column) in _CODES:
        return _CODES[name, column].label(str(said))
    if isinstance(said, bool):
        return _("yes") if said else _("no")
    return _spelt(column, said)


def _spelt(column: str, said: Any) -> str:
    if column in _SAYERS:
        return str(_SAYERS[column](said))
    if column.endswith(("_on", "_date", "_since", "_until")) or column in {"since", "until"}:
        return f"{date.fromisoformat(str(said)):%d.%m.%Y}"
    return str(Decimal(str(said)).normalize()) if isinstance(said, float) else str(said)


_SAYERS: Final[dict[str, Callable[[Any], Any]]] = {
    "relation": lambda said: story.relation_label(Relation(said)),
    "sex": lambda said: codes.Sex(said).label,
    "pin": lambda said: f"••••••••••{said[-4:]}",
    "phone": phones.mask,
    "citizenship": codes.country,
    "country": codes.country,
    "abroad_country": codes.country,
    "nationality": lambda said: codes.Nationality(said).label,
}
