"""Vehicles and machinery."""

from collections.abc import Hashable, Iterator
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from services.registers import codelists
from services.registers.imports.cells import codes, measures
from services.registers.imports.fields import Field
from services.registers.imports.ledger import VEHICLE
from services.registers.imports.rows import Row
from services.registers.imports.things.headings import VEHICLES as SPELLINGS
from services.registers.imports.things.owned import part
from services.registers.imports.things.thing import (
    Key,
    Level,
    Thing,
    ThingEntry,
    Values,
    of_kind_and_home,
    of_kind_and_owner,
)
from tereze.language.folding import fold


def read(row: Row) -> dict[str, Any]:
    """Read what the row says of the vehicle. The make often tells the kind: «МТЗ-80» is a tractor."""
    model = row.text(Field.MODEL)
    return {
        "kind": row.code(Field.VEHICLE_KIND, codelists.VEHICLE_KIND) or _kind_of(model),
        "model": model,
        "year": row.take(measures.year(row.cell(Field.MADE_YEAR), today=row.manner.today), Field.MADE_YEAR),
        "engine_cc": row.take(measures.engine(row.cell(Field.ENGINE)), Field.ENGINE),
        "plate": row.take(measures.plate(row.cell(Field.PLATE)), Field.PLATE),
    }


def _kind_of(model: str) -> str:
    words = [model, *model.replace("-", " ").split()[:1]]
    return next((code for word in words if (code := codes.read(codelists.VEHICLE_KIND, word, {}).value)), "")


def check(entry: ThingEntry) -> None:
    """A vehicle of which nobody says the kind is a car."""
    told = any(problem.field == Field.VEHICLE_KIND for problem in entry.said.problems)
    if "kind" not in entry.said.values and not told:
        entry.said.values["kind"] = "car"
    for name in ("village", "street", "house"):
        entry.said.values.pop(name, None)  # where the owner lives


def joins(values: Values) -> Iterator[Hashable]:
    """One plate is one vehicle."""
    if plate := values.get("plate"):
        yield plate


def _by_plate(values: Values, owner: Hashable, home: Hashable) -> Key:
    return values.get("plate") or None


def _by_model(values: Values, owner: Hashable, home: Hashable) -> Key:
    model = values.get("model")
    return (owner, fold(model), values.get("year")) if model else None


CARS: Final = Thing(
    name="vehicle",
    kind=VEHICLE,
    meanings={
        "kind": Field.VEHICLE_KIND, "model": Field.MODEL, "year": Field.MADE_YEAR, "engine_cc": Field.ENGINE,
        "plate": Field.PLATE,
    },
    read=read,
    check=check,
    joins=joins,
    differs=("kind", "model", "year"),
    levels=(Level(_by_plate), Level(_by_model, alike=True), Level(of_kind_and_owner), Level(of_kind_and_home)),
    required={},
    empty={"kind": "", "model": "", "year": None, "engine_cc": None, "plate": "", "since": None},
    identity="plate",
)  # fmt: skip
VEHICLES: Final = part(
    CARS,
    name="vehicles",
    label=_("Vehicles and machinery"),
    hint=_("One row for each vehicle: the owner, number plate, make and model, year, engine."),
    spellings=SPELLINGS,
    one_of=(Field.PLATE, Field.MODEL),
    needed=_("the number plate or the model"),
)
