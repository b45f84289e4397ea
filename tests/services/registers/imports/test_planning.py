"""The dry run: what an import would do, row by row and household by household."""

from datetime import date

import pytest

from services.registers.codes import LeaveReason
from services.registers.imports.entries import Action
from services.registers.imports.people.planning import PeoplePlan
from services.registers.models import Household, HouseholdAddress, Membership, Resident, Street, Village
from services.registers.models.imports import LearntWord
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze import clock
from tests.services.registers.imports import made
from tests.services.registers.imports.made import AIGUL, BAKYT, ERMEK, JANYL, TODAY, but, codes, planned

pytestmark = pytest.mark.usefixtures("in_karool")


def actions(plan: PeoplePlan) -> list[str]:
    return [entry.action.value for entry in plan.entries]


def known(*, pin: str = "21503198499001", **changes: object) -> Resident:
    """Write Bakyt into the register, at home at Манас 12 as the head of account 1-1."""
    values: dict[str, object] = {
        "surname": "Маматов", "given_name": "Бакыт", "patronymic": "Асанович", "pin": pin, "sex": "m",
        "birth_date": date(1984, 3, 15), "phone": "+996770123456",
    }  # fmt: skip
    resident = Resident.objects.create(**(values | changes))
    household = Household.objects.create(book=1, page=1, account="1-1")
    street = Street.objects.create(village=Village.objects.get(code="010"), name_ky="Манас", name_ru="Манас")
    HouseholdAddress.objects.create(household=household, street=street, house="12")
    Membership.objects.create(resident=resident, household=household, relation=Relation.HEAD)
    return resident


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


@pytest.mark.parametrize("spelling", ["Жан-Шоро", "Джан-Шоро", "с. Джан-Шоро", "Жан Шоро айылы", "ЖАН-ШОРО", "жаншоро"])
def test_a_village_is_found_in_every_spelling(spelling: str) -> None:
    plan = planned(but(JANYL, village=spelling))

    assert codes(plan) == []
    assert plan.homes[0].village is not None
    assert plan.homes[0].village.code == "020"


def test_a_village_that_is_not_the_councils_is_refused_with_a_suggestion() -> None:
    plan = planned(but(BAKYT, village="Караоол"), but(AIGUL, village="", street="", house=""), JANYL)

    assert codes(plan, 2) == ["village_misspelt"]
    assert plan.problems[0][1].about == {"village": "Кароол"}
    assert codes(plan, 3) == ["household_wrong"]
    assert actions(plan) == ["error", "error", "new"]


def test_a_village_unlike_any_of_ours_has_no_suggestion() -> None:
    assert codes(planned(but(BAKYT, village="Новопокровка"))) == ["village_unknown"]


def test_a_village_that_was_explained_before_is_known() -> None:
    LearntWord.objects.create(about="village", key="борбор", means="010", said_by="user:x", said_at=clock.now())

    assert codes(planned(but(BAKYT, village="Борбор"))) == []


def test_without_a_village_the_line_above_or_the_sheet_tells_it() -> None:
    by_line = planned(["Жан-Шоро айылы"], but(BAKYT, village=""))
    by_sheet = planned(but(BAKYT, village=""), name="Жан-Шоро")

    for plan in (by_line, by_sheet):
        assert plan.homes[0].village is not None
        assert plan.homes[0].village.code == "020"


def test_an_address_without_any_village_is_refused_where_there_are_several() -> None:
    assert codes(planned(but(BAKYT, village=""))) == ["village_missing"]


def test_kyrgyz_and_russian_names_of_a_street_are_one_street() -> None:
    plan = planned(but(BAKYT, street="Ленин көчөсү"), but(JANYL, village="Кароол", street="ул. Ленина"))

    assert [(street.name_ky, street.name_ru) for street in plan.streets] == [("Ленин", "Ленина")]


def test_a_street_of_the_register_is_found_without_its_letters() -> None:
    Street.objects.create(village=Village.objects.get(code="010"), name_ky="Жеңиш", name_ru="Победы")

    assert planned(but(BAKYT, street="Жениш")).streets == []
    assert planned(but(BAKYT, street="ул. Победы")).streets == []


def test_members_below_their_head_need_no_account_and_no_address() -> None:
    blank = {"account": "", "village": "", "street": "", "house": ""}

    plan = planned(BAKYT, but(AIGUL, **blank), but(ERMEK, **blank), JANYL)

    assert [len(home.kept) for home in plan.homes] == [3, 1]


def test_without_accounts_one_address_is_one_household_and_gets_a_number() -> None:
    plan = planned(*(but(row, account="") for row in (BAKYT, AIGUL, JANYL)))

    assert [(home.account, len(home.kept)) for home in plan.homes] == [("0-1", 2), ("0-2", 1)]
    assert codes(plan) == ["no_account", "no_account"]


def test_without_accounts_a_second_head_at_an_address_begins_a_second_household() -> None:
    plan = planned(
        but(BAKYT, account=""),
        but(AIGUL, account=""),
        but(JANYL, account="", village="Кароол", street="Манас", house="12"),
    )

    assert [len(home.kept) for home in plan.homes] == [2, 1]


def test_two_heads_in_one_account_are_refused() -> None:
    plan = planned(BAKYT, but(AIGUL, relation="башчы"))

    assert codes(plan, 3) == ["two_heads"]


def test_a_household_without_a_head_is_told() -> None:
    assert codes(planned(AIGUL, ERMEK)) == ["no_head"]


def test_where_no_relation_is_told_the_first_is_the_head() -> None:
    plan = planned(but(BAKYT, relation=""), but(AIGUL, relation=""))

    assert [entry.relation for entry in plan.entries] == [Relation.HEAD, Relation.OTHER_RELATIVE]
    assert codes(plan) == ["first_is_head", "relation_missing"]


def test_one_account_in_two_villages_is_refused() -> None:
    assert codes(planned(BAKYT, but(JANYL, account="1-1", relation="апасы"))) == ["account_in_two_villages"]


def test_another_address_in_one_household_is_left_out_with_a_warning() -> None:
    assert codes(planned(BAKYT, but(AIGUL, house="14"))) == ["address_differs"]


def test_book_and_page_make_the_account() -> None:
    titles = ("Китеп", *made.TITLES[1:], "Бет")

    plan = planned([3, *BAKYT[1:], 45], titles=titles)

    assert (plan.homes[0].account, plan.homes[0].book, plan.homes[0].page) == ("3-45", 3, 45)


def test_an_account_counted_within_its_book_carries_the_book() -> None:
    plan = planned(["45", *BAKYT[1:], 3], titles=(*made.TITLES, "Китеп №"))

    assert (plan.homes[0].account, plan.homes[0].book, plan.homes[0].page) == ("3-45", 3, 45)


def test_a_household_of_the_register_is_found_by_its_account_however_written() -> None:
    known()

    plan = planned(but(BAKYT, account="1/1", document=""))

    assert plan.homes[0].existing is not None
    assert actions(plan) == ["unchanged"]


def test_a_household_without_an_account_is_found_by_its_members() -> None:
    known()

    plan = planned(but(BAKYT, account="", document=""), but(AIGUL, account=""))

    assert plan.homes[0].account == "1-1"
    assert actions(plan) == ["unchanged", "new"]


def test_one_household_of_the_register_is_not_two_of_the_file() -> None:
    known()
    alone = but(ERMEK, account="", relation="уулу")

    plan = planned(but(BAKYT, document=""), JANYL, alone)

    assert [home.existing is not None for home in plan.homes] == [True, False, False]
    assert plan.homes[2].account == "0-1"


def test_a_number_given_by_us_is_none_that_the_file_has() -> None:
    plan = planned(but(BAKYT, account="0-1"), but(JANYL, account=""))

    assert [home.account for home in plan.homes] == ["0-1", "0-2"]


def test_an_address_that_is_corrected_in_a_later_row_holds_nobody_back() -> None:
    plan = planned(but(BAKYT, village="Новопокровка"), AIGUL, but(ERMEK, village="", street="", house=""))

    assert actions(plan) == ["error", "new", "new"]


def test_a_sex_guessed_from_the_name_replaces_nothing() -> None:
    known(sex="f", pin="")

    plan = planned(but(BAKYT, sex="", pin="", document=""))

    assert plan.entries[0].changes == {}


def test_a_household_that_moved_has_a_new_address() -> None:
    known()

    plan = planned(but(BAKYT, house="99", document=""))

    assert plan.homes[0].address_changes
    assert plan.counts["addresses_changed"] == 1
    assert plan.has_work


def test_somebody_who_moves_between_households_is_told() -> None:
    known()

    plan = planned(but(BAKYT, account="7-7", document=""))

    assert (actions(plan), codes(plan)) == (["changed"], ["moves"])


def test_a_new_head_is_refused_while_nobody_says_what_became_of_the_old_one() -> None:
    known()

    plan = planned(but(AIGUL, relation="башчы"))

    assert codes(plan) == ["head_in_register"]


def test_a_new_head_is_taken_when_the_old_one_steps_down_in_the_file() -> None:
    known()

    plan = planned(but(BAKYT, relation="атасы", document=""), but(AIGUL, relation="башчы"))

    assert codes(plan) == []
    assert actions(plan) == ["changed", "new"]


def test_who_left_before_may_come_back() -> None:
    resident = known()
    Membership.objects.update(joined_on=date(2000, 1, 1), left_on=date(2020, 1, 1), leave_reason=LeaveReason.MOVED)

    plan = planned(but(BAKYT, document=""))

    assert plan.entries[0].resident is not None
    assert plan.entries[0].resident.pk == resident.pk
    assert actions(plan) == ["changed"]


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
