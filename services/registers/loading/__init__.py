"""Filling an empty register with a made-up council, for demonstrations, tests and benchmarks."""

from collections.abc import Callable

from django.db import connection, transaction

from services.registers.loading import people, possessions
from services.registers.loading.keys import Keys
from services.registers.loading.people import UnknownVillageError
from services.registers.models import (
    BenefitHolding,
    Building,
    CountingRound,
    Household,
    HouseholdAddress,
    HouseholdBook,
    HouseholdCount,
    IdentityDocument,
    LandParcel,
    Marriage,
    Membership,
    Ownership,
    Parenthood,
    Resident,
    RoundVisit,
    Street,
    Vehicle,
)
from services.registers.synthetic import SyntheticCouncil
from tereze.accounts.permissions import Actor
from tereze.audit import journal

__all__ = ["RegisterNotEmptyError", "UnknownVillageError", "analyse", "load"]

Say = Callable[[str], None]

_TABLES = (
    Street, HouseholdBook, Household, HouseholdAddress, Resident, IdentityDocument, Membership, Parenthood, Marriage,
    BenefitHolding, LandParcel, Building, Vehicle, Ownership, CountingRound, RoundVisit, HouseholdCount,
)  # fmt: skip


class RegisterNotEmptyError(Exception):
    """There are households already: made-up people do not mix with others."""


@transaction.atomic
def load(council: SyntheticCouncil, *, by: Actor, say: Say = lambda _line: None) -> int:
    """Write the council into the register and return how many residents it has, the dead included.

    Raises RegisterNotEmptyError, UnknownVillageError.
    """
    if Household.objects.exists():
        raise RegisterNotEmptyError
    keys = Keys(council)
    say(f"Writing {len(council.streets)} streets and {len(council.households)} households")
    people.write_streets(council, keys)
    people.write_households(council, keys)
    say(f"Writing {len(keys.residents)} residents")
    people.write_residents(keys)
    say("Writing memberships and kinship")
    people.write_memberships(council, keys)
    people.write_kin(council, keys)
    say(f"Writing {len(council.parcels)} parcels, {len(council.buildings)} buildings, {len(council.vehicles)} vehicles")
    possessions.write_property(council, keys)
    say(f"Writing {len(council.rounds)} rounds")
    possessions.write_rounds(council, keys, by=by.audit_name)
    journal.record("register.loaded", by=by, residents=len(keys.residents), households=len(council.households))
    return len(keys.residents)


def analyse() -> None:
    """Tell the planner what the tables hold now. As the owner; for set-up, not for requests."""
    with connection.owning(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        for model in _TABLES:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
