"""Latin for Cyrillic, the wrong keyboard, and Russian spelling of places."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.language.folding import fold, keyboard_swap, native_place, to_cyrillic, variants
from tereze.language.folding.typed import MOST_VARIANTS
from tereze.language.transliteration import to_latin_bgn, to_latin_passport

NAMES = re.split(
    r"[|\n]",
    """
Маматов Бакыт Асанович|Маматова Айгүл Асановна|Асан уулу Бакыт|Жээнбеков Сооронбай|Жапаров Садыр|Үсөнова Жаңыл
Атамбаев Алмазбек|Өмүрбек уулу Чыңгыз|Төлөгөнова Зульфия|Юсупов Юрий|Яковлева Мария|Королёв Артём|Цой Виктор
Щербакова Наталья|Хамидов Мухаммед|Эсенгул кызы Элнура|Айылчиев Айым|Кыял|Ыйман|Ырысбай|Мырза-Арык|Орто-Арык
Жан-Шоро|Кароол|Шералы|Төрт-Көл|Дөң-Булак|Баш-Дөбө|Кызыл-Сеңир|Чаңгет|Үңкүр|Өстүрүү|Жээренчи|Аюу|Ийри-Суу|Кеңеш
Жыйде|Нурия|Алия|Диана|Анастасия|Дмитрий|Сергей|Николай|Исхак|Асхат|Айсулуу|Нурбүбү|Гүлзат|Гульзат|Ажыбаев
Абдыжапаров|Таджибаев|Джунушалиев|Ала-Тоо|Бөксө-Жол|Семён|Зарина|Жаңгазы|Каныкей|Илья|Дарья|Любовь|Тоёкмат|Айдай
Ойрон|Быржы|Эшмат|Ысмайыл|Бегимай|Өктөм|Соловьёв
""".strip(),
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("spell", [to_latin_passport, to_latin_bgn])
def test_a_name_is_found_by_its_latin_spellings(name: str, spell: Callable[[str], str]) -> None:
    assert fold(name) in variants(spell(name))


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("mamatov", "маматов"),
        ("Zhaparov", "жапаров"),
        ("Japarov", "жапаров"),
        ("Djaparov", "жапаров"),
        ("Dzhaparov", "жапаров"),
        ("Mambetaliyev", "мамбеталиев"),
        ("Mambetaliev", "мамбеталиев"),
        ("Asan uulu Bakyt", "асан улу бакыт"),
        ("asanuulu", "асан улу"),
        ("Aiyl okmotu", "аиыл окмоту"),
        ("Ayyl ökmötü", "аиыл окмоту"),
        ("Özgön", "озгон"),
        ("Uzgen", "узген"),
        ("Iskhak", "исхак"),
        ("Hasan", "хасан"),
        ("Xolmatov", "холматов"),
        ("O'ktam", "уктам"),
        ("G‘ulom", "гулом"),
        ("Yo'ldosh", "юлдош"),
        ("Şükür", "шукур"),
        ("Çolpon", "чолпон"),
        ("Artyom", "артем"),
        ("Mariya", "мария"),
        ("Mariia", "мария"),
        ("Maria", "мария"),
        ("Žan-Šoro", "жаншоро"),
        ("AN1234567", "ан1234567"),
        ("Маматов Bakyt", "маматов бакыт"),
        ("Мaматов", "маматов"),
        ("маматов", "маматов"),
        ("", ""),
    ],
)
def test_latin_is_read_as_cyrillic(typed: str, key: str) -> None:
    assert to_cyrillic(typed) == key


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Chyngyz", "Чынгыз"),
        ("Chingiz", "Чыңгыз"),
        ("Zhangyl", "Жаңыл"),
        ("Bakit", "Бакыт"),
        ("Mirza-Arik", "Мырза-Арык"),
        ("Zhildiz", "Жылдыз"),
        ("Dmitry", "Дмитрий"),
        ("Oezgoen", "Өзгөн"),
        ("Uesoen", "Үсөн"),
        ("Maxat", "Максат"),
        ("Axmat", "Ахмат"),
        ("Diana", "Диана"),
        ("Esengul", "Эсенгул"),
        ("Toktoev", "Токтоев"),
    ],
)
def test_an_ambiguous_spelling_finds_the_name_among_its_variants(typed: str, stored: str) -> None:
    assert fold(stored) in variants(typed)


def test_what_is_not_ambiguous_has_one_variant() -> None:
    assert variants("Маматов Бакыт") == ("маматов бакыт",)
    assert variants("Mamatov Bakyt") == ("маматов бакыт",)


def test_the_likeliest_variant_is_the_plain_reading() -> None:
    assert variants("Chyngyz")[0] == to_cyrillic("Chyngyz")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzöüşçı'‘- АбңY0", max_size=20))
def test_variants_are_few_different_keys(text: str) -> None:
    found = variants(text)

    assert 1 <= len(found) <= MOST_VARIANTS
    assert len(set(found)) == len(found)
    assert all(fold(key) == key for key in found)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vfvfnjd", "маматов"),
        ("Vfvfnjd <frsn", "Маматов Бакыт"),
        ("Fqu.km", "Айгюль"),
        (";ssklsp", "жыылдыз"),
        ("`krby", "ёлкин"),
        ("ФТ1234567", "AN1234567"),
        ("ьфьфещм", "mamatov"),
        ("12", "12"),
        ("", ""),
    ],
)
def test_the_wrong_keyboard_is_undone(typed: str, meant: str) -> None:
    assert keyboard_swap(typed) == meant


@given(st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБЯЁЖ 123", max_size=20))
def test_swapping_cyrillic_twice_gives_it_back(text: str) -> None:
    swapped = keyboard_swap(text)

    assert keyboard_swap(swapped) == text


@pytest.mark.parametrize(
    ("russian", "kyrgyz"),
    [
        ("Терт-Кель", "Төрт-Көл"),
        ("Кек-Таш", "Көк-Таш"),
        ("Ден-Булак", "Дөң-Булак"),
        ("Баш-Дебе", "Баш-Дөбө"),
        ("Кельдюк", "Көлдүк"),
        ("Озгерюш", "Өзгөрүш"),
        ("Ункюр", "Үңкүр"),
        ("Семиз-Кель", "Семиз-Көл"),
        ("Бексе-Джол", "Бөксө-Жол"),
        ("Теолес", "Төөлөс"),
        ("Туз-Бель", "Туз-Бел"),
        ("Джаны-Джол", "Жаңы-Жол"),
        ("Саламалик", "Салам-Алик"),
    ],
)
def test_the_russian_and_the_kyrgyz_spelling_of_a_place_agree(russian: str, kyrgyz: str) -> None:
    assert native_place(russian) == native_place(kyrgyz)


def test_a_place_with_no_e_of_its_own_is_found_by_its_kyrgyz_name() -> None:
    assert native_place("Терт-Кель") == fold("Төрт-Көл")
