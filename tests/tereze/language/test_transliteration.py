"""Cyrillic names in Latin letters."""

import pytest

from tereze.language.transliteration import to_latin_bgn, to_latin_passport

NAMES = [
    ("Жаңыл Үсөнова", "Zhanyl Usonova", "Jangyl Üsönova"),
    ("Мария Щербакова", "Mariia Shcherbakova", "Mariya Shcherbakova"),
    ("Юлия", "Iuliia", "Yuliya"),
    ("Фёдор Чуев", "Fedor Chuev", "Fyodor Chuev"),
    ("Мырза-Арык", "Myrza-Aryk", "Myrza-Aryk"),
    ("Ысык-Көл", "Ysyk-Kol", "Ysyk-Köl"),
    ("Айгүль", "Aigul", "Aygül’"),
    ("Объездная", "Obezdnaia", 'Ob"ezdnaya'),
    ("Хамид Цой", "Khamid Tsoi", "Khamid Tsoy"),
    ("ЖАПАРОВ Ш.", "ZHAPAROV Sh.", "JAPAROV Sh."),
    ("ЭШМАТ", "ESHMAT", "ESHMAT"),
    ("Bakyt 12", "Bakyt 12", "Bakyt 12"),
    ("Сергеи\u0306", "Sergei", "Sergey"),
]


@pytest.mark.parametrize(("name", "passport", "bgn"), NAMES)
def test_a_name_is_spelt_as_passports_and_maps_spell_it(name: str, passport: str, bgn: str) -> None:
    assert (to_latin_passport(name), to_latin_bgn(name)) == (passport, bgn)


def test_every_kyrgyz_letter_has_a_latin_spelling() -> None:
    alphabet = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"

    assert to_latin_passport(alphabet).isascii()
    assert to_latin_bgn(alphabet) == 'abvgdeyojziyklmnngoöprstuüfkhtschshshch"y’eyuya'
