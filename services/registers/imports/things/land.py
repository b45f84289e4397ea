"""Land parcels: household plots, shares of farmland, leases."""

from collections.abc import Hashable, Iterator
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from services.registers import codelists
from services.registers.imports.cells import measures
from services.registers.imports.fields import Field
from services.registers.imports.ledger import PARCEL
from services.registers.imports.problems import Code
from services.registers.imports.rows import Row
from services.registers.imports.things.headings import LAND as SPELLINGS
from services.registers.imports.things.owned import part
from services.registers.imports.things.thing import (
    PLACES,
    Key,
    Level,
    Thing,
    ThingEntry,
    Values,
    of_kind_and_home,
    of_kind_and_owner,
)

_UNITS: Final = (
    (Field.AREA_HA, measures.HECTARE),
    (Field.AREA_SOTKA, measures.SOTKA),
    (Field.AREA_M2, measures.SQUARE_METRE),
    (Field.AREA, None),
)
_LARGE_PLOT_M2: Final = 10_000
"""A plot at a house is a few sotka; more than a hectare is a mistaken unit more often than a plot."""


def read(row: Row) -> dict[str, Any]:
    """Read what the row says of the parcel."""
    return {
        "kind": row.code(Field.LAND_KIND, codelists.LAND_KIND),
        "area_m2": _area(row),
        "water": row.code(Field.LAND_WATER, codelists.LAND_WATER),
        "eni": row.text(Field.ENI).replace(" ", ""),
        "title_document": row.code(Field.TITLE_DOCUMENT, codelists.TITLE_DOCUMENT),
        "title_number": row.text(Field.TITLE_NUMBER),
        "title_date": row.earlier(Field.TITLE_DATE),
        "crop": row.text(Field.CROP),
        "place": row.text(Field.LAND_PLACE),
    }


def _area(row: Row) -> int | None:
    for meaning, unit in _UNITS:
        if row.has(meaning) and (found := row.take(measures.area(row.cell(meaning), unit=unit), meaning)) is not None:
            return found
    return None


def check(entry: ThingEntry) -> None:
    """Tell a plot as large as a field; and keep street and house for plots that have them."""
    values = entry.said.values
    if values.get("kind") != "household_plot":
        values.pop("street", None)
        values.pop("house", None)
    elif values.get("area_m2", 0) > _LARGE_PLOT_M2:
        entry.tell(Code.AREA_LARGE, Field.AREA_M2, str(values["area_m2"]))


def joins(values: Values) -> Iterator[Hashable]:
    """One code of the cadastre is one parcel; so is one title for one kind and size."""
    if eni := values.get("eni"):
        yield "eni", eni
    elif number := values.get("title_number"):
        yield "title", values.get("title_document"), number, values.get("kind"), values.get("area_m2")


def _by_eni(values: Values, owner: Hashable, home: Hashable) -> Key:
    return values.get("eni") or None


def _by_title_and_size(values: Values, owner: Hashable, home: Hashable) -> Key:
    number = values.get("title_number")
    return (values.get("title_document"), number, values.get("kind"), values.get("area_m2")) if number else None


def _by_title(values: Values, owner: Hashable, home: Hashable) -> Key:
    number = values.get("title_number")
    return (values.get("title_document"), number, values.get("kind")) if number else None


def _by_owner_and_size(values: Values, owner: Hashable, home: Hashable) -> Key:
    return owner, values.get("kind"), values.get("area_m2")


def _by_home_and_size(values: Values, owner: Hashable, home: Hashable) -> Key:
    return home, values.get("kind"), values.get("area_m2")


PARCELS: Final = Thing(
    name="parcel",
    kind=PARCEL,
    meanings={
        "kind": Field.LAND_KIND, "area_m2": Field.AREA_M2, "water": Field.LAND_WATER, "eni": Field.ENI,
        "title_document": Field.TITLE_DOCUMENT, "title_number": Field.TITLE_NUMBER, "title_date": Field.TITLE_DATE,
        "crop": Field.CROP, "place": Field.LAND_PLACE, **PLACES,
    },
    read=read,
    check=check,
    joins=joins,
    differs=("kind", "area_m2"),
    levels=(
        Level(_by_eni), Level(_by_title_and_size), Level(_by_title), Level(_by_owner_and_size, alike=True),
        Level(_by_home_and_size, alike=True), Level(of_kind_and_owner), Level(of_kind_and_home),
    ),
    required={
        "kind": (Code.KIND_MISSING, (Field.LAND_KIND,)),
        "area_m2": (Code.AREA_MISSING, (*(meaning for meaning, _unit in _UNITS),)),
    },
    empty={
        "kind": "", "area_m2": None, "water": "", "perennial": False, "eni": "", "title_document": "",
        "title_number": "", "title_date": None, "crop": "", "village": None, "street": None, "house": "", "place": "",
        "since": None,
    },
)  # fmt: skip
LAND: Final = part(
    PARCELS,
    name="land",
    label=_("Land parcels"),
    hint=_("One row for each parcel and owner: the owner, the kind of land, the area with its unit; shares like 1/3."),
    spellings=SPELLINGS,
    one_of=(Field.AREA, Field.AREA_HA, Field.AREA_SOTKA, Field.AREA_M2),
    needed=_("the area"),
)
