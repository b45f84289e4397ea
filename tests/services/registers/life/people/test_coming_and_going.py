"""Departure, work abroad and the way back, arrival: nobody is written twice, and the past stays true."""

from datetime import date

import pytest

from services.registers import queries
from services.registers.life.registry import RefusedError
from services.registers.models import FormerPin, Household, IdentityDocument, Membership, Resident
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tests.services.registers.life.households.events import called, family, told, undo
from tests.services.registers.life.people.forms import DAY, filled, proposed, recorded
from tests.services.registers.people import household, member, resident

ON = date(2024, 6, 1)
LATER = date(2025, 9, 1)
R = Relation
NEW = {"surname": "Осмонова", "given_name": "Сезим", "sex": "f", "birth_date": "05.05.2000", "citizenship": "KG"}


@pytest.fixture
def home(in_karool: Tenant) -> Household:
    return family()


def went(name: str, **typed: object) -> None:
    recorded("departure", called(name), **{"where": "inside", **typed})


def test_who_leaves_belongs_no_more_and_the_past_stays_true(home: Household) -> None:
    went("Нурлан", place="Бишкек шаары")
    assert "Нурлан" not in told(home, ON)
    assert "Нурлан" in told(home, date(2024, 5, 31))


def test_several_leave_together(home: Household) -> None:
    went("Бакыт", together=[called("Гүлнара").reference, called("Айдай").reference])
    assert set(told(home, ON)) == {"Асан", "Айым", "Нурлан"}


def test_a_head_who_leaves_gives_way(home: Household) -> None:
    went("Асан", together=[called("Айым").reference], new_head=called("Бакыт"))
    assert told(home, ON) == {"Бакыт": R.HEAD, "Гүлнара": R.WIFE, "Айдай": R.DAUGHTER, "Нурлан": R.YOUNGER_BROTHER}


def test_the_new_head_is_one_of_those_who_stay(home: Household) -> None:
    aiym = called("Айым")
    form = filled("departure", called("Асан"), where="inside", together=[aiym.reference], new_head=aiym)
    assert "new_head" in form.errors


def test_all_leave_and_the_house_stays_empty(home: Household) -> None:
    others = [one.resident.reference for one in queries.composition(home, on=ON) if one.resident.given_name != "Асан"]
    assert "afterwards" in proposed("departure", called("Асан"), where="abroad", country="RU", together=others)
    went("Асан", where="abroad", country="RU", together=others)
    home.refresh_from_db()
    assert (told(home, ON), home.kind) == ({}, "empty")


def test_a_labour_migrant_stays_a_member_and_comes_back(home: Household) -> None:
    went("Бакыт", where="migrant", country="RU")
    (abroad,) = [one for one in queries.composition(home, on=ON) if one.resident.given_name == "Бакыт"]
    assert (abroad.lives_here, abroad.abroad_country, abroad.abroad_since) == (False, "RU", ON)
    assert abroad.since == date(2005, 6, 1)
    assert called("Бакыт").occupation == "migrant"

    recorded("homecoming", called("Бакыт"), on="01.09.2025", occupation="farmer")
    by_day = {
        day: [one.lives_here for one in queries.composition(home, on=day) if one.resident.given_name == "Бакыт"]
        for day in (date(2024, 1, 1), ON, LATER)
    }
    assert by_day == {date(2024, 1, 1): [True], ON: [False], LATER: [True]}
    assert queries.left(home, by=LATER) == []
    assert called("Бакыт").occupation == "farmer"


def test_a_head_may_work_abroad_and_stay_the_head(home: Household) -> None:
    undo(recorded("departure", called("Асан"), where="migrant", country="KZ"))
    went("Асан", where="migrant", country="KZ")
    assert told(home, ON)["Асан"] is R.HEAD


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"where": "abroad"}, "country"), ({"where": ""}, "where"), ({"where": "migrant", "country": ""}, "country")],
)
def test_where_to_has_to_be_said(home: Household, typed: dict[str, str], field: str) -> None:
    assert field in filled("departure", called("Нурлан"), **typed).errors


def test_nobody_leaves_twice_or_before_joining(home: Household) -> None:
    with pytest.raises(RefusedError):
        went("Нурлан", on="01.06.2005")
    went("Нурлан")
    with pytest.raises(RefusedError):
        went("Нурлан")


def test_nobody_is_back_who_was_not_away_or_before_leaving(home: Household) -> None:
    with pytest.raises(RefusedError):
        recorded("homecoming", called("Бакыт"))
    went("Бакыт", where="migrant", country="RU")
    with pytest.raises(RefusedError):
        recorded("homecoming", called("Бакыт"))


# --- arrival


def test_a_newcomer_is_written_down_with_document_and_relation(home: Household) -> None:
    paper = {"document_type": "id_card", "document_series": "id", "document_number": "0099887"}
    new = {f"relation_{'new'}": "daughter_in_law"}
    recorded("arrival", home, known="", origin="Ош шаары", registered="on", **NEW, **paper, **new)
    sezim = called("Сезим")
    assert told(home, ON)["Сезим"] is R.DAUGHTER_IN_LAW
    assert str(IdentityDocument.objects.get(resident=sezim)) == "ID0099887"
    assert Membership.objects.get(resident=sezim).join_reason == "moved"


def test_who_left_is_found_and_not_written_twice(home: Household) -> None:
    went("Нурлан")
    recorded("arrival", home, known=called("Нурлан"), registered="on", on="01.09.2025")
    assert Resident.objects.filter(given_name="Нурлан").count() == 1
    assert (told(home, LATER)["Нурлан"], told(home, ON).get("Нурлан")) == (R.SON, None)
    assert Membership.objects.get(resident=called("Нурлан"), left_on=None).join_reason == "returned"


def test_a_family_returns_together_at_the_card_of_one(home: Household) -> None:
    went("Бакыт", together=[called("Гүлнара").reference, called("Айдай").reference])
    form = filled("arrival", called("Бакыт"))
    assert form.initial["household"] == home.reference
    company = [called("Гүлнара").reference, called("Айдай").reference]
    recorded("arrival", called("Бакыт"), household=home, together=company, on="01.09.2025")
    assert told(home, LATER)["Айдай"] is R.GRANDDAUGHTER


def test_into_an_empty_house_somebody_comes_as_the_head(home: Household) -> None:
    went("Бакыт", together=[called("Гүлнара").reference])
    empty = household(9, 1, house="77", kind="empty")
    recorded("arrival", called("Бакыт"), household=empty, on="01.09.2025")
    empty.refresh_from_db()
    assert (told(empty, LATER), empty.kind) == ({"Бакыт": R.HEAD}, "permanent")


def test_a_namesake_asks_for_a_second_look(home: Household) -> None:
    resident("Осмонова Сезим", sex="f", born=date(2000, 5, 5))
    form = filled("arrival", home, known="", **NEW)
    assert "another_person" in form.errors
    recorded("arrival", home, known="", another_person="on", relation_new="other_relative", **NEW)
    assert Resident.objects.filter(given_name="Сезим").count() == 2


def test_a_pin_of_somebody_known_leads_to_the_card(home: Household) -> None:
    taken = resident("Осмонов Эрмек", pin="10505200099001", sex="f", born=date(2000, 5, 5))
    with pytest.raises(RefusedError) as refused:
        recorded("arrival", home, known="", pin="10505200099001", **NEW)
    assert (refused.value.field, taken.reference in str(refused.value.message)) == ("pin", True)
    assert not FormerPin.objects.exists()


def test_a_member_of_another_household_does_not_arrive(home: Household) -> None:
    other = household(9, 1)
    member(other, resident("Осмонов Эрмек"))
    with pytest.raises(RefusedError) as refused:
        recorded("arrival", home, known=called("Эрмек"))
    assert "9-1" in str(refused.value.message)


@pytest.mark.parametrize("field", ["surname", "sex"])
def test_somebody_new_has_a_name_and_a_sex(home: Household, field: str) -> None:
    assert field in filled("arrival", home, known="", **{**NEW, field: "", "on": DAY}).errors
