"""One box that forgives: names in any spelling, order and alphabet, numbers, addresses."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from services.registers.codes import DocumentType
from services.registers.models import FormerName, FormerPin, Household, IdentityDocument, Resident
from services.registers.relations import Relation
from services.registers.search import FoundResident, find_households, find_residents
from tenants.directory.models import Tenant
from tests.conftest import inside
from tests.services.registers.people import household, member, resident

BAKYT, AIGUL, JUMABEK, UULU, CHYNGYZ = "Бакыт", "Айгүл", "Жумабек", "Бакытбек", "Чыңгыз"


@pytest.fixture
def village(in_karool: Tenant) -> dict[str, Resident]:
    """Ten people in three houses, by given name."""
    first, second, third = household(), household(3, 46, house="14"), household(4, 7, at="Ынтымак", house="12/1а")
    people = [
        (first, Relation.HEAD, resident(surname_latin="MAMATOV", given_name_latin="BAKYT", phone="+996770123456")),
        (first, Relation.WIFE, resident("Маматова Айгүл Төлөновна", sex="f", born=date(1986, 7, 1))),
        (first, Relation.SON, resident("Маматов Өмүрбек Бакытович", born=date(2011, 2, 3))),
        (second, Relation.HEAD, resident("Осмонов Жумабек Эргешович", born=date(1960, 11, 30), pin="23011196099123")),
        (second, Relation.WIFE, resident("Осмонова Жаңыл Бакировна", sex="f", born=date(1964, 4, 4))),
        (third, Relation.HEAD, resident("Асан уулу Бакытбек", born=date(1990, 9, 9))),
        (third, Relation.LODGER, resident("Айтматов Чыңгыз Торокулович", born=date(1978, 12, 12))),
    ]
    for home, relation, person in people:
        member(home, person, relation)
    found = {person.given_name: person for _home, _relation, person in people}
    IdentityDocument.objects.create(
        resident=found[BAKYT], type=DocumentType.ID_CARD, series="ID", number="0712345", issued_on=date(2019, 1, 1)
    )
    return found


def given_names(query: str) -> list[str]:
    return [one.given_name for one in find_residents(query)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # any part, any order
        ("Маматов Бакыт", BAKYT),
        ("бакыт маматов", BAKYT),
        ("Маматов Бакыт Асанович", BAKYT),
        ("асанович бакыт", BAKYT),
        ("  МАМАТОВ   бакыт ", BAKYT),
        ("төлөновна", AIGUL),
        ("мабек", JUMABEK),
        # folded letters
        ("Айгул", AIGUL),
        ("айгүль", AIGUL),
        ("Омурбек", "Өмүрбек"),
        ("Жанил", "Жаңыл"),
        ("Джумабек", JUMABEK),
        ("Джаныл", "Жаңыл"),
        ("Чынгыз", CHYNGYZ),
        ("Чингиз", CHYNGYZ),
        ("Бакит", BAKYT),
        # уулу / кызы however they are written
        ("Асан уулу Бакытбек", UULU),
        ("асануулу", UULU),
        ("Асан-уулу", UULU),
        # Latin for Cyrillic
        ("mamatov bakyt", BAKYT),
        ("Mamatova Aigul", AIGUL),
        ("aygul", AIGUL),
        ("Zhumabek", JUMABEK),
        ("jumabek osmonov", JUMABEK),
        ("Chyngyz Aitmatov", CHYNGYZ),
        # the other keyboard
        ("vfvfnjd ,frsn", BAKYT),
        ("ьфьфещм ифлне", BAKYT),
        ("jcvjyjd", JUMABEK),
        # wrong letters
        ("Маматоф Бакет", BAKYT),
        ("Мамотов Бокыт", BAKYT),
        ("Осмоноф Жумобек", JUMABEK),
        ("Айматов Чынгиз", CHYNGYZ),
        ("мамтов бакыт", BAKYT),
        # numbers
        ("23011196099123", JUMABEK),
        ("2 30111960 99123", JUMABEK),
        ("9123", JUMABEK),
        ("230111960", JUMABEK),
        ("30.11.1960", JUMABEK),
        ("0770 12 34 56", BAKYT),
        ("+996 770 123456", BAKYT),
        ("12-34-56", BAKYT),
        ("ID0712345", BAKYT),
        ("id 0712345", BAKYT),
        ("0712345", BAKYT),
        # account and address
        ("3-45", BAKYT),
        ("№ 3-45", BAKYT),
        ("Ала-Тоо 12", BAKYT),
        ("ала тоо 12", BAKYT),
        ("алатоо 12", BAKYT),
        ("Ala-Too 12", BAKYT),
        ("ул. Ала-Тоо 14", JUMABEK),
        ("Шералы 14", JUMABEK),
        ("Ынтымак 12/1А", UULU),
        # a name and what tells namesakes apart
        ("Маматов Ала-Тоо", BAKYT),
        ("Осмонов Шералы", JUMABEK),
        ("Осмонов 1960", JUMABEK),
        ("Осмонов 9123", JUMABEK),
        ("Маматов 12", BAKYT),
    ],
)
def test_what_is_typed_finds_who_is_meant(village: dict[str, Resident], query: str, expected: str) -> None:
    assert expected in given_names(query)[:3]


@pytest.mark.parametrize(
    "query", ["", " ", "м", "%%%", "___", "Кубанычбек Сыдыков", "9", "zzzz", "'; DROP TABLE x", "№", "-"]
)
def test_what_means_nobody_finds_nobody(village: dict[str, Resident], query: str) -> None:
    assert find_residents(query) == []
    assert find_households(query) == []


def test_only_what_was_found_by_similarity_is_marked(village: dict[str, Resident]) -> None:
    assert not find_residents("Маматов Бакыт")[0].approximate
    assert find_residents("Маматоф Бакет")[0].approximate


def test_an_exact_surname_comes_before_one_that_only_begins_so(in_karool: Tenant) -> None:
    for name in ("Асановна Бурул", "Акматов Асан Бекович", "Асан Кубат Бекович", "Бердиев Талант Асанович"):
        resident(name)

    assert [one.surname for one in find_residents("асан")] == ["Асан", "Акматов", "Асановна", "Бердиев"]


@pytest.mark.parametrize("query", ["маматов бак", "бакыт маматов", "маматов бакыт"])
def test_a_given_name_comes_before_a_patronymic_that_begins_so(in_karool: Tenant, query: str) -> None:
    resident("Маматов Адилет Бакытович")
    resident("Маматов Бакыт Жусупович")

    assert given_names(query)[0] == BAKYT


def test_the_living_come_before_the_dead_and_those_who_stayed_before_those_who_left(in_karool: Tenant) -> None:
    home = household()
    dead = resident("Маматов Абай А", death_date=date(2020, 1, 1))
    gone = resident("Маматов Бекболот А")
    here = resident("Маматов Эрмек А")
    member(home, dead, Relation.FATHER, left_on=date(2020, 1, 1))
    member(home, gone, Relation.SON, left_on=date(2019, 1, 1))
    member(home, here)

    assert [one.reference for one in find_residents("маматов")] == [here.reference, gone.reference, dead.reference]


def test_namesakes_stand_in_kyrgyz_alphabetical_order(in_karool: Tenant) -> None:
    for name in ("Маматов Үсөн", "Маматов Өмүр", "Маматов Орозбек", "Маматов Урмат"):
        resident(name)

    assert given_names("маматов") == ["Орозбек", "Өмүр", "Урмат", "Үсөн"]


def test_a_former_name_and_a_former_pin_still_find_the_person(in_karool: Tenant) -> None:
    aigul = resident("Маматова Айгүл", sex="f")
    FormerName.objects.create(resident=aigul, surname="Токтогулова", given_name="Айгүл", until=date(2010, 1, 1))
    FormerPin.objects.create(resident=aigul, pin="10107198699777", until=date(2012, 1, 1))
    aigul.save()

    assert given_names("токтогулова") == ["Айгүл"]
    assert given_names("10107198699777") == ["Айгүл"]


def test_a_hit_says_where_the_person_lives_now(village: dict[str, Resident]) -> None:
    (found, *_) = find_residents("Осмонов Жумабек")

    assert found.address is not None
    assert (found.address.street.ky, found.address.house, found.address.village.ky) == ("Ала-Тоо", "14", "Шералы")


def test_no_more_than_asked_for_is_found(village: dict[str, Resident]) -> None:
    assert len(find_residents("мамат", 2)) == 2


@pytest.mark.parametrize(
    ("query", "accounts"),
    [
        ("3-45", ["3-45"]),
        ("03-045", ["3-45"]),
        ("3-4", ["3-45", "3-46"]),
        ("№ 4-7", ["4-7"]),
        ("Ала-Тоо 12", ["3-45"]),
        ("ынтымак 12", ["4-7"]),
        ("Ала-Тоо", ["3-45", "3-46"]),
        ("көч. Ынтымак", ["4-7"]),
        ("123456", ["3-46"]),
        ("0772 12-34-56", ["3-46"]),
        ("Ала-Тоо 1", []),
        ("Маматов", []),
    ],
)
def test_households_are_found_by_account_phone_and_address(
    village: dict[str, Resident], query: str, accounts: list[str]
) -> None:
    Household.objects.filter(account="3-46").update(phone="+996772123456")

    assert [one.account for one in find_households(query)] == accounts


def test_a_found_household_tells_its_head_and_its_size(village: dict[str, Resident]) -> None:
    (found,) = find_households("3-45")

    assert (found.head, found.size) == ("Маматов Бакыт Асанович", 3)


@pytest.mark.parametrize(
    ("query", "statements"),
    [("Маматов Бакыт", 2), ("3-45", 1), ("Ала-Тоо 12", 2), ("ьфьфещм", 2), ("Маматоф Бакет", 4), ("Бакытмаматов", 6)],
)
def test_a_search_costs_few_statements(
    village: dict[str, Resident], django_assert_num_queries: DjangoAssertNumQueries, query: str, statements: int
) -> None:
    """Several words ask for the streets they may name first; the worst one was typed without a space."""
    with django_assert_num_queries(statements):
        assert find_residents(query)


def plans_of(query: str) -> str:
    """Return how PostgreSQL would answer the statements of a search, were reading whole tables forbidden."""
    asked: list[tuple[str, Any]] = []

    def note(run: Any, sql: str, values: Any, many: bool, told: Any) -> Any:
        asked.append((sql, values))
        return run(sql, values, many, told)

    with connection.execute_wrapper(note):
        find_residents(query)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plans = []
        for sql, values in asked:
            if sql.lstrip().startswith("WITH"):
                cursor.execute(f"EXPLAIN {sql}", values)
                plans += [line for (line,) in cursor.fetchall()]
    return "\n".join(plans)


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("Маматов Бакыт", "resident_search"),
        ("ма", "resident_leading"),
        ("ма", "resident_search"),
        ("Маматоф Бакет", "resident_words"),
        ("9001", "resident_pin_end"),
        ("21503", "resident_pin_start"),
        ("0770123456", "resident_phone_end"),
        ("ID0712345", "a_document_is_one_residents"),
        ("3-45", "household_by_page"),
        ("Ала-Тоо 12", "registers_resident_pkey"),
    ],
)
def test_every_search_can_use_its_index(village: dict[str, Resident], query: str, index: str) -> None:
    plans = plans_of(query)

    assert index in plans
    assert "Seq Scan on registers_resident" not in plans


def test_a_neighbour_finds_nothing(village: dict[str, Resident], myrza_ake: Tenant) -> None:
    assert find_residents("Маматов Бакыт")
    with inside(myrza_ake):
        assert find_residents("Маматов Бакыт") == []
        assert find_households("3-45") == []


def test_a_hit_can_be_shown_as_approximate_without_changing_it() -> None:
    found = FoundResident("R", "Маматов", "Бакыт", "", "", None, None, None)

    assert (found.as_approximate().approximate, found.approximate) == (True, False)
