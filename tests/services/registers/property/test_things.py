"""Land, buildings and vehicles: acquired, described, passed on, gone; and whose they were on a day."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from services.registers.fields import values
from services.registers.life import recording, subjects, telling
from services.registers.life.pen import Change
from services.registers.life.registry import RefusedError, registry
from services.registers.models import (
    CustomField,
    CustomValue,
    Household,
    LandParcel,
    LifeEvent,
    Ownership,
    Resident,
    Vehicle,
)
from services.registers.property import queries, shares
from services.registers.property.changing import Acquired, Described, Gone, Passed
from services.registers.property.shares import NoShareError
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.accounts.permissions import Platform
from tests.conftest import inside
from tests.conftest import member as staff
from tests.services.registers.people import household, member, resident

BY = Platform("tests")
ClientFor = Callable[[User | None, Tenant], Client]
SPRING, SUMMER, AUTUMN = date(2024, 3, 1), date(2024, 7, 1), date(2024, 10, 1)
PLOT = {"kind": "household_plot", "area_m2": "1200", "water": "irrigated", "village": "", "street": "", "house": ""}
each = pytest.mark.parametrize
_key = iter(range(10_000))


def record(kind: str, said: object) -> LifeEvent:
    return recording.record(registry.get(kind), said, request_key=f"k{next(_key)}", by=BY)  # type: ignore[arg-type]


@pytest.fixture
def home(in_karool: Tenant) -> Household:
    home = household()
    member(home, resident("Маматов Асан"))
    member(home, resident("Маматов Нурбек", born=date(2001, 1, 1)), Relation.SON)
    return home


def parcel_of(home: Household, share: str = "", on: date = SPRING) -> LandParcel:
    record("new_parcel", Acquired(home.reference, PLOT, share, "allotment", "№ 7", on))
    return LandParcel.objects.latest("pk")


def held(thing: LandParcel, on: date) -> dict[str, str]:
    rows = shares.owners(thing, on=on)
    owners = ((one.resident or one.household, shares.of(one)) for one in rows)
    return {one.account if isinstance(one, Household) else str(one): str(share) for one, share in owners}


@each(
    ("typed", "share"),
    [("", 1), ("1", 1), ("1/3", Fraction(1, 3)), ("50 %", Fraction(1, 2)), ("33,5%", Fraction(67, 200))],
)
def test_a_share_is_read_as_people_write_it(typed: str, share: Fraction) -> None:
    assert shares.read(typed) == share


@each("typed", ["0/3", "4/3", "1/0", "101 %", "half", "-1/2"])
def test_no_share_is_read_out_of_nonsense(typed: str) -> None:
    with pytest.raises(NoShareError):
        shares.read(typed)


def test_land_passes_in_parts_and_every_day_keeps_its_owners(home: Household) -> None:
    asan, nurbek = Resident.objects.order_by("pk")
    plot = parcel_of(home)
    record("parcel_owner", Passed(plot.reference, home.reference, asan.reference, "1/3", "gift", "", SUMMER))
    record("parcel_owner", Passed(plot.reference, home.reference, nurbek.reference, "1/3", "gift", "", AUTUMN))
    assert held(plot, SPRING) == {"3-45": "1"}
    assert held(plot, SUMMER) == {"3-45": "2/3", "Маматов Асан": "1/3"}
    assert held(plot, AUTUMN) == {"3-45": "1/3", "Маматов Асан": "1/3", "Маматов Нурбек": "1/3"}
    record(
        "parcel_owner",
        Passed(plot.reference, asan.reference, nurbek.reference, "", "inheritance", "", date(2025, 1, 1)),
    )
    assert held(plot, date(2025, 1, 1)) == {"3-45": "1/3", "Маматов Нурбек": "2/3"}


def test_shares_never_add_up_to_more_than_the_whole(home: Household) -> None:
    plot = parcel_of(home, share="2/3")
    asan = Resident.objects.order_by("pk")[0]
    with pytest.raises(RefusedError):
        record("parcel_owner", Passed(plot.reference, "", asan.reference, "1/2", "", "", SUMMER))
    with pytest.raises(RefusedError):
        record("parcel_owner", Passed(plot.reference, home.reference, asan.reference, "3/4", "", "", SUMMER))
    record("parcel_owner", Passed(plot.reference, "", asan.reference, "", "", "", SUMMER))
    assert held(plot, SUMMER) == {"3-45": "2/3", "Маматов Асан": "1/3"}


def test_taking_back_returns_the_owner(home: Household) -> None:
    plot, asan = parcel_of(home), Resident.objects.order_by("pk")[0]
    before = list(Ownership.objects.values())
    event = record("parcel_owner", Passed(plot.reference, home.reference, asan.reference, "", "", "", SUMMER))
    recording.undo(event.reference, by=BY)
    assert list(Ownership.objects.values()) == before


def test_what_is_gone_belongs_to_nobody_from_that_day(home: Household) -> None:
    plot = parcel_of(home)
    record("parcel_gone", Gone(plot.reference, AUTUMN))
    assert [one.thing for one in queries.parcels(on=SUMMER, household=home)] == [plot]
    assert queries.parcels(on=AUTUMN, household=home) == []
    with pytest.raises(RefusedError):
        record("parcel_gone", Gone(plot.reference, AUTUMN))


def test_a_description_is_put_right_and_refused_where_nothing_is_new(home: Household) -> None:
    plot = parcel_of(home)
    record("parcel_details", Described(plot.reference, {"area_m2": "1300", "water": "rainfed"}, SUMMER))
    plot.refresh_from_db()
    assert (plot.area_m2, plot.water) == (1300, "rainfed")
    with pytest.raises(RefusedError):
        record("parcel_details", Described(plot.reference, {"area_m2": "1300"}, SUMMER))
    with pytest.raises(RefusedError):
        record("parcel_details", Described(plot.reference, {"area_m2": ""}, SUMMER))


def test_an_eni_and_a_plate_are_one_things(home: Household) -> None:
    asan = Resident.objects.order_by("pk")[0]
    car = {"kind": "car", "model": "Honda Fit", "plate": "03 kg 123 abc"}
    record("new_vehicle", Acquired(asan.reference, car, "", "purchase", "", SPRING))
    assert Vehicle.objects.get().plate == "03KG123ABC"
    with pytest.raises(RefusedError):
        record("new_vehicle", Acquired(asan.reference, car, "", "purchase", "", SPRING))


@pytest.fixture
def specialist(client_for: object, karool: Tenant) -> Client:
    return client_for(staff(karool, "land", "land_specialist"), karool)  # type: ignore[operator,no-any-return]


@each("language", ["ky", "ru", "en"])
def test_a_land_specialist_writes_land_down_on_the_page(specialist: Client, home: Household, language: str) -> None:
    User.objects.update(language=language)
    address = reverse("life_happen", args=["new_parcel", home.reference])
    assert specialist.get(address).status_code == 200
    typed = {"kind": "share_land", "area_m2_0": "0,5", "area_m2_1": "ha", "share": "", "on": "01.03.2024", "note": ""}
    preview = specialist.post(address, {**typed, "step": "preview"})
    assert preview.status_code == 200, preview.context["form"].errors
    told = {"seen": preview.context["rehearsal"].digest, "request_key": preview.context["request_key"]}
    done = specialist.post(address, {**typed, **told, "step": "record"}, follow=True)
    assert done.status_code == 200
    parcel = LandParcel.objects.get()
    assert parcel.area_m2 == 5000
    page = specialist.get(reverse("parcel", args=[parcel.reference])).content.decode()
    assert "3-45" in page
    assert (
        reverse("parcel", args=[parcel.reference])
        in specialist.get(reverse("household", args=[home.reference])).content.decode()
    )


def test_a_clerk_sees_land_and_changes_none(desk: Client, home: Household) -> None:
    plot = parcel_of(home)
    assert desk.get(reverse("parcel", args=[plot.reference])).status_code == 200
    assert desk.get(reverse("life_happen", args=["parcel_gone", plot.reference])).status_code == 403


def test_a_neighbour_finds_no_land_of_ours(client_for: object, myrza_ake: Tenant, home: Household) -> None:
    plot = parcel_of(home)
    with inside(myrza_ake):
        assert not LandParcel.objects.exists()
    neighbour = client_for(staff(myrza_ake, "land", "land_specialist"), myrza_ake)  # type: ignore[operator]
    assert neighbour.get(reverse("parcel", args=[plot.reference])).status_code == 404


def test_the_household_shows_what_its_members_own_and_whose_it_is(
    home: Household, karool: Tenant, desk: Client
) -> None:
    son = Resident.objects.get(given_name="Нурбек")
    half = LandParcel.objects.create(kind="share_land", area_m2=10_000)
    Ownership.objects.create(parcel=half, resident=son, numerator=1, denominator=2)
    parcel_of(home)

    page = desk.get(reverse("household", args=[home.reference])).content.decode()

    assert "1 гектар · 1/2 · Маматов Нурбек" in page
    assert "бардыгы 0,62 гектар" in page


def test_the_page_of_a_thing_names_the_head_of_the_household_that_owns_it(home: Household, desk: Client) -> None:
    page = desk.get(reverse("parcel", args=[parcel_of(home).reference])).content.decode()

    assert "Үй жанындагы" in page
    assert "Маматов Асан" in page
    assert "толугу менен" in page


def test_a_move_of_a_share_is_told_by_thing_share_and_owner(home: Household) -> None:
    parcel = parcel_of(home)
    son = Resident.objects.get(given_name="Нурбек")
    event = record("parcel_owner", Passed(parcel.reference, home.reference, son.reference, "1/2", "gift", "", SUMMER))
    changes = [Change(one.model, one.record_id, one.before, one.after) for one in event.changes.all()]

    told = [one.text for one in telling.tell(changes)]

    assert f"Маматов Нурбек: 1/2, {subjects.name(parcel)}, 01.07.2024 баштап" in told
    assert [one for one in told if one.endswith(f"{subjects.name(parcel)}, 01.07.2024 чейин")] != []


def test_own_fields_of_a_parcel_stand_on_its_page_to_be_filled_in(
    home: Household, karool: Tenant, client_for: ClientFor, desk: Client
) -> None:
    parcel = parcel_of(home)
    address, fill_in = (
        reverse("parcel", args=[parcel.reference]),
        reverse("life_happen", args=["parcel_own_fields", parcel.reference]),
    )
    field = CustomField.objects.create(about="parcel", key="ditch", type="text", label_ky="Арыгы", label_ru="Арык")
    specialist = client_for(staff(karool, "jyldyz", "statistics_specialist"), karool)
    assert fill_in in specialist.get(address).content.decode()
    assert fill_in not in desk.get(address).content.decode()

    CustomValue.objects.create(field=field, parcel=parcel, **values.columns(field, "Кең-Сай"))

    assert "<dt>Арыгы</dt><dd>Кең-Сай</dd>" in desk.get(address).content.decode()
    assert desk.get("/search/?q=Кең-Сай").headers["Location"] == address  # the only hit opens by itself
