"""Search keys: what is one name to a clerk is one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.language.folding import fold, words

SAME = [
    ("Өзгөн", "Озгон", "ӨЗГӨН", "ɵзгɵн", "Ѳзгөн"),
    ("Кеңеш", "Кенеш", "Кењеш", "Кеӊеш", "кеҥеш"),
    ("айыл өкмөтү", "айыл окмоту", "АЙЫЛ ӨКМӨТҮ", "айыл өкмɵтʏ", "айыл өкмөтY"),
    ("Жаңы-Абад", "Джаны-Абад", "жаныабад", "ЖАҢЫАБАД", "Жаңы\u2013Абад", "Жаңы\u2011Абад"),
    ("Мырза-Арык", "мырзаарык", "Мырза-арык", "МЫРЗААРЫК"),
    ("Кароол", "Карол", "КАРООЛ"),
    ("Жээнбеков", "Женбеков", "Джээнбеков"),
    ("Королёв", "Королев"),
    ("Айгүль", "Айгул", "Аигул", "АЙГҮЛ", "Ай\u00adгүл", "Айгү\u0301л"),
    ("Сергей", "Сергеи\u0306", "Сергеи"),
    ("Юрий", "Юри", "Юрии"),
    ("Эмил", "Эмиль", "емил"),
    ("Объездная", "Обездная", "Об'ездная", "Обьездная"),
    ("Осмонов", "Oсмoнoв", "осмонов"),
    ("БИЛДИРҮҮ", "БИЛДИРYY", "билдирVV", "билдирүү"),
    ("Асан уулу Бакыт", "Асан-уулу Бакыт", "Асануулу Бакыт", "асан-уулу-бакыт", "АСАН УУЛУ БАКЫТ"),
    ("Асан кызы Айгүл", "Асан-кызы Айгүл", "Асанкызы Айгул", "Асан кызы-Айгүл"),
    ("А. Маматов", "А.Маматов", "а маматов", "«А» Маматов"),
    ("Маматов Бакыт", " Маматов,\u00a0 Бакыт ", "Маматов\tБакыт", "Мама\u200bтов Бакыт"),
    ("Ўктам Қосимов", "Уктам Косимов"),
    ("Ҳамид Ғафуров", "Хамид Гафуров"),
    ("12-а", "12а", "12А"),
]


@pytest.mark.parametrize("spellings", SAME, ids=lambda spellings: spellings[0])
def test_all_spellings_of_a_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert {fold(spelling) for spelling in spellings} == {fold(spellings[0])}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Жээнбек уулу Өмүрбек", "женбек улу омурбек"),
        ("Мырза-Арык", "мырзарык"),
        ("Мырза Арык", "мырза арык"),
        ("Айсулуу", "аисулу"),
        ("Кызыл-Тоо", "кызылто"),
        ("Кызыл Уулу", "кызыл улу"),
        ("Mamatov Bakyt", "mamatov bakyt"),
        ("IT-компания", "itкомпания"),
        ("AN1234567", "an1234567"),
        ("İsmail", "ismail"),
        ("0770-12-34-56", "0770123456"),
        ("«Береке» ЖЧК", "береке жчк"),
        ("№ 12/3", "12 3"),
        ("", ""),
        (" — ", ""),
    ],
)
def test_a_key_is_what_the_documentation_says(text: str, key: str) -> None:
    assert fold(text) == key


def test_different_names_keep_different_keys() -> None:
    names = [
        "Асан",
        "Асел",
        "Болот",
        "Бакыт",
        "Бакыш",
        "Нурбек",
        "Нурлан",
        "Жаныл",
        "Чолпон",
        "Шолпон",
        "Кызыл",
        "Кизил",
    ]

    assert len({fold(name) for name in names}) == len(names)


@pytest.mark.parametrize("stored", ["Мырза-Арык", "Мырза Арык", "мырзаарык", "Сары-Ак", "Ала-Тоо"])
def test_a_hyphenated_name_is_found_by_its_words_however_it_is_stored(stored: str) -> None:
    for typed in (stored, stored.upper(), stored.replace(" ", "-")):
        assert all(word in fold(stored) for word in words(typed))


def test_a_name_typed_as_one_word_is_found_where_it_is_stored_with_a_hyphen() -> None:
    assert all(word in fold("Мырза-Арык") for word in words("мырзаарык"))


def test_the_son_of_somebody_is_found_by_any_of_the_words() -> None:
    stored = fold("Асануулу Бакыт")

    for typed in ("асан", "уулу", "уул", "Асан уулу", "асан-уулу", "асануулу бакыт", "бакыт асан"):
        assert all(word in stored for word in words(typed))


def test_a_name_that_ends_like_son_of_stays_whole() -> None:
    assert words("Айсулуу") == ("аисулу",)
    assert words("Кызыл") == ("кызыл",)


def test_words_are_given_once_and_in_order() -> None:
    assert words("Нур-Ата нур АТА Бакыт") == ("нур", "ата", "бакыт")


LETTERS = (
    "абдеёжзиӣйіклмнңоөуўүызьъэюяАДЖӨҮЫңҢњɵʏaceopxyABCEHKMOPTXYVvhnizbİß°²\u0301\u0306\u200b\u00ad'’`-–  .№«»_0129"
)


@given(st.text(alphabet=LETTERS, max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


# fmt: off
PIECES = [
    "д", "ж", "дж", "у", "уу", "лу", "улу", "уулу", "кы", "кызы", "зы", "ы", "-", "'", "ь", "а", "асан", "y", "л", "o",
]
# fmt: on


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_folding_twice_changes_nothing_in_what_looks_like_kinship(pieces: list[str]) -> None:
    text = "".join(pieces)

    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=30))
def test_a_key_has_single_spaces_and_no_capitals(text: str) -> None:
    key = fold(text)

    assert key == " ".join(key.split())
    assert key == key.lower()


@given(st.text(alphabet=LETTERS, max_size=12), st.text(alphabet=LETTERS, max_size=12))
def test_case_does_not_count(first: str, second: str) -> None:
    text = f"{first} {second}".replace("ß", "").replace("İ", "")

    assert fold(text.upper()) == fold(text.lower())
