"""Wrong letters in a name still find the person, through the words of which the council's names are made."""

import pytest
from django.db import transaction

from services.registers.models import NameWord, Resident, name_word
from services.registers.search import find_residents
from tenants.directory.models import Tenant
from tests.conftest import inside
from tests.services.registers.people import resident


@pytest.fixture
def people(in_karool: Tenant) -> None:
    resident("Маматов Бакытбек Асанович", surname_latin="MAMATOV", given_name_latin="BAKYTBEK")
    resident("Токтогулова Жамиля Эркиновна", sex="f")
    resident("Жумабай уулу Нурлан")
    resident("Сыдыков Азамат Талантбекович")


def surnames(query: str) -> list[str]:
    return [one.surname for one in find_residents(query)]


@pytest.mark.parametrize(
    "query",
    [
        "мамотов бакытбек",  # a letter changed
        "маматов бакытбик",
        "мамтов бакытбек",  # left out
        "маматтов бакытбек",  # doubled
        "маматво бакытбек",  # swapped
        "мамотов бакетбек",  # one in each word
        "мамутоф бакытбек",  # two in a word
        "мамотов бакытбек асанавич",  # three words
        "бакытбек мамотов",  # another order
        "мамотов бак",  # the other word only begun
        "момат бакытбек",  # the wrong word only begun
        "мамотов тбек",  # the other word from its middle
        "мамотов",  # alone
        "мамтаов",
        "маматовбакытбек",  # no space
        "Mamotov Bakytbek",  # in Latin
        "Mamatof Bakitbek",
    ],
)
def test_a_letter_or_two_are_forgiven(people: None, query: str) -> None:
    found = find_residents(query)

    assert [one.surname for one in found] == ["Маматов"]
    assert found[0].approximate


@pytest.mark.parametrize(
    "query", ["сарыбаев", "мамотов жамиля", "мимутоф", "бкт", "ррр", "маматовжамиля", "азамат маман"]
)
def test_what_is_like_nobody_finds_nobody(people: None, query: str) -> None:
    assert find_residents(query) == []


def test_the_fewest_wrong_letters_come_first_and_the_living_before_the_dead(in_karool: Tenant) -> None:
    for name in ("Асанов Болот", "Исанов Болот", "Асанов Белек"):
        resident(name)
    resident("Асанов Болот Аты", death_date="2020-01-01")

    assert [(one.surname, one.given_name, one.alive) for one in find_residents("асонов болот")] == [
        ("Асанов", "Болот", True),
        ("Асанов", "Болот", False),
        ("Исанов", "Болот", True),
    ]


def test_words_are_learnt_of_one_resident_and_of_many(in_karool: Tenant) -> None:
    one = resident("Алиев Темир")
    one.given_name = "Темирлан"
    one.save()
    Resident.objects.bulk_create([Resident(reference="RRRRRRRRRR", surname="Ӧ", sex="m", search_norm=" жаниш ")])
    name_word.learn_all()

    assert set(NameWord.objects.values_list("word", flat=True)) >= {"алиев", "темир", "темирлан", "жаниш"}


def test_a_word_that_nobody_bears_any_more_finds_nobody(in_karool: Tenant) -> None:
    one = resident("Чекиров Мелис")
    one.surname = "Байсалов"
    one.save()

    assert surnames("чикиров мелис") == []
    assert surnames("байсолов мелис") == ["Байсалов"]


def test_a_change_taken_back_takes_its_words_back(in_karool: Tenant) -> None:
    with transaction.atomic():
        resident("Чекиров Мелис")
        transaction.set_rollback(True)

    assert not NameWord.objects.filter(word="чекиров").exists()


def test_a_neighbours_words_are_not_known_here(people: None, myrza_ake: Tenant) -> None:
    with inside(myrza_ake):
        assert not NameWord.objects.filter(word="токтогулова").exists()
        assert surnames("токтагулова жамиля") == []


def test_a_whole_name_comes_before_the_many_whose_surname_only_begins_so(in_karool: Tenant) -> None:
    for number in range(20):
        resident(f"Аянов{'абвгдежзиклмнопрстуф'[number]} Болот")
    resident("Ысманов Аян")
    resident("Ааа Аянбек")

    assert surnames("аян")[0] == "Ысманов"
    assert surnames("аян")[1:4] == ["Аянова", "Аяновб", "Аяновв"]
