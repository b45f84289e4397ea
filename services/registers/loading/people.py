"""Writing streets, households, residents, memberships, kinship and benefits."""

from collections.abc import Iterator
from datetime import date

from services.registers import keys as search_keys
from services.registers.codes import JoinReason, LeaveReason
from services.registers.copying import copy_in
from services.registers.loading.keys import Keys
from services.registers.models import (
    BenefitHolding,
    Household,
    HouseholdAddress,
    HouseholdBook,
    IdentityDocument,
    Marriage,
    Membership,
    Parenthood,
    Resident,
    Street,
    Village,
    name_word,
)
from services.registers.synthetic import SyntheticCouncil, SyntheticHousehold, SyntheticMember, SyntheticResident
from tereze.exchange import references

Row = tuple[object, ...]


class UnknownVillageError(Exception):
    """A street lies in a village that the council does not have."""


def write_streets(council: SyntheticCouncil, keys: Keys) -> None:
    """Write the streets and the books. Raises UnknownVillageError."""
    villages = {village.code: village for village in Village.objects.all()}
    unknown = {street.village_code for street in council.streets} - set(villages)
    if unknown:
        raise UnknownVillageError(", ".join(sorted(unknown)))
    new = [
        Street(village=villages[one.village_code], name_ky=one.name_ky, name_ru=one.name_ru) for one in council.streets
    ]
    for street in new:
        street.index()
    Street.objects.bulk_create(new)
    keys.villages = {code: village.pk for code, village in villages.items()}
    keys.streets = {
        (one.village_code, one.name_ky): street.pk for one, street in zip(council.streets, new, strict=True)
    }
    copy_in(
        HouseholdBook,
        ["number", "village", "since_year", "until_year", "keeper"],
        ((one.number, keys.villages[one.village_code], one.since_year, one.until_year, one.keeper)
         for one in council.books),
    )  # fmt: skip


def write_households(council: SyntheticCouncil, keys: Keys) -> None:
    """Write the households with their addresses."""
    numbered = list(zip(keys.households, council.households, strict=True))
    copy_in(
        Household,
        ["id", "reference", "book", "page", "account", "phone", "kind", "categories", "latitude", "longitude",
         "opened_on"],
        ((key, references.new(), one.book, one.page, one.account, one.phone, one.kind, list(one.categories),
          one.latitude, one.longitude, one.opened_on) for key, one in numbered),
    )  # fmt: skip
    copy_in(
        HouseholdAddress,
        ["household", "street", "house", "flat", "house_key", "since", "until"],
        (row for key, one in numbered for row in _addresses(key, one, keys)),
    )


def _addresses(key: int, household: SyntheticHousehold, keys: Keys) -> Iterator[Row]:
    since = household.opened_on
    for one in household.earlier_addresses:
        street = keys.streets[one.village_code, one.street]
        yield key, street, one.house, one.flat, search_keys.house(one.house), since, one.until
        since = one.until
    house_key = search_keys.house(household.house)
    yield key, keys.street_of(household), household.house, household.flat, house_key, since, None


def write_residents(keys: Keys) -> None:
    """Write the residents with their documents."""
    copy_in(
        Resident,
        ["id", "reference", "pin", "surname", "given_name", "patronymic", "surname_latin", "given_name_latin",
         "sex", "birth_date", "birth_place", "citizenship", "nationality", "phone", "death_date", "education",
         "occupation", "workplace", "marital_status", "disability", "disability_until", "military_duty", "search_norm",
         "sort_key"],
        (_resident(one, keys) for one in keys.residents),
    )  # fmt: skip
    name_word.learn_all()
    copy_in(
        IdentityDocument,
        ["resident", "type", "series", "number", "issued_on", "authority"],
        ((keys.of(one), one.document_type, one.document_series, one.document_number, one.document_issued_on,
          one.document_authority) for one in keys.residents if one.document_number),
    )  # fmt: skip


def _resident(one: SyntheticResident, keys: Keys) -> Row:
    found_by = search_keys.person(one.surname, one.given_name, one.patronymic, one.surname_latin, one.given_name_latin)
    return (
        keys.of(one), references.new(), one.pin, one.surname, one.given_name, one.patronymic, one.surname_latin,
        one.given_name_latin, one.sex, one.birth_date, one.birth_place, "KG", one.nationality, one.phone,
        one.death_date, one.education, one.occupation, one.workplace, one.marital_status, one.disability,
        one.disability_until, one.military_duty, found_by,
        search_keys.sort(one.surname, one.given_name, one.patronymic),
    )  # fmt: skip


def write_memberships(council: SyntheticCouncil, keys: Keys) -> None:
    """Write who belonged to which household."""
    copy_in(
        Membership,
        ["resident", "household", "relation", "joined_on", "join_reason", "left_on", "leave_reason", "registered",
         "lives_here", "abroad_country", "abroad_since"],
        (_membership(key, one, member, keys)
         for key, one in zip(keys.households, council.households, strict=True)
         for member in one.members),
    )  # fmt: skip


def _membership(key: int, household: SyntheticHousehold, member: SyntheticMember, keys: Keys) -> Row:
    lives_here = not member.abroad_country and household.kind != "registered_only"
    return (
        keys.of(member.resident), key, member.relation.value, member.joined_on, _joined(member), member.left_on,
        LeaveReason(member.left_reason).value if member.left_reason else "", member.registered, lives_here,
        member.abroad_country, member.abroad_since,
    )  # fmt: skip


def _joined(member: SyntheticMember) -> str:
    return JoinReason.BIRTH.value if _day(member.joined_on) == _day(member.resident.birth_date) else ""


def _day(day: date) -> int:
    return day.toordinal()


def write_kin(council: SyntheticCouncil, keys: Keys) -> None:
    """Write parents, marriages and benefits."""
    copy_in(
        Parenthood,
        ["child", "parent", "kind", "since", "document"],
        ((keys.of(one.child), keys.of(one.parent), one.kind, one.since, "") for one in council.parenthoods),
    )
    copy_in(
        Marriage,
        ["husband", "wife", "elsewhere", "since", "until", "ended_by", "document"],
        ((keys.of(one.husband) if one.husband else None, keys.of(one.wife) if one.wife else None, one.elsewhere,
          one.since, one.until, one.ended_by, one.document) for one in council.marriages),
    )  # fmt: skip
    copy_in(
        BenefitHolding,
        ["resident", "category", "since", "until", "document"],
        ((keys.of(one.resident), one.category, one.since, one.until, one.document) for one in council.benefits),
    )
