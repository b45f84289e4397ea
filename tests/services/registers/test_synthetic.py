"""The made-up council: the same every time, exactly as large as asked, and believable to somebody who counts people."""

import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from services.registers.relations import Relation, choices
from services.registers.synthetic import LARGEST_HOUSEHOLD, SyntheticCouncil, VillageSpec, generate, grammar
from tests.services.registers.made_up import RESIDENTS, TODAY, VILLAGES, age, everybody, living, made, members


@pytest.fixture(scope="module")
def council() -> SyntheticCouncil:
    return made()


def share(council: SyntheticCouncil, low: int, high: int) -> float:
    """Which part of the living is at least `low` and younger than `high`."""
    ages = [age(member.resident) for member in living(council)]
    return sum(low <= years < high for years in ages) / len(ages)


# Repeating and counting


def digest_in_another_process(hash_seed: str) -> str:
    code = (
        "import datetime, hashlib\n"
        "from services.registers.synthetic import VillageSpec, generate\n"
        "villages = [VillageSpec('010', 'Адыр', 'Адыр'), VillageSpec('020', 'Бабыр', 'Бабыр')]\n"
        "made = generate(villages=villages, residents=1500, seed='s', today=datetime.date(2026, 11, 23))\n"
        "print(hashlib.sha256(repr(made).encode()).hexdigest())\n"
    )
    root = Path(__file__).parents[3]
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": f"{root / 'platform'}:{root}"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_same_seed_gives_the_same_council_in_any_process() -> None:
    assert digest_in_another_process("1") == digest_in_another_process("2")


def test_another_seed_gives_another_council() -> None:
    one, other = (generate(villages=VILLAGES, residents=200, seed=seed, today=TODAY) for seed in ("a", "b"))

    assert {resident.pin for resident in everybody(one)} != {resident.pin for resident in everybody(other)}


@pytest.mark.parametrize("residents", [5, 6, 17, 100, 1234])
def test_there_are_exactly_as_many_residents_as_asked(residents: int) -> None:
    small = generate(villages=VILLAGES, residents=residents, seed="n", today=TODAY)

    assert len({member.resident.pin for member in living(small)}) == len(living(small)) == residents
    assert {household.village_code for household in small.households} == {village.code for village in VILLAGES}


def test_a_large_council_is_exact(council: SyntheticCouncil) -> None:
    assert len(living(council)) == RESIDENTS


@pytest.mark.parametrize(("villages", "residents"), [((), 10), (VILLAGES, 4)])
def test_a_council_without_villages_or_people_is_refused(villages: tuple[VillageSpec, ...], residents: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        generate(villages=villages, residents=residents, seed="n", today=TODAY)


# Demography


def test_the_age_pyramid_is_that_of_rural_osh(council: SyntheticCouncil) -> None:
    assert 0.32 <= share(council, 0, 15) <= 0.36
    assert 0.15 <= share(council, 15, 25) <= 0.20
    assert 0.24 <= share(council, 25, 45) <= 0.31
    assert 0.13 <= share(council, 45, 65) <= 0.18
    assert 0.045 <= share(council, 65, 120) <= 0.075


def test_no_age_is_missing_and_women_are_half(council: SyntheticCouncil) -> None:
    ages = Counter(age(member.resident) for member in living(council))
    women = sum(member.resident.sex == "f" for member in living(council))

    assert min(ages[years] for years in range(70)) > 20
    assert max(ages) < 105
    assert 0.48 <= women / RESIDENTS <= 0.52


def test_households_are_large_and_of_three_generations(council: SyntheticCouncil) -> None:
    sizes = [sum(member.left_on is None for member in household.members) for household in council.households]
    inhabited = [size for size in sizes if size]
    third = {Relation.GRANDSON, Relation.GRANDDAUGHTER, Relation.FATHER, Relation.MOTHER}
    deep = sum(any(m.left_on is None and m.relation in third for m in one.members) for one in council.households)

    assert max(sizes) <= LARGEST_HOUSEHOLD
    assert min(inhabited) == 1
    assert 4.6 <= sum(inhabited) / len(inhabited) <= 5.4
    assert 0.2 <= deep / len(inhabited) <= 0.4


def test_nationalities_are_those_of_uzgen(council: SyntheticCouncil) -> None:
    peoples = Counter(member.resident.nationality for member in living(council))

    assert 0.85 <= peoples["kyrgyz"] / RESIDENTS <= 0.91
    assert 0.07 <= peoples["uzbek"] / RESIDENTS <= 0.11
    assert set(peoples) == {"kyrgyz", "uzbek", "turk", "uyghur", "tatar", "tajik", "russian"}


def test_migrants_are_grown_and_most_of_them_in_russia(council: SyntheticCouncil) -> None:
    away = [member for member in living(council) if member.abroad_country]
    countries = Counter(member.abroad_country for member in away)

    assert 0.065 <= len(away) / RESIDENTS <= 0.095
    assert all(18 <= age(member.resident) <= 45 for member in away)
    assert all(member.abroad_since and age(member.resident, member.abroad_since) >= 18 for member in away)
    assert countries.most_common(1)[0][0] == "RU"
    assert {"KZ", "TR", "KR"} < set(countries)


def test_somebody_grown_is_at_home_with_the_children(council: SyntheticCouncil) -> None:
    for household in council.households:
        here = [member for member in household.members if member.left_on is None and not member.abroad_country]
        if any(age(member.resident) < 18 for member in here):
            assert any(age(member.resident) >= 18 for member in here), household.account


def test_there_are_widows_and_empty_houses(council: SyntheticCouncil) -> None:
    widows = [
        member
        for member in living(council)
        if member.relation in {Relation.HEAD, Relation.MOTHER} and member.resident.sex == "f"
    ]

    assert len(widows) > 300
    assert 10 < sum(household.kind == "empty" for household in council.households) < 150
    for household in council.households:
        assert (household.kind == "empty") is all(member.left_on for member in household.members)


def test_every_kind_of_household_occurs_and_nearly_all_are_permanent(council: SyntheticCouncil) -> None:
    kinds = Counter(household.kind for household in council.households)

    assert set(kinds) == {"permanent", "temporary", "registered_only", "empty"}
    assert kinds["permanent"] > 0.95 * len(council.households)
    assert kinds["registered_only"] > 10


# Memberships


def test_every_household_has_one_head_on_any_day(council: SyntheticCouncil) -> None:
    days = [TODAY - timedelta(days=150 * step) for step in range(25)]
    for household in council.households:
        for day in days:
            there = [m for m in household.members if m.joined_on <= day and (m.left_on is None or day < m.left_on)]
            assert sum(member.relation is Relation.HEAD for member in there) == bool(there), (household.account, day)


def test_heads_are_grown(council: SyntheticCouncil) -> None:
    heads = [member for _, member in members(council) if member.relation is Relation.HEAD]

    assert all(age(member.resident, member.joined_on) >= 17 for member in heads)


def test_nobody_belongs_to_two_households_at_once(council: SyntheticCouncil) -> None:
    stretches = defaultdict(list)
    for _, member in members(council):
        stretches[member.resident.pin].append((member.joined_on, member.left_on or date.max))

    for own in stretches.values():
        own.sort()
        assert all(ended <= begun for (_, ended), (begun, _) in pairwise(own))


def test_memberships_begin_and_end_in_order(council: SyntheticCouncil) -> None:
    for household, member in members(council):
        assert household.opened_on <= member.joined_on <= TODAY
        assert member.resident.birth_date <= member.joined_on
        assert bool(member.left_on) is bool(member.left_reason)
        if member.left_on:
            assert member.joined_on < member.left_on <= TODAY


def test_the_last_ten_years_have_deaths_weddings_and_departures(council: SyntheticCouncil) -> None:
    reasons = Counter(member.left_reason for _, member in members(council) if member.left_on)

    assert set(reasons) == {"death", "marriage", "moved", "divorce", "head_changed"}
    assert reasons["death"] > 300
    assert all(member.left_on >= date(2016, 11, 20) for _, member in members(council) if member.left_on)


def test_the_dead_left_on_the_day_they_died(council: SyntheticCouncil) -> None:
    ends = {member.resident.pin: member.left_on for _, member in members(council) if member.left_reason == "death"}
    dead = {resident.pin: resident.death_date for resident in everybody(council) if resident.death_date}

    assert ends == dead
    assert not dead.keys() & {member.resident.pin for member in living(council)}


def test_brides_join_when_they_leave_their_parents(council: SyntheticCouncil) -> None:
    left = {member.resident.pin: member.left_on for _, member in members(council) if member.left_reason == "marriage"}
    joined = {
        member.resident.pin: member.joined_on
        for _, member in members(council)
        if member.relation is Relation.DAUGHTER_IN_LAW and member.resident.pin in left
    }

    assert len(joined) > 50
    assert sum(left[pin] == day for pin, day in joined.items()) > len(joined) / 2


# Kinship


def test_relations_fit_the_sex(council: SyntheticCouncil) -> None:
    assert all(member.relation.fits(member.resident.sex) for _, member in members(council))


def test_parents_have_the_age_to_be_parents(council: SyntheticCouncil) -> None:
    for household in council.households:
        here = [member for member in household.members if member.left_on is None]
        head = next((member.resident for member in here if member.relation is Relation.HEAD), None)
        for child in (member.resident for member in here if member.relation in {Relation.SON, Relation.DAUGHTER}):
            assert head is not None
            years = age(head, child.birth_date)
            assert (17 <= years <= 44) if head.sex == "f" else (19 <= years <= 60), household.account


def test_spouses_are_of_like_age_and_grown_at_the_wedding(council: SyntheticCouncil) -> None:
    for household in council.households:
        here = {member.relation: member for member in household.members if member.left_on is None}
        if Relation.WIFE in here:
            wife, head = here[Relation.WIFE].resident, here[Relation.HEAD].resident
            assert -3 <= (wife.birth_date - head.birth_date).days / 365.25 <= 15
            assert age(wife, here[Relation.WIFE].joined_on) >= 17


def test_children_bear_the_fathers_name(council: SyntheticCouncil) -> None:
    for household in council.households:
        here = [member for member in household.members if member.left_on is None]
        head = next((m.resident for m in here if m.relation is Relation.HEAD and m.resident.sex == "m"), None)
        for child in (m.resident for m in here if head and m.relation in {Relation.SON, Relation.DAUGHTER}):
            assert head is not None
            own = grammar.son_or_daughter_of(head.given_name, child.sex)
            father = grammar.patronymic_after(head.given_name, child.sex)
            assert (child.surname, child.patronymic) == (own, "") or child.patronymic == father


def test_small_siblings_have_names_of_their_own(council: SyntheticCouncil) -> None:
    for household in council.households:
        children = [
            member.resident.given_name
            for member in household.members
            if member.left_on is None and member.relation in {Relation.SON, Relation.DAUGHTER}
        ]
        assert len(children) == len(set(children)), household.account


def test_twins_are_born_in_one_place_and_have_one_father(council: SyntheticCouncil) -> None:
    births = defaultdict(list)
    for household in council.households:
        for member in household.members:
            if member.left_on is None and member.relation in {Relation.SON, Relation.DAUGHTER}:
                births[household.account, member.resident.birth_date].append(member.resident)
    twins = [pair for pair in births.values() if len(pair) > 1]

    assert 20 < len(twins) < 200
    assert all(len({(one.birth_place, one.patronymic[:4], one.pin) for one in pair}) == 2 for pair in twins)
    assert all(len({(one.birth_place, one.patronymic[:4]) for one in pair}) == 1 for pair in twins)


def test_every_relation_has_its_words_in_three_languages() -> None:
    for language in ("ky", "ru", "en"):
        assert [code for code, label in choices(language) if label] == list(Relation)
    assert Relation.DAUGHTER_IN_LAW.label("ky") == "келини"
    assert not Relation.WIFE.fits("m")
    assert Relation.WARD.fits("m")
