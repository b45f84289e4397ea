"""Which rows are one household, where it lives, and who is its head."""

import pytest

from services.registers.models import Street, Village
from services.registers.models.imports import LearntWord
from services.registers.relations import Relation
from tereze import clock
from tests.services.registers.imports import made
from tests.services.registers.imports.made import AIGUL, BAKYT, ERMEK, JANYL, actions, but, codes, known, planned

pytestmark = pytest.mark.usefixtures("in_karool")


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
