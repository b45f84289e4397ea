"""Filling an empty register with a made-up council."""

from datetime import date

import pytest

from services.registers import loading, queries
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
    Village,
)
from services.registers.search import find_residents
from services.registers.synthetic import SyntheticCouncil, VillageSpec, generate
from tenants.directory.models import Tenant
from tereze.accounts.permissions import Platform
from tereze.audit.models import Entry

BY = Platform("tests")
ON = date(2026, 11, 23)


def made_up(residents: int = 150) -> SyntheticCouncil:
    villages = [VillageSpec(one.code, one.name_ky, one.name_ru) for one in Village.objects.order_by("code")]
    return generate(villages=villages, residents=residents, seed="loading", today=ON)


def test_everything_that_was_made_up_is_written_down(in_karool: Tenant) -> None:
    council = made_up()
    said: list[str] = []

    written = loading.load(council, by=BY, say=said.append)

    people = {member.resident.pin for home in council.households for member in home.members}
    assert written == Resident.objects.count() == len(people)
    assert Household.objects.count() == len(council.households)
    assert Street.objects.count() == len(council.streets)
    assert Membership.objects.count() == sum(len(home.members) for home in council.households)
    assert Membership.objects.on(ON).count() == 150
    assert HouseholdAddress.objects.filter(until=None).count() == len(council.households)
    assert IdentityDocument.objects.exists()
    assert said


def test_what_is_owned_and_was_counted_is_written_down(in_karool: Tenant) -> None:
    council = made_up()

    loading.load(council, by=BY)

    assert Parenthood.objects.count() == len(council.parenthoods) > 100
    assert Marriage.objects.count() == len(council.marriages)
    assert BenefitHolding.objects.count() == len(council.benefits)
    assert LandParcel.objects.count() == len(council.parcels)
    assert Building.objects.filter(parcel__isnull=False).count() == len(
        [one for one in council.buildings if one.parcel is not None]
    )
    assert Vehicle.objects.count() == len(council.vehicles)
    owners = [one.owners for things in (council.parcels, council.buildings, council.vehicles) for one in things]
    assert Ownership.objects.count() == sum(map(len, owners))
    assert Household.objects.filter(latitude__isnull=True).count() == 0
    assert HouseholdBook.objects.count() == len(council.books)


def test_the_past_rounds_are_closed_and_none_is_open(in_karool: Tenant) -> None:
    council = made_up()

    loading.load(council, by=BY)

    assert CountingRound.objects.filter(closed_at__isnull=False).count() == 6
    assert not CountingRound.objects.filter(closed_at__isnull=True).exists()
    assert RoundVisit.objects.count() == sum(len(one.visits) for one in council.rounds)
    told = HouseholdCount.objects.filter(standing="declared").count()
    assert told == sum(len(visit.counts) for one in council.rounds for visit in one.visits)
    assert HouseholdCount.objects.filter(standing="verified").exists()


def test_a_house_is_owned_by_those_who_live_there(in_karool: Tenant) -> None:
    council = made_up()
    loading.load(council, by=BY)
    position, home = next(
        (number, one) for number, one in enumerate(council.households)
        if any(own.household == number for plot in council.parcels for own in plot.owners)
    )  # fmt: skip

    owned = LandParcel.objects.filter(ownerships__household__account=home.account).on(ON)

    made = [one for one in council.parcels if any(own.household == position for own in one.owners)]
    assert {one.area_m2 for one in owned} <= {one.area_m2 for one in made}
    assert all(one.village.code == home.village_code for one in owned)


def test_a_household_is_written_as_it_was_made_up(in_karool: Tenant) -> None:
    council = made_up()
    loading.load(council, by=BY)
    largest = max(council.households, key=lambda home: sum(member.left_on is None for member in home.members))

    home = Household.objects.get(account=largest.account)

    written = {(one.resident.pin, one.relation) for one in queries.composition(home, on=ON)}
    assert written == {(one.resident.pin, one.relation) for one in largest.members if one.left_on is None}
    address = queries.address_of(home, on=ON)
    assert address is not None
    assert (address.street.name_ky, address.house) == (largest.street, largest.house)


def test_who_was_written_in_bulk_is_found_like_others(in_karool: Tenant) -> None:
    loading.load(made_up(), by=BY)
    who = Resident.objects.filter(death_date=None).order_by("pk").first()
    assert who is not None

    again = Resident.objects.get(pk=who.pk)
    again.save()

    assert (again.search_norm, again.sort_key) == (who.search_norm, who.sort_key)
    assert who.reference in {one.reference for one in find_residents(str(who))}


def test_made_up_people_do_not_mix_with_others(in_karool: Tenant) -> None:
    council = made_up()
    loading.load(council, by=BY)

    with pytest.raises(loading.RegisterNotEmptyError):
        loading.load(council, by=BY)


def test_a_street_in_an_unknown_village_is_refused(in_karool: Tenant) -> None:
    council = generate(villages=[VillageSpec("990", "Жок", "Нет")], residents=10, seed="x", today=ON)

    with pytest.raises(loading.UnknownVillageError):
        loading.load(council, by=BY)

    assert not Street.objects.exists()


def test_loading_is_one_line_in_the_journal(in_karool: Tenant) -> None:
    loading.load(made_up(), by=BY)

    (entry,) = Entry.objects.filter(actor="platform:tests")
    assert entry.action == "register.loaded"
