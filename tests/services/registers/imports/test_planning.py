"""The dry run: what an import would do, and when it would do something else."""

from datetime import date

import pytest

from services.registers.imports.entries import Action
from services.registers.models import Household, Resident, Street
from tenants.directory.models import Tenant
from tests.services.registers.imports import made
from tests.services.registers.imports.made import BAKYT, TODAY, actions, but, codes, known, planned

pytestmark = pytest.mark.usefixtures("in_karool")


def test_into_an_empty_register_everybody_is_new() -> None:
    plan = planned(*made.VILLAGERS)

    assert actions(plan) == ["new"] * 4
    assert codes(plan) == []
    assert plan.counts["households_new"] == 2
    assert [(street.village.code, street.name_ky) for street in plan.streets] == [("010", "Манас"), ("020", "Токтогул")]


def test_a_plan_writes_nothing() -> None:
    planned(*made.VILLAGERS)

    assert not Resident.objects.exists()
    assert not Street.objects.exists()


def test_the_same_register_and_file_make_the_same_plan() -> None:
    assert planned(*made.VILLAGERS).digest == planned(*made.VILLAGERS).digest


def test_a_change_of_the_register_that_matters_makes_another_plan() -> None:
    before = planned(*made.VILLAGERS).digest
    known()

    assert planned(*made.VILLAGERS).digest != before


def test_a_change_of_the_register_that_does_not_matter_makes_the_same_plan() -> None:
    before = planned(*made.VILLAGERS).digest
    Household.objects.create(book=9, page=9, account="9-9")

    assert planned(*made.VILLAGERS).digest == before


def test_a_plan_sees_nothing_of_the_neighbours_register(in_karool: Tenant, myrza_ake: Tenant) -> None:
    from tests.conftest import inside

    with inside(myrza_ake):
        Resident.objects.create(surname="Маматов", given_name="Бакыт", pin="21503198499001", sex="m", birth_date=TODAY)

    plan = planned(BAKYT)

    assert [entry.action for entry in plan.entries] == [Action.NEW]
    assert codes(plan) == []


LIFE = ("Билими", "Жумушу", "Иштеген жери", "Үй-бүлөлүк абалы", "Майыптыгы", "Аскердик милдети", "Жеңилдиги")


def test_what_is_written_about_a_life_is_read_as_codes() -> None:
    row = [*BAKYT, "жогорку", "мугалим", "№ 5 орто мектеп", "никеде", "3-топ", "запаста", "көп балалуу"]

    person = planned(row, titles=(*made.TITLES, *LIFE)).entries[0].person

    assert (person.education, person.occupation, person.workplace) == ("higher", "employed_state", "№ 5 орто мектеп")
    assert (person.marital_status, person.disability, person.military_duty) == ("married", "third", "reserve")
    assert person.benefit == "many_children"


def test_an_occupation_in_the_column_of_workplaces_is_no_workplace() -> None:
    person = planned([*BAKYT, "пенсионер"], titles=(*made.TITLES, "Иштеген жери")).entries[0].person

    assert (person.occupation, person.workplace) == ("pensioner", "")


def test_a_word_of_life_that_nobody_knows_is_left_out_with_a_warning() -> None:
    plan = planned([*BAKYT, "тээтиги"], titles=(*made.TITLES, "Билими"))

    assert (actions(plan), codes(plan)) == (["new"], ["word_unknown"])


def test_what_the_register_knew_otherwise_of_a_life_is_a_change() -> None:
    known(education="secondary")

    plan = planned([*but(BAKYT, document=""), "жогорку", "пенсионер"], titles=(*made.TITLES, "Билими", "Льготы"))

    assert plan.entries[0].differences == [("education", "secondary", "higher"), ("benefit", "", "pensioner")]


def test_a_benefit_that_the_resident_has_is_no_change() -> None:
    known().benefits.create(category="pensioner")

    assert actions(planned([*but(BAKYT, document=""), "пенсионер"], titles=(*made.TITLES, "Льготы"))) == ["unchanged"]


@pytest.mark.parametrize("month", ["3", "03", "март", 3.0])
def test_day_month_and_year_of_birth_in_three_columns_are_one_date(month: object) -> None:
    titles = ("ФАА", "Туулган күнү", "Туулган айы", "Туулган жылы", "Жынысы")

    plan = planned(("Маматов Бакыт Асанович", 15.0, month, 1984.0, "эркек"), titles=titles)

    assert plan.entries[0].person.birth_date == date(1984, 3, 15)


def test_a_year_of_birth_alone_is_not_a_date() -> None:
    titles = ("ФАА", "Число", "Месяц рождения", "Год рождения", "Пол")

    assert codes(planned(("Маматов Бакыт Асанович", "", "", 1984.0, "м"), titles=titles), 2)[0] == "date_only_year"


def test_who_was_merged_into_another_is_found_as_the_other() -> None:
    kept = known(pin="")
    Resident.objects.create(
        surname="Маматов", given_name="Бакыт", pin="", sex="m", birth_date=date(1984, 3, 15), merged_into=kept
    )

    assert planned(but(BAKYT, document="")).entries[0].resident.pk == kept.pk  # type: ignore[union-attr]
