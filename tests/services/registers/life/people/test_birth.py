"""A birth: named after the father as people here do, related by rule, refused where it cannot be."""

from datetime import date
from typing import Any

import pytest

from services.registers import queries
from services.registers.life import naming
from services.registers.life.registry import RefusedError
from services.registers.models import Household, IdentityDocument, Membership, Parenthood, Resident
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tests.services.registers.life.households.events import called, family, happen, told, undo
from tests.services.registers.life.people.forms import filled, proposed, recorded

ON = date(2024, 6, 1)
R = Relation


@pytest.fixture
def home(in_karool: Tenant) -> Household:
    return family()


def born(home: Household, **typed: Any) -> dict[str, Any]:
    """What is typed for a child of Бакыт and Гүлнара."""
    child = {"given_name": "Азамат", "sex": "m", "naming": "father"}
    return {**child, "father": called("Бакыт"), "mother": called("Гүлнара"), **typed}


def test_a_child_is_written_down_with_everything_that_follows(home: Household) -> None:
    papers = {"certificate_series": "кр-х", "certificate_number": "0099123", "certificate_issued_on": "10.06.2024"}
    event = recorded("birth", home, **born(home, pin="20106202499001", **papers))

    child = called("Азамат")
    assert (str(child), child.birth_date, child.citizenship) == ("Маматов Азамат Бакытович", ON, "KG")
    assert told(home, ON)["Азамат"] is R.GRANDSON
    assert {(one.parent.given_name, one.kind, one.since) for one in Parenthood.objects.filter(child=child)} == {
        ("Бакыт", "birth", ON), ("Гүлнара", "birth", ON),
    }  # fmt: skip
    document = IdentityDocument.objects.get(resident=child)
    assert (document.type, document.number) == ("birth_certificate", "0099123")
    assert child in event.residents.all()


def test_taken_back_there_is_no_child(home: Household) -> None:
    before = (Resident.objects.count(), Membership.objects.count())
    undo(recorded("birth", home, **born(home)))
    assert (Resident.objects.count(), Membership.objects.count(), Parenthood.objects.count()) == (*before, 0)


@pytest.mark.parametrize(
    ("way", "sex", "expected"),
    [
        (naming.AS_FATHER, "m", ("Маматов", "Бакытович")),
        (naming.AS_FATHER, "f", ("Маматова", "Бакытовна")),
        (naming.KYRGYZ, "m", ("Бакыт уулу", "")),
        (naming.KYRGYZ, "f", ("Бакыт кызы", "")),
        (naming.AS_MOTHER, "m", ("Маматов", "")),
    ],
)
def test_the_name_follows_the_father_as_people_here_do(
    home: Household, way: str, sex: str, expected: tuple[str, str]
) -> None:
    said = proposed("birth", home, **born(home, naming=way, sex=sex))
    assert (said["surname"], said["patronymic"]) == expected


@pytest.mark.parametrize(
    ("surname", "sex", "expected"),
    [("Асан уулу", "f", "Асанова"), ("Турдубаева", "m", "Турдубаев"), ("Ким", "f", "Ким"), ("Исаев", "f", "Исаева")],
)
def test_a_surname_takes_the_form_of_the_sex(surname: str, sex: str, expected: str) -> None:
    assert naming.surname_after(surname, sex) == expected


def test_a_father_called_uulu_has_children_called_after_him(home: Household) -> None:
    Resident.objects.filter(given_name="Бакыт").update(surname="Асан уулу")
    form = filled("birth", called("Гүлнара"))
    assert form.initial["mother"] == called("Гүлнара").reference
    assert naming.likely(called("Бакыт")) == naming.KYRGYZ


def test_what_was_confirmed_otherwise_is_written(home: Household) -> None:
    recorded("birth", home, **born(home, surname="Асанов", patronymic="", relation="other_relative"))
    assert (str(called("Азамат")), told(home, ON)["Азамат"]) == ("Асанов Азамат", R.OTHER_RELATIVE)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"given_name": ""}, "given_name"),
        ({"sex": ""}, "sex"),
        ({"pin": "123"}, "pin"),
        ({"pin": "20206202499001"}, "still_right"),
        ({"on": "01.06.2199"}, "on"),
        ({"mother_typed": "нет такой", "mother": ""}, "mother"),
        ({"father": "", "mother": ""}, "surname"),
    ],
)
def test_what_is_wrong_stands_at_its_field(home: Household, typed: dict[str, str], field: str) -> None:
    assert field in filled("birth", home, **born(home, **typed)).errors


def test_a_pin_that_disagrees_is_taken_with_a_tick(home: Household) -> None:
    recorded("birth", home, **born(home, pin="20206202499001", still_right="on"))
    assert called("Азамат").pin == "20206202499001"


@pytest.mark.parametrize(
    ("changes", "typed", "field"),
    [
        ({}, {"mother": "Бакыт"}, "mother"),
        ({"Бакыт": {"birth_date": date(2020, 1, 1)}}, {}, "father"),
        ({"Бакыт": {"death_date": date(2020, 1, 1)}}, {}, "father"),
        ({"Айым": {"pin": "20106202499001"}}, {"pin": "20106202499001"}, "pin"),
    ],
)
def test_impossible_parents_and_taken_numbers_are_refused(
    home: Household, changes: dict[str, Any], typed: dict[str, Any], field: str
) -> None:
    for name, values in changes.items():
        Resident.objects.filter(given_name=name).update(**values)
    chosen = {key: called(value) if key in {"mother", "father"} else value for key, value in typed.items()}
    with pytest.raises(RefusedError) as refused:
        recorded("birth", home, **born(home, **chosen))
    assert refused.value.field == field


def test_a_father_may_die_before_the_birth(home: Household) -> None:
    Resident.objects.filter(given_name="Бакыт").update(death_date=date(2024, 2, 1))
    recorded("birth", home, **born(home))
    assert Parenthood.objects.filter(parent=called("Бакыт")).exists()


def test_a_child_is_not_written_down_twice(home: Household) -> None:
    recorded("birth", home, **born(home))
    with pytest.raises(RefusedError) as refused:
        recorded("birth", home, **born(home))
    assert called("Азамат").reference in str(refused.value.message)


def test_a_closed_household_gets_no_child(home: Household) -> None:
    said = filled("birth", home, **born(home))
    assert said.is_valid()
    Household.objects.update(closed_on=date(2024, 1, 1))
    with pytest.raises(RefusedError):
        happen("birth", said.said())


def test_begun_at_the_mothers_card_it_is_born_into_her_household(home: Household) -> None:
    recorded("birth", called("Гүлнара"), given_name="Жылдыз", sex="f", naming="kyrgyz", father=called("Бакыт"))
    assert str(called("Жылдыз")) == "Бакыт кызы Жылдыз"
    assert queries.household_of(called("Жылдыз"), on=ON) == home
