"""Another head: everybody's relation is proposed by rule, and the past keeps its own."""

from datetime import date, timedelta

import pytest

from services.registers.life.registry import RefusedError
from services.registers.models import Household, Membership
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tests.services.registers.life.households.events import ON, called, family, happen, new_head, told, undo
from tests.services.registers.people import member, resident

R = Relation


@pytest.fixture
def home(in_karool: Tenant) -> Household:
    return family()


def test_a_son_becomes_the_head_and_the_past_keeps_its_relations(home: Household) -> None:
    before = told(home, ON)
    happen("head", new_head(home, "Бакыт"))
    assert told(home, ON - timedelta(days=1)) == before
    assert told(home, ON) == {
        "Бакыт": R.HEAD, "Гүлнара": R.WIFE, "Айдай": R.DAUGHTER, "Асан": R.FATHER, "Айым": R.MOTHER,
        "Нурлан": R.YOUNGER_BROTHER,
    }  # fmt: skip


def test_what_is_confirmed_wins_over_the_rule(home: Household) -> None:
    happen("head", new_head(home, "Бакыт", Айым="stepmother"))
    assert told(home, ON)["Айым"] is R.STEPMOTHER


def test_a_change_of_head_is_taken_back(home: Household) -> None:
    before = list(Membership.objects.order_by("pk").values())
    undo(happen("head", new_head(home, "Бакыт")))
    assert list(Membership.objects.order_by("pk").values()) == before


def test_recorded_late_it_puts_right_who_joined_and_who_left_since(home: Household) -> None:
    born = member(home, resident("Маматов Улан", born=date(2025, 3, 1)), R.GRANDSON, since=date(2025, 3, 1))
    Membership.objects.filter(resident=called("Нурлан")).update(left_on=date(2025, 1, 1), leave_reason="moved")
    happen("head", new_head(home, "Бакыт", Улан="son"))
    born.refresh_from_db()
    assert (born.joined_on, born.kinship) == (date(2025, 3, 1), R.SON)
    assert told(home, date(2024, 12, 31))["Нурлан"] is R.YOUNGER_BROTHER
    assert "Нурлан" not in told(home, date(2025, 1, 1))
    assert Membership.objects.get(resident=called("Нурлан"), joined_on=ON).leave_reason == "moved"


def test_twice_on_one_day_leaves_one_head(home: Household) -> None:
    happen("head", new_head(home, "Бакыт"))
    happen("head", new_head(home, "Айым"))
    assert [name for name, relation in told(home, ON).items() if relation is R.HEAD] == ["Айым"]
    assert told(home, ON - timedelta(days=1))["Асан"] is R.HEAD


def test_the_dead_whom_nobody_let_go_are_let_go(home: Household) -> None:
    asan = called("Асан")
    said = new_head(home, "Айым")
    asan.death_date = date(2024, 5, 1)
    asan.save()
    relations = {key: one for key, one in said.relations.items() if key != asan.reference}
    happen("head", type(said)(said.household, said.head, said.on, relations))
    stay = Membership.objects.get(resident=asan)
    assert (stay.left_on, stay.leave_reason) == (date(2024, 5, 1), "death")


@pytest.mark.parametrize(("name", "on", "field"), [("Асан", ON, "head"), ("Бакыт", date(2001, 1, 1), "on")])
def test_it_is_refused(home: Household, name: str, on: date, field: str) -> None:
    with pytest.raises(RefusedError) as refused:
        happen("head", new_head(home, name, on))
    assert refused.value.field == field


def test_a_child_is_the_head_only_where_no_adult_is_left(home: Household) -> None:
    with pytest.raises(RefusedError) as refused:
        happen("head", new_head(home, "Айдай"))
    assert refused.value.field == "head"
    Membership.objects.exclude(resident=called("Айдай")).update(left_on=ON, leave_reason="moved")
    happen("head", new_head(home, "Айдай"))
    assert told(home, ON) == {"Айдай": R.HEAD}


def test_it_is_refused_before_a_later_change_of_head(home: Household) -> None:
    happen("head", new_head(home, "Бакыт"))
    with pytest.raises(RefusedError) as refused:
        happen("head", new_head(home, "Айым", ON - timedelta(days=30)))
    assert refused.value.field == "on"


def test_it_is_refused_where_somebody_is_missing_or_is_what_cannot_be(home: Household) -> None:
    said = new_head(home, "Бакыт")
    for relations in ({}, {**said.relations, called("Айым").reference: "father"},
                      {**said.relations, called("Айым").reference: "head"}):  # fmt: skip
        with pytest.raises(RefusedError):
            happen("head", type(said)(said.household, said.head, said.on, relations))
