"""What the made-up council owns, and how its people are kin: believable, and nobody's."""

import re
from collections import Counter
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest

from services.registers import codelists
from services.registers.synthetic import SyntheticCouncil, SyntheticOwner
from tests.services.registers.made_up import RESIDENTS, TODAY, VILLAGES, age, everybody, living, made, members


@pytest.fixture(scope="module")
def council() -> SyntheticCouncil:
    return made()


def all_owners(council: SyntheticCouncil) -> list[tuple[SyntheticOwner, ...]]:
    return [one.owners for things in (council.parcels, council.buildings, council.vehicles) for one in things]


# Kinship


def test_parents_are_older_than_their_children(council: SyntheticCouncil) -> None:
    born = [one for one in council.parenthoods if one.kind == "birth"]

    assert len(born) > RESIDENTS
    assert all(15 <= age(one.parent, one.child.birth_date) <= 62 for one in born)
    assert max(Counter((one.child.pin, one.parent.sex) for one in born).values()) == 1


def test_a_ward_has_the_head_of_the_house_as_guardian(council: SyntheticCouncil) -> None:
    wards = {member.resident.pin for member in living(council) if member.relation == "ward"}

    assert wards
    assert {one.child.pin for one in council.parenthoods if one.kind == "guardian"} == wards


def test_nobody_is_married_twice_at_once(council: SyntheticCouncil) -> None:
    for spouse in ("husband", "wife"):
        married = [getattr(one, spouse).pin for one in council.marriages if getattr(one, spouse)]
        assert len(married) == len(set(married))
    for one in council.marriages:
        assert (one.husband and one.wife) or one.elsewhere
        assert one.since < (one.until or date.max)
        assert bool(one.until) is bool(one.ended_by)


def test_who_is_married_to_somebody_here_says_so(council: SyntheticCouncil) -> None:
    standing = [one for one in council.marriages if one.husband and one.wife and one.until is None]
    survivors = [
        spouse
        for one in council.marriages
        for spouse in (one.husband, one.wife)
        if one.ended_by == "death" and spouse and spouse.death_date is None
    ]

    assert {one.husband.marital_status for one in standing if one.husband} == {"married"}
    assert {one.wife.marital_status for one in standing if one.wife} == {"married"}
    assert {one.marital_status for one in survivors} == {"widowed"}


# Lives


def test_schooling_and_work_fit_the_age(council: SyntheticCouncil) -> None:
    for one in (member.resident for member in living(council)):
        years = age(one)
        assert (one.education == "below_school_age") is (years < 7) or years in {6, 7}
        assert years >= 17 or one.occupation in {"preschool", "pupil"}
        assert one.occupation != "pensioner" or years >= (58 if one.sex == "f" else 63)
        assert one.sex == "m" or not one.military_duty
        assert years >= 15 or not one.marital_status


def test_every_code_is_one_of_the_lists(council: SyntheticCouncil) -> None:
    people = everybody(council)
    for name in ("education", "occupation", "marital_status", "disability", "military_duty"):
        known = getattr(codelists, name.upper())
        assert {getattr(one, name) for one in people} <= set(known) | {""}, name
    assert {one.category for one in council.benefits} <= set(codelists.BENEFIT)
    assert {code for home in council.households for code in home.categories} == set(codelists.HOUSEHOLD_CATEGORY)
    assert {one.kind for one in council.parcels} <= set(codelists.LAND_KIND)
    assert {one.walls for one in council.buildings} <= set(codelists.WALL_MATERIAL)
    assert {one.kind for one in council.vehicles} <= set(codelists.VEHICLE_KIND)


def test_migrants_are_migrants_by_occupation(council: SyntheticCouncil) -> None:
    away = {member.resident.pin for member in living(council) if member.abroad_country}

    assert {member.resident.pin for member in living(council) if member.resident.occupation == "migrant"} >= away


def test_pensions_begin_with_the_age_and_end_with_the_life(council: SyntheticCouncil) -> None:
    pensions = [one for one in council.benefits if one.category == "pensioner"]

    assert 0.07 < sum(one.until is None for one in pensions) / RESIDENTS < 0.13
    for one in pensions:
        assert age(one.resident, one.since) == (58 if one.resident.sex == "f" else 63)
        assert one.until == one.resident.death_date


def test_a_benefit_is_held_once(council: SyntheticCouncil) -> None:
    held = Counter((one.resident.pin, one.category) for one in council.benefits)

    assert max(held.values()) == 1
    assert all(one.since < (one.until or date.max) for one in council.benefits)


# Places


def test_villages_lie_apart_and_houses_together(council: SyntheticCouncil) -> None:
    middles = []
    for village in VILLAGES:
        here = [one for one in council.households if one.village_code == village.code]
        middles.append((sum(float(one.latitude or 0) for one in here) / len(here),
                        sum(float(one.longitude or 0) for one in here) / len(here)))  # fmt: skip

    assert all(40.5 < latitude < 41 and 72.9 < longitude < 73.6 for latitude, longitude in middles)
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) > 0.01 for a, b in pairwise(middles))
    assert len({(one.latitude, one.longitude) for one in council.households}) == len(council.households)


def test_books_lie_in_one_village(council: SyntheticCouncil) -> None:
    villages = {one.number: one.village_code for one in council.books}

    assert {home.book for home in council.households} == set(villages)
    assert all(villages[home.book] == home.village_code for home in council.households)
    assert all(one.keeper and one.since_year < one.until_year for one in council.books)


# Property


def test_there_are_about_twelve_thousand_objects(council: SyntheticCouncil) -> None:
    assert 11_000 < len(council.parcels) + len(council.buildings) + len(council.vehicles) < 13_000


def test_land_is_of_the_size_that_land_has(council: SyntheticCouncil) -> None:
    plots = [one.area_m2 for one in council.parcels if one.kind == "household_plot"]
    irrigated = [one for one in council.parcels if one.kind == "share_land" and one.water == "irrigated"]

    assert len(plots) > 0.95 * len(council.households)
    assert min(plots) >= 750
    assert max(plots) <= 2_100
    assert 4_000 < sum(one.area_m2 for one in irrigated) / len(irrigated) < 15_000
    assert {"fund_lease", "hayfield", "garden"} <= {one.kind for one in council.parcels}


def test_houses_are_of_adobe_mostly(council: SyntheticCouncil) -> None:
    houses = [one for one in council.buildings if one.kind in {"house", "flat", "unfinished"}]
    walls = Counter(one.walls for one in houses)

    assert len(houses) == len(council.households)
    assert 0.65 < walls["adobe"] / len(houses) < 0.9
    assert all(1940 < one.year <= TODAY.year and 30 <= one.area_m2 <= 260 for one in houses)


def test_a_third_has_a_car_and_few_a_tractor(council: SyntheticCouncil) -> None:
    kinds = Counter(one.kind for one in council.vehicles)

    assert 0.28 < kinds["car"] / len(council.households) < 0.38
    assert 20 < kinds["tractor"] < 80


def test_shares_add_up_to_the_whole_on_any_day(council: SyntheticCouncil) -> None:
    for owners in all_owners(council):
        for day in {one.since for one in owners if one.since} | {TODAY}:
            held = [
                Fraction(one.numerator, one.denominator)
                for one in owners
                if (one.since is None or one.since <= day) and (one.until is None or day < one.until)
            ]
            assert sum(held) <= 1
        assert all((one.household is None) is not (one.resident is None) for one in owners)


def test_some_land_was_inherited_by_several(council: SyntheticCouncil) -> None:
    inherited = [one for one in council.parcels if sum(own.basis == "inheritance" for own in one.owners) > 1]

    assert len(inherited) > 20
    for parcel in inherited:
        late, *heirs = parcel.owners
        assert late.resident is not None
        assert {late.until} == {late.resident.death_date} == {one.since for one in heirs}


def test_numbers_are_well_formed_and_belong_to_nobody(council: SyntheticCouncil) -> None:
    enis = [eni for eni in (*(one.eni for one in council.parcels), *(one.eni for one in council.buildings)) if eni]
    plates = [one.plate for one in council.vehicles]

    assert all(re.fullmatch(r"5-06-9\d-\d{4}-\d{4}(-01)?", eni) for eni in enis)
    assert len(enis) == len(set(enis))
    assert all(re.fullmatch(r"06KG\d{3}ZZ[A-Z]", plate) for plate in plates)
    assert len(plates) == len(set(plates))


# Rounds


def test_three_rounds_of_january_and_of_june_are_over(council: SyntheticCouncil) -> None:
    days = [(one.on.year, one.on.month) for one in council.rounds]

    assert days == [(2024, 1), (2024, 6), (2025, 1), (2025, 6), (2026, 1), (2026, 6)]
    assert all(one.closed_on < TODAY for one in council.rounds)
    assert [one.livestock_only for one in council.rounds] == [False, True] * 3


def test_more_is_found_than_told(council: SyntheticCouncil) -> None:
    counts = [count for one in council.rounds for visit in one.visits for count in visit.counts]
    looked = [(one.declared, one.verified) for one in counts if one.verified is not None]

    assert 2_000 < len(looked) < 6_000
    assert all(declared <= verified for declared, verified in looked)
    assert 1.02 < sum(verified for _, verified in looked) / sum(declared for declared, _ in looked) < 1.25
    assert {one.what for one in counts} <= set(codelists.COUNTED)


def test_nobody_is_visited_before_the_house_stood(council: SyntheticCouncil) -> None:
    for walked in council.rounds:
        homes = [council.households[one.household] for one in walked.visits]
        assert all(home.opened_on <= walked.on for home in homes)
        assert len(homes) == len({home.account for home in homes}) > 3_000


def test_the_dead_had_lives_too(council: SyntheticCouncil) -> None:
    dead = [member.resident for _, member in members(council) if member.resident.death_date]

    assert all(one.education for one in dead)
