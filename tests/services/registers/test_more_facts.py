"""What the register states beyond the household: kin, benefits, land, house, livestock, addresses, own fields."""

from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from services.registers.models import (
    BenefitHolding,
    Building,
    CustomField,
    CustomValue,
    Household,
    HouseholdAddress,
    HouseholdCount,
    LandParcel,
    Marriage,
    Membership,
    Ownership,
    Parenthood,
    Resident,
    Vehicle,
)
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze.exchange import facts
from tereze.exchange.registry import UnknownNameError
from tereze.exchange.values import Bilingual, PersonName, Subject, Table, from_json, to_json
from tests.conftest import inside
from tests.services.registers.people import household, member, resident, street

ON = date(2026, 1, 1)


@pytest.fixture
def asan(in_karool: Tenant) -> Resident:
    """A father of two with a wife, land, a house, a car and sheep."""
    home = household()
    asan = resident("Маматов Асан", born=date(1980, 1, 1), education="higher", marital_status="married")
    ayim = resident("Маматова Айым", sex="f", born=date(1983, 1, 1))
    child = resident("Маматов Нурбек", born=date(2015, 1, 1))
    grown = resident("Маматова Бегимай", sex="f", born=date(2004, 1, 1))
    member(home, asan), member(home, ayim, Relation.WIFE)
    member(home, child, Relation.SON, since=date(2015, 1, 1)), member(home, grown, Relation.DAUGHTER)
    Marriage.objects.create(husband=asan, wife=ayim, since=date(2003, 5, 5))
    for one in (child, grown):
        Parenthood.objects.create(child=one, parent=asan, since=one.birth_date)
    _belongings(home, asan)
    return asan


def _belongings(home: Household, asan: Resident) -> None:
    plot = LandParcel.objects.create(kind="household_plot", area_m2=1_200, water="irrigated")
    share = LandParcel.objects.create(
        kind="share_land", area_m2=5_000, water="rainfed", title_document="certificate", title_number="Ч 12",
        title_date=date(1999, 3, 1),
    )  # fmt: skip
    Ownership.objects.create(parcel=plot, household=home, since=date(2001, 1, 1))
    Ownership.objects.create(parcel=share, resident=asan, numerator=1, denominator=3, since=date(2010, 1, 1))
    house = Building.objects.create(kind="house", year=1998, walls="adobe", area_m2=Decimal("96.5"))
    Ownership.objects.create(building=house, household=home)
    car = Vehicle.objects.create(kind="car", model="Honda Fit", year=2009, plate="03KG123ABC")
    Ownership.objects.create(vehicle=car, resident=asan, until=date(2026, 6, 1))
    for what, declared, verified in (("ewe", 10, 14), ("cow", 2, None), ("dog", 1, None)):
        HouseholdCount.objects.create(household=home, what=what, on=ON, number=declared)
        if verified is not None:
            HouseholdCount.objects.create(household=home, what=what, on=ON, number=verified, standing="verified")


def stated(who: Resident, name: str, on: date = ON) -> object:
    found = facts.collect([], subject=Subject("resident", who.reference), on=on, optional=[name])
    return found[name].value if name in found else None


def cells(who: Resident, name: str, on: date = ON) -> list[tuple[object, ...]]:
    table = stated(who, name, on)
    assert isinstance(table, Table)
    return [row.cells for row in table.rows]


def test_kin_by_papers(asan: Resident) -> None:
    assert stated(asan, "resident.spouse") == PersonName("Маматова", "Айым", "", "f")
    assert [row[0] for row in cells(asan, "resident.children")] == [
        PersonName("Маматова", "Бегимай", "", "f"), PersonName("Маматов", "Нурбек", "", "m"),
    ]  # fmt: skip
    assert [row[0] for row in cells(asan, "household.dependants")] == [PersonName("Маматов", "Нурбек", "", "m")]
    assert stated(asan, "resident.spouse", date(2003, 5, 4)) is None


def test_land_of_each_kind_with_share_and_title(asan: Resident) -> None:
    assert stated(asan, "land.area") == Bilingual("0,62 га", "0,62 га")
    (row,) = cells(asan, "land.share_land")
    assert row[1:4] == ("0,5", Bilingual("кайрак (богара)", "богарная"), "1/3")
    assert "Ч 12, 01.03.1999" in str(row[4])
    assert len(cells(asan, "land.parcels")) == 2
    assert stated(asan, "land.share_land", date(2009, 12, 31)) is None
    assert stated(asan, "land.garden") is None


def test_house_vehicles_and_livestock(asan: Resident) -> None:
    assert stated(asan, "house.presence") == Bilingual("турак үйү бар", "имеет жилой дом")
    adobe = Bilingual("саман, гуваляк, сокмо", "саман, гуваляк, сокмо")
    assert cells(asan, "house.buildings")[0][1:4] == ("1998", adobe, "96,5")
    assert cells(asan, "vehicles.owned")[0][3] == "03KG123ABC"
    assert stated(asan, "vehicles.owned", date(2026, 6, 1)) is None
    assert [row[1] for row in cells(asan, "livestock.counts")] == [2, 14]
    assert stated(asan, "livestock.heads") == 2 * 5 + 14
    assert len(cells(asan, "household.extract")) == 1 + 2 + 1 + 3 + 1


def test_who_has_no_house_is_said_to_have_none(asan: Resident) -> None:
    Ownership.objects.filter(building__isnull=False).delete()
    assert stated(asan, "house.presence") == Bilingual("турак үйү жок", "жилого дома не имеет")


def test_benefits_hold_from_a_day_until_a_day(asan: Resident) -> None:
    BenefitHolding.objects.create(resident=asan, category="many_children", since=ON, document="№ 7")
    assert cells(asan, "resident.benefits")[0][2] == "№ 7"
    assert stated(asan, "resident.benefits", date(2025, 12, 31)) is None


def test_addresses_follow_the_households_of_a_life(asan: Resident) -> None:
    first = Membership.objects.get(resident=asan)
    other = household(3, 46, house="90", since=None)
    Membership.objects.filter(pk=first.pk).update(joined_on=date(2005, 6, 1))
    member(other, asan, Relation.OTHER_RELATIVE, since=date(1999, 1, 1), left_on=date(2005, 6, 1))
    HouseholdAddress.objects.filter(household=first.household).update(until=date(2020, 1, 1))
    HouseholdAddress.objects.create(
        household=first.household, street=street("Манас"), house="3", since=date(2020, 1, 1)
    )
    rows = cells(asan, "residence.history")
    assert [row[0] for row in rows] == [date(1999, 1, 1), date(2005, 6, 1), date(2020, 1, 1)]
    assert [row[1] for row in rows] == [date(2005, 6, 1), date(2020, 1, 1), ""]
    assert "Манас" in str(rows[2][2])
    assert [row[1] for row in cells(asan, "residence.history", date(2010, 1, 1))] == [date(2005, 6, 1), ""]


def test_who_works_abroad(asan: Resident) -> None:
    Membership.objects.filter(resident=asan).update(abroad_country="RU", abroad_since=date(2024, 9, 1))
    assert stated(asan, "migration.abroad") == Bilingual(
        "Россия Федерациясы (01.09.2024 баштап)", "Россия (с 01.09.2024)"
    )
    assert stated(asan, "migration.abroad", date(2024, 8, 31)) is None


def test_a_councils_own_field_is_a_fact_at_once_and_of_no_other_council(asan: Resident, myrza_ake: Tenant) -> None:
    field = CustomField.objects.create(
        about="resident", key="school", type="choice", label_ky="Мектеби", label_ru="Школа",
        choices=[{"code": "one", "ky": "№ 1 мектеп", "ru": "школа № 1"}],
    )  # fmt: skip
    CustomValue.objects.create(field=field, resident=asan, text="one")
    assert stated(asan, "own.resident_school") == Bilingual("№ 1 мектеп", "школа № 1")
    assert "own.resident_school" in {one.name for one in facts.every()}
    with inside(myrza_ake), pytest.raises(UnknownNameError):
        facts.find("own.resident_school")


def test_everything_costs_a_query_a_kind_of_thing(
    asan: Resident, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    names = [one.name for one in facts.registry if one.about == "resident"]
    with django_assert_max_num_queries(15):
        found = facts.collect([], subject=Subject("resident", asan.reference), on=ON, optional=names)
    assert from_json(to_json(found["land.parcels"])) == found["land.parcels"]
