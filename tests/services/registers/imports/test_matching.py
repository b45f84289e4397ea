"""Who is who: the same person twice in the file, and the person the register has already."""

from datetime import date

import pytest

from services.registers.codes import LeaveReason
from services.registers.models import Membership
from tests.services.registers.imports.made import AIGUL, BAKYT, JANYL, actions, but, codes, known, planned

pytestmark = pytest.mark.usefixtures("in_karool")


def test_who_is_in_the_register_as_the_file_says_is_unchanged() -> None:
    known()

    assert actions(planned(but(BAKYT, document=""))) == ["unchanged"]


def test_a_blank_cell_takes_nothing_away() -> None:
    known(birth_place="Өзгөн")

    assert actions(planned(but(BAKYT, document="", phone="", sex=""))) == ["unchanged"]


def test_what_the_file_knows_better_is_a_change() -> None:
    known(phone="")

    plan = planned(but(BAKYT, document=""))

    assert plan.entries[0].changes == {"phone": "+996770123456"}


def test_a_new_document_is_a_change() -> None:
    known()

    assert actions(planned(BAKYT)) == ["changed"]


def test_a_spelling_without_kyrgyz_letters_does_not_replace_the_right_one() -> None:
    known(surname="Өмүров", given_name="Жеңиш")

    plan = planned(but(BAKYT, name="Омуров Жениш Асанович", document=""))

    assert actions(plan) == ["unchanged"]


def test_the_right_spelling_replaces_one_without_kyrgyz_letters() -> None:
    known(surname="Омуров", given_name="Жениш")

    plan = planned(but(BAKYT, name="ӨМҮРОВ ЖЕҢИШ АСАНОВИЧ", document=""))

    assert plan.entries[0].changes == {"surname": "Өмүров", "given_name": "Жеңиш"}
    assert codes(plan) == []


def test_another_name_under_the_same_pin_and_birth_date_is_a_change_with_a_warning() -> None:
    known()

    plan = planned(but(BAKYT, name="Асанов Бакыт Асанович", document=""))

    assert plan.entries[0].changes == {"surname": "Асанов"}
    assert codes(plan) == ["name_changes"]


def test_a_pin_is_added_to_who_had_none() -> None:
    known(pin="")

    plan = planned(but(BAKYT, document=""))

    assert plan.entries[0].changes == {"pin": "21503198499001"}


def test_a_namesake_born_on_the_same_day_with_another_pin_is_refused() -> None:
    known(pin="21503198499777")

    assert codes(planned(but(BAKYT, document=""))) == ["register_other_pin"]


def test_a_pin_of_somebody_else_in_the_register_is_refused() -> None:
    known(surname="Каримов", given_name="Таалай", birth_date=date(1970, 1, 1))

    plan = planned(but(BAKYT, document=""))

    assert codes(plan) == ["pin_others"]
    assert plan.problems[0][1].about == {"name": "Каримов Таалай Асанович"}


def test_a_father_and_a_grandfather_make_two_people_of_one_name() -> None:
    known(pin="", patronymic="Токтогулович")

    assert actions(planned(but(BAKYT, pin="", account="5-5", document=""))) == ["new"]


def test_somebody_who_looks_like_a_resident_is_new_with_a_warning() -> None:
    known(pin="", given_name="Бакит")

    plan = planned(but(BAKYT, account="5-5", document=""))

    assert (actions(plan), codes(plan)) == (["new"], ["looks_like"])


def test_the_dead_do_not_come_back_by_a_table() -> None:
    known(death_date=date(2025, 1, 1))

    assert codes(planned(but(BAKYT, document=""))) == ["died"]


def test_a_document_of_another_resident_is_refused() -> None:
    resident = known()
    resident.documents.create(type="id_card", series="ID", number="0000003")

    assert codes(planned(but(JANYL, document="ID0000003"))) == ["document_others"]


def test_the_same_row_twice_is_left_out_the_second_time() -> None:
    plan = planned(BAKYT, AIGUL, BAKYT)

    assert actions(plan) == ["new", "new", "repeated"]
    assert plan.problems[-1][1].about == {"row": "2"}


def test_the_same_name_and_day_without_a_pin_is_the_same_person() -> None:
    assert actions(planned(BAKYT, but(BAKYT, pin="", document=""))) == ["new", "repeated"]


def test_one_person_in_two_households_is_refused_the_second_time() -> None:
    plan = planned(
        BAKYT, JANYL, but(BAKYT, account="1-2", relation="уулу", document="", village="", street="", house="")
    )

    assert codes(plan) == ["repeated_elsewhere"]


def test_one_pin_for_two_people_is_refused() -> None:
    plan = planned(BAKYT, but(AIGUL, pin="21503198499001"))

    assert codes(plan) == ["pin_other_date", "pin_other_sex", "pin_twice"]


def test_namesakes_with_two_pins_are_two_people_with_a_warning() -> None:
    other = but(BAKYT, pin="21503198499055", relation="батирде жашоочу", document="")

    plan = planned(BAKYT, other)

    assert (actions(plan), codes(plan)) == (["new", "new"], ["namesake"])


def test_one_document_for_two_people_is_refused() -> None:
    assert codes(planned(BAKYT, but(AIGUL, document="ID0000001"))) == ["document_twice"]


def test_a_sex_guessed_from_the_name_replaces_nothing() -> None:
    known(sex="f", pin="")

    plan = planned(but(BAKYT, sex="", pin="", document=""))

    assert plan.entries[0].changes == {}


def test_who_left_before_may_come_back() -> None:
    resident = known()
    Membership.objects.update(joined_on=date(2000, 1, 1), left_on=date(2020, 1, 1), leave_reason=LeaveReason.MOVED)

    plan = planned(but(BAKYT, document=""))

    assert plan.entries[0].resident is not None
    assert plan.entries[0].resident.pk == resident.pk
    assert actions(plan) == ["changed"]
