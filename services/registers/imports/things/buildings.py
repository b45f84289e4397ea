"""Buildings: houses, sheds, shops."""

from collections.abc import Hashable, Iterator
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from services.registers import codelists
from services.registers import keys as search_keys
from services.registers.imports.cells import accounts, codes, measures
from services.registers.imports.fields import Field
from services.registers.imports.ledger import BUILDING
from services.registers.imports.rows import Row
from services.registers.imports.things.headings import BUILDINGS as SPELLINGS
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

_MOST_ROOMS: Final = 500


def read(row: Row) -> dict[str, Any]:
    """Read what the row says of the building."""
    rooms = accounts.whole_number(row.cell(Field.ROOMS))
    return {
        "kind": row.code(Field.BUILDING_KIND, codelists.BUILDING_KIND),
        "eni": row.text(Field.ENI).replace(" ", ""),
        "year": row.take(measures.year(row.cell(Field.BUILT_YEAR), today=row.manner.today), Field.BUILT_YEAR),
        "walls": row.code(Field.WALLS, codelists.WALL_MATERIAL),
        "roof": row.code(Field.ROOF, codelists.ROOF),
        "area_m2": row.take(measures.size(row.cell(Field.FLOOR_AREA)), Field.FLOOR_AREA),
        "living_area_m2": row.take(measures.size(row.cell(Field.LIVING_AREA)), Field.LIVING_AREA),
        "rooms": rooms if rooms and rooms < _MOST_ROOMS else None,
        "heating": row.code(Field.HEATING, codelists.HEATING),
        "water": row.code(Field.WATER_SUPPLY, codelists.WATER_SUPPLY),
        **{
            name: row.take(codes.yes_or_no(_plain(row, meaning)), meaning)
            for name, meaning in (
                ("electricity", Field.ELECTRICITY), ("gas", Field.GAS), ("internet", Field.INTERNET),
            )
        },
    }  # fmt: skip


def _plain(row: Row, meaning: Field) -> str:
    """Return a cell whose «жок» and «-» mean no, not nothing."""
    cell = row.cell(meaning)
    return cell.strip() if isinstance(cell, str) else row.text(meaning)


def check(entry: ThingEntry) -> None:
    """A building without a kind is a house: lists of houses do not say it."""
    told = any(problem.field == Field.BUILDING_KIND for problem in entry.said.problems)
    if "kind" not in entry.said.values and not told:
        entry.said.values["kind"] = "house"
    if entry.said.place.flat and "street" in entry.said.values:
        entry.said.values["flat"] = entry.said.place.flat


def joins(values: Values) -> Iterator[Hashable]:
    """One code of the cadastre is one building."""
    if eni := values.get("eni"):
        yield eni


def _by_eni(values: Values, owner: Hashable, home: Hashable) -> Key:
    return values.get("eni") or None


def _by_address(values: Values, owner: Hashable, home: Hashable) -> Key:
    if not values.get("street") or not values.get("house"):
        return None
    house = search_keys.house(values["house"])
    return values["street"], house, (values.get("flat") or "").lower(), values.get("kind")


HOUSES: Final = Thing(
    name="building",
    kind=BUILDING,
    meanings={
        "kind": Field.BUILDING_KIND, "eni": Field.ENI, "year": Field.BUILT_YEAR, "walls": Field.WALLS,
        "roof": Field.ROOF, "area_m2": Field.FLOOR_AREA, "living_area_m2": Field.LIVING_AREA, "rooms": Field.ROOMS,
        "heating": Field.HEATING, "water": Field.WATER_SUPPLY, "electricity": Field.ELECTRICITY, "gas": Field.GAS,
        "internet": Field.INTERNET, **PLACES, "flat": Field.FLAT,
    },
    read=read,
    check=check,
    joins=joins,
    differs=("kind",),
    levels=(Level(_by_eni), Level(_by_address), Level(of_kind_and_owner), Level(of_kind_and_home)),
    required={},
    empty={
        "kind": "", "parcel": None, "village": None, "street": None, "house": "", "flat": "", "eni": "", "year": None,
        "walls": "", "roof": "", "area_m2": None, "living_area_m2": None, "rooms": None, "heating": "", "water": "",
        "electricity": None, "gas": None, "internet": None, "since": None,
    },
)  # fmt: skip
BUILDINGS: Final = part(
    HOUSES,
    name="buildings",
    label=_("Houses and other buildings"),
    hint=_("One row for each building: the owner, the address, the kind, walls, year and area."),
    spellings=SPELLINGS,
    one_of=(Field.BUILDING_KIND, Field.WALLS, Field.BUILT_YEAR, Field.FLOOR_AREA, Field.LIVING_AREA, Field.ROOF),
    needed=_("the kind of building, its walls, year or area"),
)
