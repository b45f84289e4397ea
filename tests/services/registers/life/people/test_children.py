"""Adoption and guardianship: other parents, a guardian, where the child lives, and the end of it."""

from datetime import date

import pytest

from services.registers.life.registry import RefusedError
from services.registers.models import Household, Membership, Parenthood, Resident
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tests.services.registers.life.households.events import called, family, told, undo
from tests.services.registers.life.people.forms import filled, proposed, recorded
from tests.services.registers.people import household, member, resident

ON = date(2024, 6, 1)
R = Relation


@pytest.fixture
def home(in_karool: Tenant) -> Household:
    return family()


@pytest.fixture
def orphan(home: Household) -> Resident:
    """A child in another household, whose father is written down."""
    child = resident("Осмонов Тилек", born=date(2015, 1, 1))
    father = resident("Осмонов Кубат", born=date(1980, 1, 1))
    other = household(9, 1, house="30")
    member(other, father)
    member(other, child, R.SON)
    Parenthood.objects.create(child=child, parent=father)
    return child


def test_an_adopted_child_has_other_parents_another_name_and_another_home(home: Household, orphan: Resident) -> None:
    asan, aiym = called("Асан"), called("Айым")
    event = recorded(
        "adoption", orphan, father=asan, mother=aiym, document="№ 12, 2024", parts="on", surname="Маматов",
        patronymic="Асанович",
    )  # fmt: skip
    orphan.refresh_from_db()
    assert str(orphan) == "Маматов Тилек Асанович"
    assert [str(one) for one in orphan.former_names.all()] == ["Осмонов Тилек"]
    assert told(home, ON)["Тилек"] is R.ADOPTED_SON
    now = Parenthood.objects.on(ON).filter(child=orphan)
    assert {(one.parent, one.kind, one.document) for one in now} == {
        (asan, "adoption", "№ 12, 2024"), (aiym, "adoption", "№ 12, 2024"),
    }  # fmt: skip
    undo(event)
    orphan.refresh_from_db()
    assert (str(orphan), Parenthood.objects.on(ON).filter(child=orphan).count()) == ("Осмонов Тилек", 1)


def test_the_ties_by_birth_may_stay(home: Household, orphan: Resident) -> None:
    recorded("adoption", orphan, mother=called("Айым"), father="", document="№ 12", parts="")
    assert Parenthood.objects.on(ON).filter(child=orphan).count() == 2


def test_who_adopts_and_by_what_decision_has_to_be_said(home: Household, orphan: Resident) -> None:
    assert "document" in filled("adoption", orphan, mother=called("Айым")).errors
    assert "__all__" in filled("adoption", orphan, document="№ 12").errors


@pytest.mark.parametrize("mother", ["Айдай", "Бакыт"])
def test_no_child_and_no_man_is_an_adoptive_mother(home: Household, orphan: Resident, mother: str) -> None:
    with pytest.raises(RefusedError) as refused:
        recorded("adoption", orphan, mother=called(mother), document="№ 12")
    assert refused.value.field == "mother"


def test_a_parent_does_not_adopt_and_nobody_adopts_the_grown_up(home: Household, orphan: Resident) -> None:
    with pytest.raises(RefusedError):
        recorded("adoption", orphan, father=called("Кубат"), document="№ 12")
    with pytest.raises(RefusedError):
        recorded("adoption", called("Нурлан"), mother=called("Айым"), document="№ 12")


# --- guardianship


def test_a_guardian_takes_the_child_home_until_the_guardianship_ends(home: Household, orphan: Resident) -> None:
    asan = called("Асан")
    assert proposed("guardianship", orphan, guardian=asan, document="№ 5", moves="on")["relation"] == "ward"
    recorded("guardianship", orphan, guardian=asan, document="№ 5", moves="on")
    assert told(home, ON)["Тилек"] is R.WARD

    recorded("guardianship_end", orphan, guardian=asan, on="01.09.2024", why="№ 6")
    tie = Parenthood.objects.get(kind="guardian")
    assert (tie.since, tie.until) == (ON, date(2024, 9, 1))


def test_a_guardian_may_live_elsewhere(home: Household, orphan: Resident) -> None:
    recorded("guardianship", orphan, guardian=called("Асан"), document="№ 5", moves="")
    assert Membership.objects.filter(resident=orphan).count() == 1


def test_impossible_guardians_are_refused(home: Household, orphan: Resident) -> None:
    for guardian, child in (("Айдай", orphan), ("Асан", called("Нурлан")), ("Тилек", orphan)):
        with pytest.raises(RefusedError):
            recorded("guardianship", child, guardian=called(guardian), document="№ 5")
    recorded("guardianship", orphan, guardian=called("Асан"), document="№ 5")
    with pytest.raises(RefusedError):
        recorded("guardianship", orphan, guardian=called("Асан"), document="№ 5")
    with pytest.raises(RefusedError):
        recorded("guardianship_end", orphan, guardian=called("Асан"), on="01.05.2024")
