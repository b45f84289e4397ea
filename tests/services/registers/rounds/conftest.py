"""A street of Sheraly with three yards, a round before and one that is open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from django.test import Client

from services.registers.models import CountingRound, Household, HouseholdCount, Resident, RoundVisit, RoundWalk, Street
from services.registers.relations import Relation
from services.registers.rounds import opening, totals
from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.accounts.permissions import Platform
from tereze.clock import OFFICE_TIME
from tests.conftest import inside, member
from tests.services.registers import people

AT = datetime(2026, 12, 20, 10, 0, tzinfo=OFFICE_TIME)
BY = Platform("tests")


@dataclass
class Village:
    """What the tests walk through."""

    street: Street
    first: Household
    second: Household
    last: Household
    head: Resident
    before: CountingRound
    round: CountingRound


def count(home: Household, counted: CountingRound, standing: str = "declared", **numbers: int) -> None:
    """Write down what was counted in an earlier round."""
    for what, number in numbers.items():
        HouseholdCount.objects.create(
            household=home, what=what, on=counted.on, standing=standing, number=number, round=counted
        )


def make() -> Village:
    """Make the village in the schema that is entered."""
    first, second, last = (people.household(3, page, house=house) for page, house in ((1, "1"), (2, "10"), (3, "2а")))
    head = people.resident()
    people.member(first, head)
    people.member(first, people.resident("Маматова Айгүл", sex="f", born=date(1986, 7, 2)), Relation.WIFE)
    people.member(second, people.resident("Асанов Үсөн", born=date(1960, 1, 1)))
    before = CountingRound.objects.create(
        on=date(2026, 1, 1), opened_at=AT, opened_by="user:x", closed_at=AT, closed_by="user:x"
    )
    for number, home in enumerate((first, second)):
        RoundVisit.objects.create(
            round=before, household=home, state="done", visited_at=AT, visited_by="user:x",
            client_key=f"before-{home.reference}-{number}",
        )  # fmt: skip
    count(first, before, cow=2, ewe=10)
    totals.write(before)
    opened = opening.open_round(on=date(2027, 1, 1), livestock_only=False, by=BY, at=AT)
    return Village(people.street(), first, second, last, head, before, opened)


@pytest.fixture
def village(in_karool: Tenant) -> Village:
    """The village, in Karool; rolled back."""
    return make()


@pytest.fixture
def specialist(karool: Tenant) -> User:
    """Who manages rounds."""
    return member(karool, "jyldyz", "statistics_specialist", full_name="Жылдыз Асанова")


@pytest.fixture
def office(client_for: Callable[[User | None, Tenant], Client], specialist: User, karool: Tenant) -> Client:
    """A client signed in as the specialist."""
    return client_for(specialist, karool)


@pytest.fixture
def walker(
    client_for: Callable[[User | None, Tenant], Client], elder: User, karool: Tenant, village: Village
) -> Client:
    """A client signed in as the elder, who walks the street."""
    with inside(karool):
        RoundWalk.objects.create(round=village.round, street=village.street, walker=elder)
    return client_for(elder, karool)
