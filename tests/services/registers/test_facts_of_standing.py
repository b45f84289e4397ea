"""What certificates ask of the register beyond the living at home: the dead, children, work, houses, the whole page."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.registers.models import Building, LandParcel, Marriage, Ownership, Parenthood, Resident
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze import clock
from tereze.exchange import facts
from tereze.exchange.values import PersonName, Subject, Table
from tests.services.registers.people import household, member, resident


def say(name: str, who: Resident, on: date | None = None) -> Any:
    """Return what is said, or None."""
    subject = Subject("resident", who.reference)
    found = facts.collect([], subject=subject, on=on or clock.today(), optional=[name])
    return found[name].value if name in found else None


@pytest.fixture
def mother(in_karool: Tenant) -> Resident:
    """A woman at home with three children, of whom one is grown up."""
    home = household()
    who = resident("Асан кызы Айгүл", sex="f", born=date(1984, 3, 5), occupation="housewife")
    member(home, who)
    for name, born in (("Нурбек уулу Эмир", 2001), ("Нурбек уулу Алмаз", 2015), ("Нурбек кызы Сезим", 2018)):
        child = resident(name, born=date(born, 5, 1))
        member(home, child, Relation.SON, since=date(born, 5, 1))
        Parenthood.objects.create(child=child, parent=who, since=date(born, 5, 1))
    return who


def test_only_children_under_age_are_counted(mother: Resident) -> None:
    assert say("children.minor_count", mother) == 2
    table = say("children.minors", mother)
    assert isinstance(table, Table)
    assert [row.cells[0].full for row in table.rows if isinstance(row.cells[0], PersonName)] == [
        "Нурбек уулу Алмаз",
        "Нурбек кызы Сезим",
    ]


def test_who_keeps_the_house_has_no_work_and_a_pensioner_may_have_some(mother: Resident) -> None:
    assert say("resident.not_working", mother).ru == "домохозяйка"

    Resident.objects.filter(pk=mother.pk).update(occupation="pensioner")

    assert say("resident.not_working", mother) is None


def test_a_marriage_with_somebody_from_elsewhere_is_a_marriage(mother: Resident) -> None:
    assert say("resident.in_marriage", mother) is None

    Marriage.objects.create(wife=mother, elsewhere="Иванов Пётр", since=date(2020, 1, 1))

    assert say("resident.in_marriage", mother).ru == "состоит в браке"


def test_of_the_dead_the_last_day_is_told(mother: Resident) -> None:
    day = clock.today() - timedelta(days=10)
    assert say("death.household", mother) is None
    Resident.objects.filter(pk=mother.pk).update(death_date=day)
    mother.memberships.update(left_on=day, leave_reason="died")

    assert say("death.date", mother) == day
    assert say("death.address", mother).house == "12"
    assert say("death.since", mother) == date(2005, 6, 1)
    assert say("death.book", mother).ru.startswith("похозяйственная книга № 3")
    assert len(say("death.household", mother).rows) == 3
    assert say("death.date", mother, on=day - timedelta(days=1)) is None


def test_a_shed_is_no_dwelling(mother: Resident) -> None:
    shed = Building.objects.create(kind="outbuilding")
    Ownership.objects.create(building=shed, resident=mother)
    assert say("house.dwellings", mother) is None

    house = Building.objects.create(kind="house", year=1987)
    Ownership.objects.create(building=house, resident=mother, document="чечим № 4")

    (row,) = say("house.dwellings", mother).rows
    assert row.cells[1] == "1987"
    assert row.cells[-1] == "чечим № 4"


def test_a_land_share_names_who_else_holds_it_and_the_page_tells_everything(mother: Resident) -> None:
    other = resident("Маматов Бакыт Асанович")
    land = LandParcel.objects.create(kind="share_land", area_m2=4500, water="irrigated")
    for one in (mother, other):
        Ownership.objects.create(parcel=land, resident=one, numerator=1, denominator=2)

    assert say("land.co_owners", mother).ky == "Маматов Бакыт Асанович"
    told = [row.cells[1].ru for row in say("household.page", mother).rows]
    assert len(told) == 5
    assert told[-1].startswith("0,45 га")
    assert told[-1].endswith("1/2")
