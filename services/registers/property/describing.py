"""What is written about a parcel, a building or a vehicle: the fields of its forms, and how they become columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from services.registers import codelists, queries
from services.registers.codelists import CodeList
from services.registers.forms import day_field, text_field
from services.registers.life.pen import Pen
from services.registers.life.registry import RefusedError
from services.registers.models import Building, LandParcel, Street, Vehicle, Village

UNITS: Final = {"ha": 10_000, "sotka": 100, "m2": 1}
"""Square metres in each unit of area."""
_FIELD_M2: Final = 5_000
"""From half a hectare on people speak of hectares."""
PLACED: Final = ("village", "street", "house")


@dataclass(frozen=True)
class Description:
    """One kind of thing: its table, its name, and the fields that describe it in the order of the form."""

    name: str
    model: type[Any]
    label: Any
    fields: Mapping[str, Callable[[], forms.Field]]
    placed: bool = True


def _choice(label: Any, codes: CodeList, *, required: bool = False) -> Callable[[], forms.Field]:
    def make() -> forms.Field:
        listed = codes.choices() if required else [("", "—"), *codes.choices()]
        return forms.ChoiceField(label=label, choices=listed, required=required)

    return make


def _text(label: Any, longest: int, **attributes: Any) -> Callable[[], forms.Field]:
    return lambda: text_field(label, longest=longest, **attributes)


def _number(label: Any, least: int, most: int) -> Callable[[], forms.Field]:
    return lambda: forms.IntegerField(label=label, min_value=least, max_value=most, required=False)


def _area(label: Any) -> Callable[[], forms.Field]:
    return lambda: AreaField(label=label, required=False)


def _tick(label: Any) -> Callable[[], forms.Field]:
    """Return a question to be answered yes, no or not at all."""
    listed = [("", "—"), ("1", _("yes")), ("0", _("no"))]
    return lambda: forms.ChoiceField(label=label, choices=listed, required=False)


class AreaField(forms.DecimalField):
    """An area in square metres, with a comma or a point."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=8, decimal_places=1, min_value=Decimal("0.1"), **kwargs)
        self.widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        return super().clean(str(value).replace(",", ".").replace(" ", "") if value else value)


class LandAreaWidget(forms.MultiWidget):
    """A number and its unit."""

    def __init__(self) -> None:
        units = [("ha", _("ha")), ("sotka", _("sotka")), ("m2", _("m²"))]
        super().__init__(
            [forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), forms.Select(choices=units)]
        )

    def decompress(self, value: Any) -> list[Any]:
        if not value:
            return [None, "ha"]
        metres = int(value)
        unit = "sotka" if metres < _FIELD_M2 else "ha"
        return [f"{Decimal(metres) / UNITS[unit]:.4f}".rstrip("0").rstrip("."), unit]


class LandAreaField(forms.MultiValueField):
    """An area of land: «0,12 ha», «12 sotka», «1200 m²». Its value is square metres."""

    widget = LandAreaWidget

    def __init__(self, **kwargs: Any) -> None:
        parts = (forms.CharField(max_length=14), forms.ChoiceField(choices=[(unit, unit) for unit in UNITS]))
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[Any]) -> int | None:
        if not data_list or not data_list[0]:
            return None
        try:
            number = Decimal(str(data_list[0]).replace(",", ".").replace(" ", ""))
        except InvalidOperation:
            raise forms.ValidationError(_("Write the area as a number: 0,12.")) from None
        metres = round(number * UNITS[data_list[1]])
        if not 0 < metres <= 100_000_000:
            raise forms.ValidationError(_("The area is more than nothing and at most 10,000 ha."))
        return metres


PARCEL: Final = Description(
    "parcel",
    LandParcel,
    _("Land parcel"),
    {
        "kind": _choice(_("Kind"), codelists.LAND_KIND, required=True),
        "area_m2": lambda: LandAreaField(label=_("Area")),
        "water": _choice(_("Water"), codelists.LAND_WATER),
        "perennial": _tick(_("Perennial plants")),
        "crop": _text(_("Crop of the year"), 60),
        "eni": _text(_("ЕНИ code"), 30, inputmode="numeric"),
        "title_document": _choice(_("Title document"), codelists.TITLE_DOCUMENT),
        "title_number": _text(_("Its number"), 60),
        "title_date": lambda: day_field(_("Its date")),
        "place": _text(_("Where the field is"), 120),
    },
)
BUILDING: Final = Description(
    "building",
    Building,
    _("Building"),
    {
        "kind": _choice(_("Kind"), codelists.BUILDING_KIND, required=True),
        "year": _number(_("Year it was built"), 1800, 2100),
        "walls": _choice(_("Walls"), codelists.WALL_MATERIAL),
        "roof": _choice(_("Roof"), codelists.ROOF),
        "area_m2": _area(_("Area, m²")),
        "living_area_m2": _area(_("Living area, m²")),
        "rooms": _number(_("Rooms"), 1, 99),
        "heating": _choice(_("Heating"), codelists.HEATING),
        "water": _choice(_("Water supply"), codelists.WATER_SUPPLY),
        "electricity": _tick(_("Electricity")),
        "gas": _tick(_("Gas")),
        "internet": _tick(_("Internet")),
        "eni": _text(_("ЕНИ code"), 30, inputmode="numeric"),
        "flat": _text(_("Flat"), 10),
    },
)
VEHICLE: Final = Description(
    "vehicle",
    Vehicle,
    _("Vehicle"),
    {
        "kind": _choice(_("Kind"), codelists.VEHICLE_KIND, required=True),
        "model": _text(_("Model"), 80),
        "year": _number(_("Year of make"), 1900, 2100),
        "engine_cc": _number(_("Engine, cm³"), 1, 100_000),
        "plate": _text(_("Plate"), 16, autocapitalize="characters"),
    },
    placed=False,
)
DESCRIPTIONS: Final = {one.name: one for one in (PARCEL, BUILDING, VEHICLE)}


def place_fields() -> dict[str, forms.Field]:
    """Return the fields that say at which house something is; all may stay empty."""
    villages = [("", "—"), *((one.code, one.name) for one in Village.objects.all())]
    return {
        "village": forms.ChoiceField(label=_("Village"), choices=villages, required=False),
        "street": text_field(_("Street"), longest=120, list="streets"),
        "house": text_field(_("House"), longest=20),
    }


def initial_of(thing: Model, description: Description) -> dict[str, Any]:
    """Return what is written about the thing, as the fields show it."""
    said = {name: getattr(thing, name) for name in description.fields}
    said = {
        name: {True: "1", False: "0"}.get(value, value) if value is not None else "" for name, value in said.items()
    }
    if description.placed:
        village, street = getattr(thing, "village", None), getattr(thing, "street", None)
        said["village"] = village.code if village else street.village.code if street else ""
        said["street"] = street.name_ky if street else ""
        said["house"] = getattr(thing, "house", "")
    return said


def _shown(value: Any) -> Any:
    if isinstance(value, bool):
        return "1" if value else "0"
    return "" if value is None else value


def columns(description: Description, said: Mapping[str, str], pen: Pen | None = None) -> dict[str, Any]:
    """Return the columns of the table for what was said in plain words.

    Raises RefusedError for a street that the village does not have.
    """
    table = description.model._meta
    values: dict[str, Any] = {}
    for name in description.fields:
        if name in said:
            values[name] = _typed(table.get_field(name), said[name])
    if "plate" in values:
        values["plate"] = "".join(str(values["plate"]).upper().split())
    if description.placed and "village" in said:
        values |= _placed(said)
    return values


def _typed(field: Any, text: str) -> Any:
    kind = field.get_internal_type()
    if kind == "BooleanField":
        return (text == "1") if text or not field.null else None
    if not text and kind != "CharField":
        return None
    return field.to_python(text)


def _placed(said: Mapping[str, str]) -> dict[str, Any]:
    village = Village.objects.filter(code=said["village"]).first() if said["village"] else None
    street: Street | None = None
    if village and said.get("street"):
        street = queries.street_called(said["street"], village=village)
        if street is None:
            raise RefusedError(_("There is no such street in this village. Look at the spelling."), field="street")
    if said.get("street") and village is None:
        raise RefusedError(_("Say the village of the street."), field="village")
    return {"village": village, "street": street, "house": said.get("house", "")}
