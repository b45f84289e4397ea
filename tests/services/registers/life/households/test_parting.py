"""A household parts in two, and two become one: people, addresses, relations and what goes along."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.registers import queries
from services.registers.life.kinds import join_households
from services.registers.life.registry import RefusedError
from services.registers.models import Building, Household, HouseholdCount, LandParcel, Membership, Ownership
from services.registers.property import queries as property_queries
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tests.services.registers.life.households.events import (
    ON,
    called,
    family,
    goes,
    happen,
    relations_to,
    told,
    undo,
)
from tests.services.registers.people import household, member, resident

R = Relation

YOUNG = {"Гүлнара": R.WIFE, "Айдай": R.DAUGHTER}


@pytest.fixture
def home(in_karool: Tenant) -> Household:
    return family()


def split_off(home: Household, **more: Any) -> Household:
    happen("split", goes(home, "Бакыт", "Гүлнара", "Айдай", relations=YOUNG, **more))
    return Household.objects.latest("pk")


def test_a_young_family_founds_a_household(home: Household) -> None:
    new = split_off(home)
    assert (new.account, new.opened_on) == ("3-46", ON)
    assert told(new, ON) == {"Бакыт": R.HEAD, **YOUNG}
    assert told(home, ON) == {"Асан": R.HEAD, "Айым": R.WIFE, "Нурлан": R.SON}
    assert told(new, ON - timedelta(days=1)) == {}
    assert told(home, ON - timedelta(days=1))["Гүлнара"] is R.DAUGHTER_IN_LAW
    address = queries.address_of(new, on=ON)
    assert address is not None
    assert (address.street.name_ky, address.house) == ("Ала-Тоо", "14")


def test_where_the_head_goes_those_who_stay_get_another(home: Household) -> None:
    said = goes(
        home, "Асан", "Айым", relations={"Айым": R.WIFE}, new_head=called("Бакыт").reference,
        remaining={
            called(name).reference: relation.value
            for name, relation in (("Гүлнара", R.WIFE), ("Айдай", R.DAUGHTER), ("Нурлан", R.YOUNGER_BROTHER))
        },
    )  # fmt: skip
    happen("split", said)
    assert told(home, ON) == {"Бакыт": R.HEAD, "Гүлнара": R.WIFE, "Айдай": R.DAUGHTER, "Нурлан": R.YOUNGER_BROTHER}


def test_land_houses_and_animals_go_along(home: Household) -> None:
    field = LandParcel.objects.create(kind="share", area_m2=4000)
    kept = LandParcel.objects.create(kind="household_plot", area_m2=900)
    house = Building.objects.create(kind="house")
    for thing in ({"parcel": field}, {"parcel": kept}, {"building": house}):
        Ownership.objects.create(household=home, since=date(2010, 1, 1), numerator=1, denominator=2, **thing)
    for what, number in (("cow", 3), ("ewe", 20)):
        HouseholdCount.objects.create(household=home, what=what, on=date(2024, 1, 1), number=number)

    new = split_off(home, things=(field.reference, house.reference), animals={"ewe": "8"})

    owned = {one.thing.pk: one.share for one in property_queries.parcels(on=ON, household=new)}
    assert owned == {field.pk: "1/2"}
    assert [one.thing.pk for one in property_queries.parcels(on=ON, household=home)] == [kept.pk]
    assert [one.thing.pk for one in property_queries.buildings(on=ON, household=new)] == [house.pk]
    assert [one.thing.pk for one in property_queries.parcels(on=ON - timedelta(days=1), household=home)] != [kept.pk]
    assert {one.what: one.number for one in property_queries.counts(home, on=ON)} == {"cow": 3, "ewe": 12}
    assert {one.what: one.number for one in property_queries.counts(new, on=ON)} == {"ewe": 8}


def test_a_parting_is_taken_back(home: Household) -> None:
    models = (Household, Membership, Ownership, HouseholdCount)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    event = happen("split", goes(home, "Бакыт", "Гүлнара", "Айдай", relations=YOUNG))
    undo(event)
    assert [list(model.objects.order_by("pk").values()) for model in models] == before


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"page": 45}, "page"),
        ({"street": "Бул жерде жок көчө"}, "new_street"),
        ({"things": ("0000000000",)}, "things"),
        ({"animals": {"ewe": "1"}}, None),
        ({"on": date(2004, 1, 1)}, "members"),
    ],
)
def test_a_parting_is_refused(home: Household, more: dict[str, object], field: str | None) -> None:
    with pytest.raises(RefusedError) as refused:
        split_off(home, **more)
    assert refused.value.field == field


def test_who_joined_later_does_not_found_a_household_before(home: Household) -> None:
    late = resident("Маматов Улан", born=date(2000, 3, 1))
    member(home, late, R.NEPHEW, since=ON + timedelta(days=9))
    with pytest.raises(RefusedError) as refused:
        happen("split", goes(home, "Улан", relations={}))
    assert refused.value.field == "on"


def test_nobody_and_everybody_cannot_found_a_household(home: Household) -> None:
    everybody = dict.fromkeys(("Айым", "Бакыт", "Гүлнара", "Нурлан", "Айдай"), R.OTHER_RELATIVE)
    with pytest.raises(RefusedError) as refused:
        happen("split", goes(home, "Асан", *everybody, relations=everybody))
    assert refused.value.field == "members"
    stranger = resident("Жумаев Жумабек")
    with pytest.raises(RefusedError):
        happen("split", goes(home, stranger.given_name, relations={}))


def test_two_households_become_one(home: Household) -> None:
    other = household(4, 7, at="Манас", house="3")
    member(other, resident("Маматов Эсен", born=date(1960, 1, 1)))
    member(other, resident("Маматова Жамал", sex="f", born=date(1962, 1, 1)), R.WIFE)
    parcel = LandParcel.objects.create(kind="share", area_m2=4000)
    Ownership.objects.create(household=other, parcel=parcel, since=date(2010, 1, 1))
    for one, number in ((home, 5), (other, 2)):
        HouseholdCount.objects.create(household=one, what="ewe", on=date(2024, 1, 1), number=number)
    relations = {called("Эсен").reference: "younger_brother", called("Жамал").reference: "younger_brothers_wife"}

    happen("join_households", join_households.Said(other.reference, home.reference, ON, relations))

    assert told(home, ON)["Жамал"] is R.YOUNGER_BROTHERS_WIFE
    assert told(other, ON) == {}
    assert told(other, ON - timedelta(days=1)) == {"Эсен": R.HEAD, "Жамал": R.WIFE}
    other.refresh_from_db()
    assert other.closed_on == ON
    assert [one.thing.pk for one in property_queries.parcels(on=ON, household=home)] == [parcel.pk]
    assert [one.number for one in property_queries.counts(home, on=ON)] == [7]
    assert property_queries.counts(other, on=ON) == []


def test_joining_is_refused_for_one_and_the_same_and_for_a_household_without_a_head(home: Household) -> None:
    empty = household(4, 7, at="Манас", house="3")
    relations = relations_to("Асан", home)
    for into in (home, empty):
        with pytest.raises(RefusedError) as refused:
            happen("join_households", join_households.Said(home.reference, into.reference, ON, relations))
        assert refused.value.field == "into"
