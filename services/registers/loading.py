"""Filling an empty register with a made-up council, for demonstrations, tests and benchmarks."""

from collections.abc import Callable, Iterator
from datetime import date

from django.db import connection, transaction

from services.registers import keys
from services.registers.codes import JoinReason, LeaveReason
from services.registers.copying import copy_in, identities
from services.registers.models import (
    Household,
    HouseholdAddress,
    IdentityDocument,
    Membership,
    Resident,
    Street,
    Village,
)
from services.registers.synthetic import SyntheticCouncil, SyntheticHousehold, SyntheticMember, SyntheticResident
from tereze.accounts.permissions import Actor
from tereze.audit import journal
from tereze.exchange import references

Say = Callable[[str], None]


class RegisterNotEmptyError(Exception):
    """There are households already: made-up people do not mix with others."""


class UnknownVillageError(Exception):
    """A street lies in a village that the council does not have."""


@transaction.atomic
def load(council: SyntheticCouncil, *, by: Actor, say: Say = lambda _line: None) -> int:
    """Write the council into the register and return how many residents it has, the dead included.

    Raises RegisterNotEmptyError, UnknownVillageError.
    """
    if Household.objects.exists():
        raise RegisterNotEmptyError
    loader = _Loader(council)
    say(f"Writing {len(council.streets)} streets and {len(council.households)} households")
    loader.write_streets()
    loader.write_households()
    say(f"Writing {len(loader.residents)} residents")
    loader.write_residents()
    say("Writing memberships")
    loader.write_memberships()
    journal.record("register.loaded", by=by, residents=len(loader.residents), households=len(council.households))
    return len(loader.residents)


def analyse() -> None:
    """Tell the planner what the tables hold now. As the owner; for set-up, not for requests."""
    with connection.owning(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        for model in (Street, Household, HouseholdAddress, Resident, IdentityDocument, Membership):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


class _Loader:
    """Gives every row its key, then writes the tables one after another."""

    def __init__(self, council: SyntheticCouncil) -> None:
        self.council = council
        people = {id(member.resident): member.resident for one in council.households for member in one.members}
        self.residents = list(people.values())
        self.streets: dict[tuple[str, str], int] = {}
        self.household_keys = identities(Household, len(council.households))
        self.resident_keys = dict(zip(people, identities(Resident, len(people)), strict=True))

    def write_streets(self) -> None:
        villages = {village.code: village for village in Village.objects.all()}
        unknown = {street.village_code for street in self.council.streets} - set(villages)
        if unknown:
            raise UnknownVillageError(", ".join(sorted(unknown)))
        new = [
            Street(village=villages[one.village_code], name_ky=one.name_ky, name_ru=one.name_ru)
            for one in self.council.streets
        ]
        for street in new:
            street.index()
        Street.objects.bulk_create(new)
        self.streets = {
            (one.village_code, one.name_ky): street.pk for one, street in zip(self.council.streets, new, strict=True)
        }

    def write_households(self) -> None:
        fields = ["id", "reference", "book", "page", "account", "phone", "kind", "opened_on"]
        numbered = list(zip(self.household_keys, self.council.households, strict=True))
        copy_in(
            Household,
            fields,
            ((key, references.new(), one.book, one.page, one.account, one.phone, one.kind, one.opened_on)
             for key, one in numbered),
        )  # fmt: skip
        copy_in(
            HouseholdAddress,
            ["household", "street", "house", "flat", "house_key", "since", "until"],
            (row for key, one in numbered for row in self._addresses(key, one)),
        )

    def _addresses(self, key: int, household: SyntheticHousehold) -> Iterator[tuple[object, ...]]:
        since = household.opened_on
        for one in household.earlier_addresses:
            street = self.streets[one.village_code, one.street]
            yield key, street, one.house, one.flat, keys.house(one.house), since, one.until
            since = one.until
        street = self.streets[household.village_code, household.street]
        yield key, street, household.house, household.flat, keys.house(household.house), since, None

    def write_residents(self) -> None:
        copy_in(
            Resident,
            ["id", "reference", "pin", "surname", "given_name", "patronymic", "surname_latin", "given_name_latin",
             "sex", "birth_date", "birth_place", "citizenship", "nationality", "phone", "death_date", "search_norm",
             "sort_key"],
            (self._resident(one) for one in self.residents),
        )  # fmt: skip
        copy_in(
            IdentityDocument,
            ["resident", "type", "series", "number", "issued_on", "authority"],
            ((self.resident_keys[id(one)], one.document_type, one.document_series, one.document_number,
              one.document_issued_on, one.document_authority) for one in self.residents if one.document_number),
        )  # fmt: skip

    def _resident(self, one: SyntheticResident) -> tuple[object, ...]:
        found_by = keys.person(one.surname, one.given_name, one.patronymic, one.surname_latin, one.given_name_latin)
        return (
            self.resident_keys[id(one)], references.new(), one.pin, one.surname, one.given_name, one.patronymic,
            one.surname_latin, one.given_name_latin, one.sex, one.birth_date, one.birth_place, "KG", one.nationality,
            one.phone, one.death_date, found_by, keys.sort(one.surname, one.given_name, one.patronymic),
        )  # fmt: skip

    def write_memberships(self) -> None:
        copy_in(
            Membership,
            ["resident", "household", "relation", "joined_on", "join_reason", "left_on", "leave_reason", "registered",
             "lives_here", "abroad_country", "abroad_since"],
            (self._membership(key, one, member)
             for key, one in zip(self.household_keys, self.council.households, strict=True)
             for member in one.members),
        )  # fmt: skip

    def _membership(self, key: int, household: SyntheticHousehold, member: SyntheticMember) -> tuple[object, ...]:
        lives_here = not member.abroad_country and household.kind != "registered_only"
        return (
            self.resident_keys[id(member.resident)], key, member.relation.value, member.joined_on, _joined(member),
            member.left_on, LeaveReason(member.left_reason).value if member.left_reason else "", member.registered,
            lives_here, member.abroad_country, member.abroad_since,
        )  # fmt: skip


def _joined(member: SyntheticMember) -> str:
    return JoinReason.BIRTH.value if _day(member.joined_on) == _day(member.resident.birth_date) else ""


def _day(day: date) -> int:
    return day.toordinal()
