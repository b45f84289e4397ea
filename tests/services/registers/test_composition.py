"""Who belonged to a household, and where it lived, on any day."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from services.registers import queries
from services.registers.models import HouseholdAddress
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tests.services.registers.people import household, member, resident, street

JOINED, LEFT = date(2010, 5, 10), date(2018, 9, 1)
DAY = timedelta(days=1)


def names(home: object, on: date) -> list[str]:
    return [one.resident.given_name for one in queries.composition(home, on=on)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("on", "belongs"),
    [(JOINED - DAY, False), (JOINED, True), (LEFT - DAY, True), (LEFT, False), (LEFT + DAY, False)],
)
def test_a_member_belongs_from_the_first_day_until_the_day_of_leaving(
    in_karool: Tenant, on: date, belongs: bool
) -> None:
    home = household()
    member(home, resident(), since=JOINED, left_on=LEFT)

    assert bool(queries.composition(home, on=on)) is belongs


def test_the_dead_belong_to_no_household_even_if_nobody_closed_the_membership(in_karool: Tenant) -> None:
    home = household()
    member(home, resident(death_date=date(2020, 2, 2)))

    assert names(home, date(2020, 2, 1)) == ["Бакыт"]
    assert names(home, date(2020, 2, 2)) == []


def test_who_joined_on_an_unknown_day_belongs_since_birth(in_karool: Tenant) -> None:
    home = household()
    member(home, resident(born=date(2012, 7, 7)), since=None)

    assert names(home, date(2012, 7, 6)) == []
    assert names(home, date(2012, 7, 7)) == ["Бакыт"]


def test_the_head_comes_first_then_spouse_children_by_age_and_parents(in_karool: Tenant) -> None:
    home = household()
    for name, sex, born, relation in [
        ("Маматова Эне Т", "f", date(1955, 1, 1), Relation.MOTHER),
        ("Маматова Кичүү Б", "f", date(2015, 1, 1), Relation.DAUGHTER),
        ("Маматов Улуу Б", "m", date(2010, 1, 1), Relation.SON),
        ("Маматова Аял К", "f", date(1986, 1, 1), Relation.WIFE),
        ("Маматов Баш А", "m", date(1984, 1, 1), Relation.HEAD),
    ]:
        member(home, resident(name, sex=sex, born=born), relation, since=born)

    assert names(home, date(2024, 1, 1)) == ["Баш", "Аял", "Улуу", "Кичүү", "Эне"]


def test_a_new_relation_to_a_new_head_does_not_break_the_time_together(in_karool: Tenant) -> None:
    home, son = household(), resident("Маматов Улуу Б")
    changed = date(2020, 1, 1)
    member(home, son, Relation.SON, since=JOINED, left_on=changed, leave_reason="head_changed")
    member(home, son, Relation.HEAD, since=changed)

    (present,) = queries.composition(home, on=date(2024, 1, 1))

    assert (present.relation, present.since) == (Relation.HEAD, JOINED)


def test_who_left_and_came_back_is_counted_from_the_return(in_karool: Tenant) -> None:
    home, son = household(), resident("Маматов Улуу Б")
    member(home, son, Relation.SON, since=JOINED, left_on=LEFT, leave_reason="moved")
    member(home, son, Relation.SON, since=date(2021, 4, 4))

    (present,) = queries.composition(home, on=date(2024, 1, 1))

    assert present.since == date(2021, 4, 4)


def test_the_address_is_the_one_of_the_day(in_karool: Tenant) -> None:
    home = household(since=date(2000, 1, 1))
    moved = date(2015, 8, 20)
    HouseholdAddress.objects.filter(household=home).update(until=moved)
    HouseholdAddress.objects.create(household=home, street=street("Манас"), house="7", since=moved)

    def house(on: date) -> str | None:
        found = queries.address_of(home, on=on)
        return found.house if found else None

    assert [house(date(1999, 12, 31)), house(moved - DAY), house(moved)] == [None, "12", "7"]


def test_an_address_of_unknown_beginning_always_was(in_karool: Tenant) -> None:
    home = household(since=None)

    assert queries.address_of(home, on=date(1950, 1, 1)) is not None


def test_a_household_is_composed_in_one_query_however_large(
    in_karool: Tenant, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    home = household()
    for number in range(12):
        relation = Relation.SON if number else Relation.HEAD
        member(home, resident(f"Маматов Уул{number} Б"), relation)

    with django_assert_num_queries(1):
        found = [(one.resident.name.full, one.relation.label("ky")) for one in queries.composition(home, on=LEFT)]

    assert len(found) == 12


def test_a_card_costs_seven_queries_at_most(
    in_karool: Tenant, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    home, head = household(), resident()
    member(home, head)
    for number in range(5):
        member(home, resident(f"Маматов Уул{number} Б"), Relation.SON)

    with django_assert_max_num_queries(7):
        card = queries.card(head.reference, on=LEFT)

    assert len(card.members) == 6
