"""All rows of the register at a moment, as the database writes them, and what can be read off them in plain Python."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date
from fractions import Fraction
from json import loads
from typing import Any, Final

from django.apps import apps
from django.db import connection
from django.db.models import Model

from services.registers.life.pen import Change

Row = dict[str, Any]
Image = dict[str, dict[int, Row]]

TABLES: Final = (
    "village", "street", "resident", "household", "householdaddress", "membership", "identitydocument", "formername",
    "formerpin", "parenthood", "marriage", "benefitholding", "landparcel", "building", "vehicle", "ownership",
    "householdcount", "customvalue", "householdbook",
)  # fmt: skip
"""Everything that events may write."""


def look() -> Image:
    """Return all rows of all tables, in one query."""
    models: list[type[Model]] = [apps.get_model("registers", name) for name in TABLES]
    parts = [f"SELECT '{one._meta.model_name}', id, to_jsonb(t)::text FROM {one._meta.db_table} t" for one in models]
    image: Image = {name: {} for name in TABLES}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        for name, key, row in cursor.fetchall():
            image[name][key] = loads(row)
    return image


def replay(image: Image, changes: Iterable[Change]) -> Image:
    """Return the rows after the changes, written one after the other into plain dictionaries."""
    after = deepcopy(image)
    for one in changes:
        if one.after is None:
            del after[one.model][one.record_id]
        else:
            after[one.model][one.record_id] = dict(one.after)
    return after


def composition(image: Image, household: int, on: date) -> dict[int, str]:
    """Return who belonged to the household on the day, and the relation to its head."""
    return {
        one["resident_id"]: one["relation"]
        for one in image["membership"].values()
        if one["household_id"] == household and _belongs(one, image["resident"][one["resident_id"]], str(on))
    }


def _belongs(stay: Row, resident: Row, on: str) -> bool:
    begun = stay["joined_on"] or resident["birth_date"] or on
    ended = [day for day in (stay["left_on"], resident["death_date"]) if day]
    return begun <= on and all(on < day for day in ended)


def address(image: Image, household: int, on: date) -> tuple[int, str] | None:
    """Return the street and house where the household lived on the day."""
    found = [one for one in image["householdaddress"].values() if one["household_id"] == household and holds(one, on)]
    assert len(found) <= 1
    return (found[0]["street_id"], found[0]["house"]) if found else None


def holds(row: Mapping[str, Any], on: date) -> bool:
    """Return whether a row with a beginning and an end holds on the day."""
    return (not row["since"] or row["since"] <= str(on)) and (not row["until"] or row["until"] > str(on))


def shares(image: Image, on: date) -> dict[tuple[str, int], Fraction]:
    """Return the sum of the shares of everything on the day."""
    found: dict[tuple[str, int], Fraction] = {}
    for one in image["ownership"].values():
        if holds(one, on):
            thing = next((name, one[f"{name}_id"]) for name in ("parcel", "building", "vehicle") if one[f"{name}_id"])
            found[thing] = found.get(thing, Fraction(0)) + Fraction(one["numerator"], one["denominator"])
    return found
