"""What a run made and changed: kept so that it can be taken back, and so that a later edit is noticed.

Former values and digests are made inside the database: nothing is lost on the way into Python and back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, LiteralString

from django.db import connection
from django.db.models import Model, QuerySet
from psycopg import sql

from services.registers.models import (
    BenefitHolding,
    Building,
    Household,
    HouseholdAddress,
    HouseholdCount,
    IdentityDocument,
    LandParcel,
    Membership,
    Ownership,
    Resident,
    Street,
    Vehicle,
)
from services.registers.models.imports import ImportedRecord


@dataclass(frozen=True)
class Kind:
    """A table that an import writes. `watched` are the columns that count as an edit, `derived` follow from them."""

    name: str
    model: type[Model]
    watched: tuple[str, ...]
    derived: tuple[str, ...] = ()

    @property
    def table(self) -> sql.Identifier:
        return sql.Identifier(self.model._meta.db_table)

    @property
    def digest(self) -> sql.Composed:
        """SQL for the digest of a row called t."""
        columns = sql.SQL(", ").join(sql.Identifier("t", column) for column in self.watched)
        return sql.SQL("md5(ROW({})::text)").format(columns)

    @property
    def restored(self) -> sql.Composed:
        """SQL that takes every column from a row called p."""
        columns = map(sql.Identifier, (*self.watched, *self.derived))
        return sql.SQL(", ").join(sql.SQL("{0} = p.{0}").format(column) for column in columns)


STREET: Final = Kind("street", Street, ("village_id", "name_ky", "name_ru"), ("search_norm", "sort_key"))
HOUSEHOLD: Final = Kind(
    "household", Household,
    ("book", "page", "account", "phone", "kind", "categories", "latitude", "longitude", "opened_on", "closed_on"),
)  # fmt: skip
ADDRESS: Final = Kind(
    "address", HouseholdAddress, ("household_id", "street_id", "house", "flat", "since", "until"), ("house_key",)
)
RESIDENT: Final = Kind(
    "resident", Resident,
    ("pin", "surname", "given_name", "patronymic", "surname_latin", "given_name_latin", "sex", "birth_date",
     "birth_place", "citizenship", "nationality", "phone", "education", "occupation", "workplace", "marital_status",
     "disability", "disability_until", "military_duty", "death_date", "merged_into_id"),
    ("search_norm", "sort_key"),
)  # fmt: skip
MEMBERSHIP: Final = Kind(
    "membership", Membership,
    ("resident_id", "household_id", "relation", "joined_on", "join_reason", "left_on", "leave_reason", "registered",
     "lives_here", "abroad_country", "abroad_since"),
)  # fmt: skip
DOCUMENT: Final = Kind(
    "document", IdentityDocument,
    ("resident_id", "type", "series", "number", "issued_on", "expires_on", "authority"),
)  # fmt: skip

BENEFIT: Final = Kind("benefit", BenefitHolding, ("resident_id", "category", "since", "until", "document"))
PARCEL: Final = Kind(
    "parcel", LandParcel,
    ("kind", "area_m2", "water", "perennial", "eni", "title_document", "title_number", "title_date", "crop",
     "village_id", "street_id", "house", "place", "since", "until"),
)  # fmt: skip
BUILDING: Final = Kind(
    "building", Building,
    ("kind", "parcel_id", "village_id", "street_id", "house", "flat", "eni", "year", "walls", "roof", "area_m2",
     "living_area_m2", "rooms", "heating", "water", "electricity", "gas", "internet", "since", "until"),
)  # fmt: skip
VEHICLE: Final = Kind("vehicle", Vehicle, ("kind", "model", "year", "engine_cc", "plate", "since", "until"))
OWNERSHIP: Final = Kind(
    "ownership", Ownership,
    ("parcel_id", "building_id", "vehicle_id", "resident_id", "household_id", "numerator", "denominator", "basis",
     "document", "since", "until"),
)  # fmt: skip
COUNT: Final = Kind(
    "count", HouseholdCount, ("household_id", "what", "on", "standing", "number", "counted_by", "round_id")
)

KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind
    for kind in (
        MEMBERSHIP, DOCUMENT, BENEFIT, ADDRESS, OWNERSHIP, COUNT, BUILDING, PARCEL, VEHICLE, RESIDENT, HOUSEHOLD, STREET
    )
}  # fmt: skip
"""In the order in which rows can be deleted."""

_RECORDS: Final = sql.Identifier(ImportedRecord._meta.db_table)
_NOTE_MADE: Final = """
    INSERT INTO {records} (run_id, kind, record_id, before, after)
    SELECT %s, %s, t.id, NULL, {digest} FROM {table} t WHERE t.id = ANY(%s)"""
_NOTE_BEFORE: Final = """
    INSERT INTO {records} (run_id, kind, record_id, before, after)
    SELECT %s, %s, t.id, to_jsonb(t), '' FROM {table} t WHERE t.id = ANY(%s)"""
_NOTE_AFTER: Final = """
    UPDATE {records} r SET after = {digest} FROM {table} t
    WHERE r.run_id = %s AND r.kind = %s AND r.before IS NOT NULL AND t.id = r.record_id"""
_EDITED: Final = """
    SELECT r.record_id FROM {records} r LEFT JOIN {table} t ON t.id = r.record_id
    WHERE r.run_id = %s AND r.kind = %s AND (t.id IS NULL OR r.after <> {digest}) ORDER BY r.id"""
_DELETE: Final = """
    DELETE FROM {table} t USING {records} r
    WHERE r.run_id = %s AND r.kind = %s AND r.before IS NULL AND t.id = r.record_id"""
_RESTORE: Final = """
    UPDATE {table} t SET {restored} FROM {records} r, jsonb_populate_record(NULL::{table}, r.before) p
    WHERE r.run_id = %s AND r.kind = %s AND r.before IS NOT NULL AND t.id = r.record_id
      AND coalesce(r.before ->> 'relation' = 'head', FALSE) = %s"""


def note_made(run: int, kind: Kind, keys: Sequence[int]) -> None:
    """Note rows that the run has made, as they are now."""
    _execute(_NOTE_MADE, kind, run, list(keys))


def note_before(run: int, kind: Kind, keys: Sequence[int]) -> None:
    """Note rows that the run is about to change, with their values."""
    _execute(_NOTE_BEFORE, kind, run, list(keys))


def note_after(run: int, kind: Kind) -> None:
    """Note how the changed rows are now."""
    _execute(_NOTE_AFTER, kind, run)


def edited_since(run: int, kind: Kind) -> list[int]:
    """Return the keys of rows that are no longer as the run left them, or are gone."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(_EDITED, kind), [run, kind.name])
        return [key for (key,) in cursor.fetchall()]


def made(run: int, kind: Kind) -> QuerySet[ImportedRecord, int]:
    """Return a query for the keys of rows that the run made."""
    return touched(run, kind).filter(before__isnull=True)


def touched(run: int, kind: Kind) -> QuerySet[ImportedRecord, int]:
    """Return a query for the keys of rows that the run made or changed."""
    return ImportedRecord.objects.filter(run_id=run, kind=kind.name).values_list("record_id", flat=True)


def delete_made(run: int, kind: Kind) -> None:
    """Delete the rows that the run made. Whatever still hangs on them is an IntegrityError at the latest at commit."""
    _execute(_DELETE, kind, run)


def restore_changed(run: int, kind: Kind) -> None:
    """Give the rows that the run changed their former values; heads last, for a household never has two."""
    for heads in (False, True):
        _execute(_RESTORE, kind, run, heads)


def forget(run: int) -> None:
    """Drop the notes of a run that has been taken back."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DELETE FROM {} WHERE run_id = %s").format(_RECORDS), [run])


def _statement(text: LiteralString, kind: Kind) -> sql.Composed:
    return sql.SQL(text).format(records=_RECORDS, table=kind.table, digest=kind.digest, restored=kind.restored)


def _execute(text: LiteralString, kind: Kind, run: int, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_statement(text, kind), [run, kind.name, *values])
