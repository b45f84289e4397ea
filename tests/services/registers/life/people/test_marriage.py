"""Marriage and divorce: who moves where, who bears which name, and what is refused."""

from datetime import date

import pytest

from services.registers import queries
from services.registers.life import recording
from services.registers.life.registry import RefusedError, registry
from services.registers.models import Household, Marriage, Membership, Parenthood, Resident
from services.registers.relations import Relation
from services.registers.search import find_residents
from tenants.directory.models import Tenant
from tests.services.registers.life.households.events import called, family, told, undo
from tests.services.registers.life.people.forms import filled, proposed, recorded
from tests.services.registers.people import household, member, resident

ON = date(2024, 6, 1)
R = Relation
BRIDE = {"surname": "Осмонова", "given_name": "Сезим", "birth_date": "05.05.2000", "citizenship": "KG"}


@pytest.fixture
def home(in_karool: Tenant) -> Household:
    return family()


@pytest.fixture
def neighbours(home: Household) -> Household:
    """A widow and her daughter in another house."""
    other = household(9, 1, house="30")
    member(other, resident("Токтогулова Жамал", sex="f", born=date(1960, 1, 1)))
    member(other, resident("Токтогулова Назгүл", sex="f", born=date(1995, 1, 1)), R.DAUGHTER)
    return other


def test_a_bride_of_the_village_moves_and_takes_his_name(home: Household, neighbours: Household) -> None:
    nazgul = called("Назгүл")
    recorded("marriage", called("Нурлан"), spouse=nazgul, lives="here", surname_spouse="Маматова")

    assert told(home, ON)["Назгүл"] is R.DAUGHTER_IN_LAW
    assert "Назгүл" not in told(neighbours, ON)
    union = Marriage.objects.get()
    assert (union.husband, union.wife, union.since) == (called("Нурлан"), nazgul, ON)
    assert {called(name).marital_status for name in ("Нурлан", "Назгүл")} == {"married"}
    assert [one.full_name for one in find_residents("Токтогулова Назгүл")] == ["Маматова Назгүл"]


def test_taken_back_they_are_as_they_were(home: Household, neighbours: Household) -> None:
    tables = (Resident, Membership, Marriage, Household)
    before = [list(model.objects.order_by("pk").values()) for model in tables]
    undo(recorded("marriage", called("Нурлан"), spouse=called("Назгүл"), lives="here", surname_spouse="Маматова"))
    assert [list(model.objects.order_by("pk").values()) for model in tables] == before


def test_a_bride_from_elsewhere_is_written_down_in_the_same_form(home: Household) -> None:
    recorded("marriage", called("Нурлан"), spouse="", lives="here", **BRIDE)
    assert told(home, ON)["Сезим"] is R.DAUGHTER_IN_LAW
    assert Marriage.objects.get().wife == called("Сезим")


def test_who_marries_away_leaves_and_the_other_one_is_named(home: Household, neighbours: Household) -> None:
    groom = {**BRIDE, "surname": "Осмонов", "given_name": "Эрлан", "birth_date": ""}
    recorded("marriage", called("Назгүл"), spouse="", lives="there", **groom)
    union = Marriage.objects.get()
    assert (union.husband, union.elsewhere) == (None, "Осмонов Эрлан")
    assert "Назгүл" not in told(neighbours, ON)
    assert Membership.objects.get(resident=called("Назгүл")).leave_reason == "marriage"


def test_a_head_who_moves_to_the_spouse_leaves_another_head(home: Household, neighbours: Household) -> None:
    Resident.objects.filter(given_name="Айым").update(death_date=date(2020, 1, 1))
    recorded("marriage", called("Жамал"), spouse=called("Асан"), lives="there")
    assert told(neighbours, ON) == {"Назгүл": R.HEAD}
    assert told(home, ON)["Жамал"] is R.WIFE


def test_nobody_moves_where_they_live_together_already(home: Household) -> None:
    recorded("marriage", called("Бакыт"), spouse=called("Гүлнара"), lives="apart")
    assert Membership.objects.filter(left_on__isnull=False).count() == 0


@pytest.mark.parametrize("lives", ["here", "there"])
def test_the_relation_is_shown_for_a_look(home: Household, neighbours: Household, lives: str) -> None:
    said = proposed("marriage", called("Нурлан"), spouse=called("Назгүл"), lives=lives)
    assert said["relation"] == {"here": "daughter_in_law", "there": "son_in_law"}[lives]


def test_the_married_kin_and_the_young_are_refused(home: Household, neighbours: Household) -> None:
    nurlan, nazgul = called("Нурлан"), called("Назгүл")
    for child in (nurlan, called("Бакыт")):
        Parenthood.objects.create(child=child, parent=called("Айым"))
    Marriage.objects.create(husband=called("Бакыт"), wife=called("Гүлнара"))
    for groom, bride in ((called("Бакыт"), nazgul), (nurlan, called("Айым")), (nurlan, called("Гүлнара"))):
        with pytest.raises(RefusedError):
            recorded("marriage", groom, spouse=bride, lives="apart")
    with pytest.raises(RefusedError):
        recorded("marriage", nurlan, spouse=called("Бакыт"), lives="apart")
    with pytest.raises(RefusedError) as refused:
        recorded("marriage", nurlan, spouse=nazgul, lives="apart", on="01.01.2006")
    assert refused.value.field == "on"


def test_somebody_has_to_be_chosen_or_written(home: Household) -> None:
    form = filled("marriage", called("Нурлан"), spouse="", lives="here")
    assert "surname" in form.errors


# --- divorce


@pytest.fixture
def couple(home: Household) -> Marriage:
    return Marriage.objects.create(husband=called("Бакыт"), wife=called("Гүлнара"), since=date(2010, 1, 1))


def test_a_divorce_ends_the_marriage(couple: Marriage, home: Household) -> None:
    recorded("divorce", called("Гүлнара"), surname_own="Осмонова", document="№ 7")
    couple.refresh_from_db()
    assert (couple.until, couple.ended_by) == (ON, "divorce")
    assert {called(name).marital_status for name in ("Бакыт", "Гүлнара")} == {"divorced"}
    assert [str(one) for one in called("Гүлнара").former_names.all()] == ["Маматов Гүлнара"]
    assert "Гүлнара" in told(home, ON)


def test_she_moves_to_her_parents_with_the_child(couple: Marriage, home: Household) -> None:
    parents = household(9, 1, house="30")
    father = resident("Осмонов Кубат", born=date(1960, 1, 1))
    member(parents, father)
    Parenthood.objects.create(child=called("Гүлнара"), parent=father)
    Parenthood.objects.create(child=called("Айдай"), parent=called("Гүлнара"))
    gulnara, aidai = called("Гүлнара"), called("Айдай")
    recorded("divorce", gulnara, leaves=gulnara, together=[aidai.reference], household=parents)
    assert told(parents, ON) == {"Кубат": R.HEAD, "Гүлнара": R.DAUGHTER, "Айдай": R.GRANDDAUGHTER}
    assert set(told(home, ON)) == {"Асан", "Айым", "Бакыт", "Нурлан"}


def test_she_may_leave_the_council(couple: Marriage, home: Household) -> None:
    recorded("divorce", called("Бакыт"), leaves=called("Гүлнара"), household="")
    assert queries.household_of(called("Гүлнара"), on=ON) is None
    assert Membership.objects.get(resident=called("Гүлнара")).leave_reason == "divorce"


def test_a_divorce_without_a_marriage_or_before_it_is_refused(couple: Marriage) -> None:
    with pytest.raises(RefusedError):
        recorded("divorce", called("Нурлан"))
    with pytest.raises(RefusedError):
        recorded("divorce", called("Бакыт"), on="01.01.2009")


def test_the_preview_of_somebody_new_is_the_same_twice(home: Household) -> None:
    form = filled("marriage", called("Нурлан"), spouse="", lives="here", surname_spouse="Маматова", **BRIDE)
    assert form.is_valid(), form.errors
    first, second = (recording.rehearse(registry.get("marriage"), form.said()).digest for _ in range(2))
    assert first == second
