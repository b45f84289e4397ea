"""What the register states of a resident, to whoever asks through the exchange."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from services.registers.models import Household, HouseholdAddress, IdentityDocument, Resident
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze.exchange import facts
from tereze.exchange.facts import MissingFactsError
from tereze.exchange.values import Address, Bilingual, PersonName, Subject, Table, from_json, to_json
from tests.conftest import inside
from tests.services.registers.people import household, member, resident, street

ON = date(2024, 6, 1)
EVERYTHING = [
    "resident.name", "resident.pin", "resident.birth_date", "resident.document", "residence.address",
    "residence.since", "household.members", "household.others", "household.size", "household.head", "household.book",
]  # fmt: skip


@pytest.fixture
def son(in_karool: Tenant) -> Resident:
    """The son of a family of three."""
    home = household()
    member(home, resident(), since=date(2000, 1, 1))
    member(home, resident("Маматова Айгүл Т", sex="f", born=date(1986, 1, 1)), Relation.WIFE, since=date(2009, 5, 5))
    son = resident("Маматов Өмүр Бакытович", born=date(2011, 2, 3), pin="20302201199001")
    member(home, son, Relation.SON, since=date(2011, 2, 3))
    IdentityDocument.objects.create(
        resident=son, type="id_card", series="ID", number="0712345", issued_on=date(2023, 1, 1)
    )
    return son


def stated(who: Resident, name: str, on: date = ON) -> object:
    return facts.collect([name], subject=Subject("resident", who.reference), on=on)[name].value


def test_who_the_resident_is(son: Resident) -> None:
    assert stated(son, "resident.name") == PersonName("Маматов", "Өмүр", "Бакытович", "m")
    assert stated(son, "resident.pin") == "20302201199001"
    assert stated(son, "resident.birth_date") == date(2011, 2, 3)
    assert stated(son, "resident.document") == Bilingual("паспорт ID0712345", "паспорт ID0712345")


def test_where_and_since_when(son: Resident) -> None:
    both = Bilingual("Ала-Тоо", "Ала-Тоо")

    assert stated(son, "residence.address") == Address(Bilingual("Шералы", "Шералы"), both, "12", "")
    assert stated(son, "residence.since") == date(2011, 2, 3)


def test_who_stays_while_the_household_moves_lives_there_since_the_move(son: Resident) -> None:
    moved = date(2020, 10, 10)
    home = son.memberships.get().household
    HouseholdAddress.objects.filter(household=home).update(until=moved)
    HouseholdAddress.objects.create(household=home, street=street("Манас"), house="3", since=moved)

    assert stated(son, "residence.since") == moved
    assert stated(son, "residence.since", on=date(2019, 1, 1)) == date(2011, 2, 3)


def test_a_day_nobody_wrote_down_is_not_made_up(in_karool: Tenant) -> None:
    who = resident()
    member(household(), who, since=None)

    with pytest.raises(MissingFactsError):
        stated(who, "residence.since")


def test_with_whom_as_the_book_has_it(son: Resident) -> None:
    table = stated(son, "household.members")

    assert isinstance(table, Table)
    assert [row.cells[0].given for row in table.rows] == ["Бакыт", "Айгүл", "Өмүр"]  # type: ignore[union-attr]
    assert [row.cells[2] for row in table.rows] == [
        Bilingual("үй-бүлө башчысы", "глава хозяйства"), Bilingual("аялы", "жена"), Bilingual("уулу", "сын"),
    ]  # fmt: skip
    assert stated(son, "household.size") == 3
    assert stated(son, "household.head") == PersonName("Маматов", "Бакыт", "Асанович", "m")


def test_the_others_and_since_when_together(son: Resident) -> None:
    table = stated(son, "household.others")

    assert isinstance(table, Table)
    assert [(row.cells[0].given, row.cells[3]) for row in table.rows] == [  # type: ignore[union-attr]
        ("Бакыт", date(2011, 2, 3)), ("Айгүл", date(2011, 2, 3)),
    ]  # fmt: skip


def test_every_statement_names_the_page_of_the_book(son: Resident) -> None:
    answers = facts.collect(EVERYTHING, subject=Subject("resident", son.reference), on=ON)

    assert {answer.source for answer in answers.values()} == {
        Bilingual(
            "чарба китеби № 3, 45-бет, жеке эсеп № 3-45", "похозяйственная книга № 3, стр. 45, лицевой счёт № 3-45"
        )
    }
    assert stated(son, "household.book") == answers["household.book"].source


def test_a_household_without_a_book_is_named_by_its_account(son: Resident) -> None:
    Household.objects.update(book=0, account="0-17")

    assert stated(son, "household.book") == Bilingual(
        "чарбалык эсеп, жеке эсеп № 0-17", "похозяйственный учёт, лицевой счёт № 0-17"
    )


def test_all_statements_survive_a_snapshot(son: Resident) -> None:
    answers = facts.collect(EVERYTHING, subject=Subject("resident", son.reference), on=ON)

    assert all(from_json(to_json(answer)) == answer for answer in answers.values())


def test_all_statements_together_cost_three_queries(
    son: Resident, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        facts.collect(EVERYTHING, subject=Subject("resident", son.reference), on=ON)


@pytest.mark.parametrize("fact", [name for name in EVERYTHING if not name.startswith("resident.")])
def test_of_the_dead_and_the_departed_nothing_is_said_about_the_present(in_karool: Tenant, fact: str) -> None:
    home = household()
    dead, gone = resident(death_date=date(2020, 1, 1)), resident("Маматова Айгүл", sex="f")
    member(home, dead, left_on=date(2020, 1, 1))
    member(home, gone, Relation.WIFE, left_on=date(2021, 1, 1))

    for who in (dead, gone):
        with pytest.raises(MissingFactsError):
            stated(who, fact)
        assert stated(who, fact, on=date(2019, 1, 1)) is not None


def test_a_stranger_has_no_facts(in_karool: Tenant) -> None:
    with pytest.raises(MissingFactsError) as missing:
        facts.collect(EVERYTHING, subject=Subject("resident", "0000000000"), on=ON)

    assert set(missing.value.names) == set(EVERYTHING)


def test_a_neighbours_resident_has_no_facts_here(son: Resident, myrza_ake: Tenant) -> None:
    assert stated(son, "resident.name")
    with inside(myrza_ake), pytest.raises(MissingFactsError):
        stated(son, "resident.name")
