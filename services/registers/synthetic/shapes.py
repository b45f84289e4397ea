"""The people of a synthetic council. Plain values, no database: whoever wants them stored, stores them.

Codes: sex "m", "f"; nationality "kyrgyz", "uzbek", "turk", "uyghur", "tatar", "tajik", "russian"; document type
"id_card", "birth_certificate"; household kind "permanent", "temporary", "registered_only", "empty"; reason for leaving
"death", "marriage", "moved", "divorce", "head_changed"; country two letters (ISO 3166).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from services.registers.relations import Relation


@dataclass(frozen=True, slots=True)
class VillageSpec:
    """A village to fill; `code` is the last three digits of its SOATE code."""

    code: str
    name_ky: str
    name_ru: str


@dataclass(frozen=True, slots=True)
class SyntheticStreet:
    """A street of one village. The same name may stand in several villages."""

    village_code: str
    name_ky: str
    name_ru: str


@dataclass(frozen=True, slots=True)
class SyntheticResident:
    """A person who is or was a member of a household.

    `patronymic` is empty for «Асан уулу» surnames; Latin names are in capitals, as documents print them; `phone` is
    E.164 or empty; `death_date` is set for the dead only.
    """

    pin: str
    surname: str
    given_name: str
    patronymic: str
    surname_latin: str
    given_name_latin: str
    sex: str
    birth_date: date
    birth_place: str
    nationality: str
    phone: str
    document_type: str
    document_series: str
    document_number: str
    document_issued_on: date
    document_authority: str
    death_date: date | None
    education: str = ""
    occupation: str = ""
    workplace: str = ""
    marital_status: str = ""
    disability: str = ""
    disability_until: date | None = None
    military_duty: str = ""


@dataclass(frozen=True, slots=True)
class SyntheticMember:
    """One stretch of somebody's life in a household, with one relation to its head of that time.

    `left_on` is the first day on which the person no longer belonged. "head_changed" closes a stretch only to open the
    next one on the same day, with the relation to the new head. One resident may have stretches in several households,
    never two at once.
    """

    resident: SyntheticResident
    relation: Relation
    joined_on: date
    left_on: date | None
    left_reason: str
    registered: bool
    abroad_country: str
    abroad_since: date | None


@dataclass(frozen=True, slots=True)
class EarlierAddress:
    """Where a household lived before, until the day `until` (the first day at the next address)."""

    village_code: str
    street: str
    house: str
    flat: str
    until: date


@dataclass(frozen=True, slots=True)
class SyntheticHousehold:
    """An account of the household register; `account` is printed as book and page. `street` is the Kyrgyz name."""

    book: int
    page: int
    account: str
    village_code: str
    street: str
    house: str
    flat: str
    phone: str
    kind: str
    opened_on: date
    members: tuple[SyntheticMember, ...]
    earlier_addresses: tuple[EarlierAddress, ...] = ()
    categories: tuple[str, ...] = ()
    latitude: Decimal | None = None
    longitude: Decimal | None = None

    @property
    def living(self) -> tuple[SyntheticMember, ...]:
        """Who belongs to it today."""
        return tuple(member for member in self.members if member.left_on is None)


class SyntheticParenthood(NamedTuple):
    """`kind` is "birth" or "guardian"."""

    child: SyntheticResident
    parent: SyntheticResident
    kind: str
    since: date


class SyntheticMarriage(NamedTuple):
    """A marriage; who never lived here is named in `elsewhere`. `ended_by` "death", "divorce", or empty."""

    husband: SyntheticResident | None
    wife: SyntheticResident | None
    elsewhere: str
    since: date
    until: date | None
    ended_by: str
    document: str


class SyntheticBenefit(NamedTuple):
    """A benefit category from a day until a day."""

    resident: SyntheticResident
    category: str
    since: date
    until: date | None
    document: str


class SyntheticBook(NamedTuple):
    """A book on the shelf, and who keeps it."""

    number: int
    village_code: str
    since_year: int
    until_year: int
    keeper: str


@dataclass(frozen=True, slots=True)
class SyntheticPeople:
    """Who lives where, and who is whose kin: what a council is before it owns anything."""

    streets: tuple[SyntheticStreet, ...]
    households: tuple[SyntheticHousehold, ...]
    parenthoods: tuple[SyntheticParenthood, ...]
    marriages: tuple[SyntheticMarriage, ...]
