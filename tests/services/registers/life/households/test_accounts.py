"""Accounts of the book: opened, moved, changed, closed, and a membership put right."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.registers import queries
from services.registers.life import pages
from services.registers.life.kinds import close_household, household_details, move, open_household, stay_correction
from services.registers.life.registry import RefusedError
from services.registers.models import Building, Household, HouseholdAddress, Membership, Ownership, Street, Village
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tests.services.registers.life.households.events import ON, called, family, happen, new_head, told, undo
from tests.services.registers.people import household, street

R = Relation

PLACE = {"village": "050", "street": "ала тоо", "new_street": False, "house": "14", "flat": ""}


@pytest.fixture
def home(in_karool: Tenant) -> Household:
    return family()


def opening(**more: object) -> open_household.Said:
    return open_household.Said(
        **{"book": 3, "page": 46, **PLACE, "kind": "permanent", "phone": "+996770123456", "on": ON, **more}  # type: ignore[arg-type]
    )


def moving(home: Household, **more: object) -> move.Said:
    return move.Said(household=home.reference, **{**PLACE, "on": ON, **more})  # type: ignore[arg-type]


def test_a_household_gets_its_page_and_address(home: Household) -> None:
    happen("open_household", opening())
    new = Household.objects.latest("pk")
    address = queries.address_of(new, on=ON)
    assert (new.account, new.phone, new.kind) == ("3-46", "+996770123456", "permanent")
    assert address is not None
    assert address.street == street()


def test_a_page_belongs_to_one_household(home: Household) -> None:
    with pytest.raises(RefusedError) as refused:
        happen("open_household", opening(page=45))
    assert refused.value.field == "page"


def test_a_new_street_is_written_down_only_where_it_is_said_to_be_new(home: Household) -> None:
    with pytest.raises(RefusedError):
        happen("open_household", opening(street="Жаңы көчө"))
    event = happen("open_household", opening(street="Жаңы көчө", new_street=True))
    assert Street.objects.filter(name_ky="Жаңы көчө").exists()
    undo(event)
    assert not Street.objects.filter(name_ky="Жаңы көчө").exists()


def test_the_next_page_is_that_of_the_villages_newest_book(in_karool: Tenant) -> None:
    sheraly, other = Village.objects.get(name_ky="Шералы"), Village.objects.exclude(name_ky="Шералы")[0]
    assert pages.next_free(sheraly) == (1, 1)
    for book, page in ((3, 45), (4, 99), (5, 1)):
        village = sheraly if book < 5 else other
        home = household(book, page, village=village.name_ky)
        home.account = f"{book:02d}-{page:03d}"
        home.save()
    assert pages.next_free(sheraly) == (4, 100)
    assert pages.account(pages.Page(4, 100)) == "04-100"
    assert pages.account(pages.Page(5, 2)) == "05-002"


def test_a_household_moves_and_its_former_address_stays_known(home: Household) -> None:
    happen("move", moving(home))
    before, after = queries.address_of(home, on=ON - timedelta(days=1)), queries.address_of(home, on=ON)
    assert before is not None
    assert after is not None
    assert (before.house, after.house) == ("12", "14")


def test_an_address_of_that_very_day_is_put_right(home: Household) -> None:
    happen("move", moving(home))
    happen("move", moving(home, house="16"))
    assert list(HouseholdAddress.objects.order_by("pk").values_list("house", flat=True)) == ["12", "16"]


@pytest.mark.parametrize("more", [{"house": "12"}, {"on": date(1999, 1, 1)}, {"village": "999"}])
def test_a_move_is_refused(home: Household, more: dict[str, object]) -> None:
    with pytest.raises(RefusedError):
        happen("move", moving(home, **more))


def test_an_account_is_closed_when_nobody_is_left(home: Household) -> None:
    said = close_household.Said(home.reference, "empty", ON)
    with pytest.raises(RefusedError):
        happen("close_household", said)
    Membership.objects.update(left_on=ON, leave_reason="moved")
    happen("close_household", said)
    home.refresh_from_db()
    assert home.closed_on == ON
    with pytest.raises(RefusedError):
        happen("close_household", said)


def test_a_demolished_house_is_no_building_any_more(home: Household) -> None:
    Membership.objects.update(left_on=ON, leave_reason="moved")
    house = Building.objects.create(kind="house")
    Ownership.objects.create(household=home, building=house, since=date(2010, 1, 1))
    happen("close_household", close_household.Said(home.reference, "demolished", ON))
    house.refresh_from_db()
    assert (house.until, Ownership.objects.get().until) == (ON, ON)


def details(home: Household, **more: object) -> household_details.Said:
    said = household_details.Said(
        home.reference, "permanent", ("many_children",), "", "40.769214", "73.301458", 3, 45, ON
    )
    return replace(said, **more)  # type: ignore[arg-type]


def test_details_are_written_and_taken_back(home: Household) -> None:
    event = happen("household_details", details(home, page=50))
    home.refresh_from_db()
    assert (home.account, home.categories, str(home.latitude)) == ("3-50", ["many_children"], "40.769214")
    undo(event)
    home.refresh_from_db()
    assert (home.account, home.categories, home.latitude) == ("3-45", [], None)


def test_details_are_refused_for_a_taken_page_and_where_nothing_is_new(home: Household) -> None:
    household(4, 7, at="Манас", house="3")
    with pytest.raises(RefusedError):
        happen("household_details", details(home, book=4, page=7))
    happen("household_details", details(home))
    with pytest.raises(RefusedError):
        happen("household_details", details(home))


def stay(name: str, **more: object) -> stay_correction.Said:
    one = Membership.objects.select_related("household").filter(resident=called(name)).latest("pk")
    said = stay_correction.Said(
        called(name).reference, one.household.reference, one.joined_on, one.relation, one.joined_on, one.left_on,
        one.registered, one.lives_here, date(2026, 1, 1),
    )  # fmt: skip
    return replace(said, **more)  # type: ignore[arg-type]


def test_a_wrong_day_and_a_wrong_relation_are_put_right(home: Household) -> None:
    happen("stay_correction", stay("Нурлан", relation="stepson", joined_on=date(2010, 1, 1), registered=False))
    one = Membership.objects.get(resident=called("Нурлан"))
    assert (one.relation, one.joined_on, one.registered) == ("stepson", date(2010, 1, 1), False)
    assert "Нурлан" not in told(home, date(2009, 12, 31))


def test_the_stretch_before_follows_the_day(home: Household) -> None:
    nurlan = called("Нурлан")
    other = household(4, 7, at="Манас", house="3")
    Membership.objects.filter(resident=nurlan).update(left_on=ON, leave_reason="moved")
    Membership.objects.create(resident=nurlan, household=other, relation="lodger", joined_on=ON, join_reason="moved")
    for day in (ON - timedelta(days=90), ON + timedelta(days=90)):
        happen("stay_correction", stay("Нурлан", joined_on=day))
        assert "Нурлан" in told(home, day - timedelta(days=1))
        assert "Нурлан" in told(other, day)


def test_a_membership_is_not_made_a_heads_nor_moved_over_a_change_of_head(home: Household) -> None:
    for more in ({"relation": "head"}, {"left_on": ON}, {"relation": "mother"}, {"joined_on": date(1980, 1, 1)},
                 {"began": date(1999, 1, 1)}, {}):  # fmt: skip
        with pytest.raises(RefusedError):
            happen("stay_correction", stay("Нурлан", **more))
    happen("head", new_head(home, "Бакыт"))
    with pytest.raises(RefusedError) as refused:
        happen("stay_correction", stay("Нурлан", joined_on=ON + timedelta(days=3)))
    assert refused.value.field == "joined_on"
    assert told(home, ON)["Нурлан"] is R.YOUNGER_BROTHER
