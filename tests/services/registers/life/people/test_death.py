"""A death of a head: who is next, what everybody is to the new head, and what is left to do."""

from datetime import date

import pytest

from services.registers.life import recording
from services.registers.life.registry import RefusedError, registry
from services.registers.models import Household, LandParcel, Marriage, Membership, Ownership, Parenthood, Resident
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tests.services.registers.life.households.events import called, family, happen, told, undo
from tests.services.registers.life.people.forms import filled, proposed, recorded
from tests.services.registers.people import household, member, resident

ON = date(2024, 6, 1)
R = Relation


@pytest.fixture
def home(in_karool: Tenant) -> Household:
    return family()


def test_the_widow_is_proposed_and_everybody_is_related_to_her(home: Household) -> None:
    form = filled("death", called("Асан"))
    assert form.initial["new_head"] == called("Айым").reference
    recorded("death", called("Асан"), document="КР-I 0012345")
    assert told(home, ON) == {
        "Айым": R.HEAD, "Бакыт": R.SON, "Нурлан": R.SON, "Гүлнара": R.DAUGHTER_IN_LAW, "Айдай": R.GRANDDAUGHTER,
    }  # fmt: skip


def test_another_head_may_be_chosen_and_a_relation_put_right(home: Household) -> None:
    bakyt = called("Бакыт")
    said = proposed("death", called("Асан"), new_head=bakyt)
    assert said[f"relation_{called('Айым').reference}"] == "mother"
    recorded("death", called("Асан"), new_head=bakyt, **{f"relation_{called('Нурлан').reference}": "other_relative"})
    assert told(home, ON) == {
        "Бакыт": R.HEAD, "Гүлнара": R.WIFE, "Айдай": R.DAUGHTER, "Айым": R.MOTHER, "Нурлан": R.OTHER_RELATIVE,
    }  # fmt: skip


def test_taken_back_the_family_is_as_it_was(home: Household) -> None:
    Marriage.objects.create(husband=called("Асан"), wife=called("Айым"))
    tables = (Resident, Membership, Marriage, Household)
    before = [list(model.objects.order_by("pk").values()) for model in tables]
    undo(recorded("death", called("Асан")))
    assert [list(model.objects.order_by("pk").values()) for model in tables] == before


def test_a_head_has_to_be_chosen_among_those_who_stay(home: Household) -> None:
    assert "new_head" in filled("death", called("Асан"), new_head="").errors
    assert "new_head" not in filled("death", called("Нурлан")).fields


def test_a_death_said_without_relations_finds_them_by_rule(home: Household) -> None:
    happen("death", registry.get("death").said(called("Асан").reference, ON))
    assert told(home, ON)["Айым"] is R.HEAD


@pytest.mark.parametrize(("said", "closed", "kind"), [("empty", None, "empty"), ("closed", ON, "permanent")])
def test_the_last_one_leaves_an_empty_house_or_a_closed_account(
    in_karool: Tenant, said: str, closed: date | None, kind: str
) -> None:
    lonely = resident()
    member(household(), lonely)
    recorded("death", lonely, afterwards=said)
    left = Household.objects.get()
    assert (left.closed_on, left.kind) == (closed, kind)


def test_land_without_an_heir_and_children_without_a_guardian_are_named(home: Household) -> None:
    parcel = LandParcel.objects.create(kind="share_land", area_m2=12_000)
    Ownership.objects.create(parcel=parcel, resident=called("Гүлнара"), numerator=1, denominator=2)
    Parenthood.objects.create(child=called("Айдай"), parent=called("Гүлнара"), kind="birth")
    form = filled("death", called("Гүлнара"))
    assert form.is_valid()
    rehearsal = recording.rehearse(registry.get("death"), form.said())
    said = " ".join(one.what for one in rehearsal.notes)
    assert "1/2" in said
    assert "Маматова Айдай Бакытовна" in said


def test_the_preview_has_the_family_before_and_after(home: Household) -> None:
    form = filled("death", called("Асан"))
    assert form.is_valid()
    (family_,) = recording.rehearse(registry.get("death"), form.said()).families
    assert [one.what for one in family_.before if one.name == "Маматов Асан"] == ["gone"]
    assert [one.what for one in family_.after if one.name == "Маматов Айым"] == ["changed"]
    assert len(family_.after) == len(family_.before) - 1


def test_a_newborn_dies_on_the_day_of_birth(in_karool: Tenant) -> None:
    home = household()
    child = resident("Маматов Бөбөк", born=ON)
    member(home, resident())
    member(home, child, R.SON, since=ON)
    recorded("death", child)
    assert Resident.objects.get(pk=child.pk).death_date == ON


def test_nobody_dies_before_joining_the_household(home: Household) -> None:
    with pytest.raises(RefusedError) as refused:
        recorded("death", called("Нурлан"), on="01.01.2004")
    assert (refused.value.field, "01.06.2005" in str(refused.value.message)) == ("on", True)
