"""Mending imported text without hurting clean text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.language.repair import Note, looks_legacy, repair

MENDED = [
    ("Кеӊеш", "Кеңеш", Note.LOOK_ALIKE),
    ("КеӇеш", "КеҢеш", Note.LOOK_ALIKE),
    ("Кењеш", "Кеңеш", Note.LOOK_ALIKE),
    ("КЕЊЕШ", "КЕҢЕШ", Note.LOOK_ALIKE),
    ("жʏргʏзʏлɵт", "жүргүзүлөт", Note.LOOK_ALIKE),
    ("Ѳзгѳн", "Өзгөн", Note.LOOK_ALIKE),
    ("БИЛДИРYY", "БИЛДИРҮҮ", Note.LOOK_ALIKE),
    ("Айгyл", "Айгүл", Note.LOOK_ALIKE),
    ("Vсөн", "Үсөн", Note.LOOK_ALIKE),
    ("Oсмoнов", "Осмонов", Note.LOOK_ALIKE),
    ("Kыргызстан", "Кыргызстан", Note.LOOK_ALIKE),
    ("кöчö", "көчө", Note.LOOK_ALIKE),
    ("Королëв", "Королёв", Note.LOOK_ALIKE),
    ("Сергеи\u0306", "Сергей", Note.COMPOSED),
    ("Ай\u00a0гүл", "Ай гүл", Note.SPACES),
    ("Маматов\tБакыт\nАсанович", "Маматов Бакыт Асанович", Note.SPACES),
    ("Бакы\u200bт\ufeff", "Бакыт", Note.INVISIBLE),
    ("Ай\u00adгүл", "Айгүл", Note.INVISIBLE),
    ("Бакыт\x00", "Бакыт", Note.INVISIBLE),
    ("12\u00a0345", "12 345", Note.SPACES),
]

CLEAN = [
    "Маматов Бакыт Асанович",
    "Асан уулу Өмүрбек",
    "Мырза-Арык айылы, Ала-Тоо көчөсү, 12/3",
    "Объездная",
    "Королёв",
    "Mamatov Bakyt",
    "AN1234567",
    "21503199012345",
    "+996 770 12 34 56",
    "IT-компания",
    "SMSти",
    "Ўктам Қосимов",
    "«Береке» ЖЧК № 5 — Ош",
    "Özgön",
    "",
]

# as typed in the old font, as meant
LEGACY = [
    ("Айыл ъкмът\\н\\н Типт\\\\ Регламенти", "Айыл өкмөтүнүн Типтүү Регламенти"),
    ("Кеёеш", "Кеңеш"),
    ("Дъё-Булак", "Дөң-Булак"),
    ("Ъм\\рбек", "Өмүрбек"),
    ("ЪЗГЪН", "ӨЗГӨН"),
    ("Жаёыл", "Жаңыл"),
    ("къё\\л", "көңүл"),
    ("к\\н", "күн"),
    ("\\й-б\\лъ", "үй-бүлө"),
    ("Г\\лнара", "Гүлнара"),
    ("Т\\З\\К", "ТҮЗҮК"),
    ("|сън", "Үсөн"),
    ("Тълън", "Төлөн"),
    ("Таё", "Таң"),
    ("къчъс\\", "көчөсү"),
]

UNHARMED = re.split(
    r"[|\n]",
    """
Объездная|подъезд|съезд|объект|адъютант|изъян|въезд|объём|подъём|съёмка|Асёл|Королёв|Артём|Пётр|Фёдор|Семён|Алёна
Соловьёв|Ёлкин|приём|заём|её|моё|А\\О|с\\о|12\\2|C:\\Асан|Маматов|Өзгөн көчөсү|Жаңыл Үсөнова|Асан|Айгүл
""".strip(),
)


@pytest.mark.parametrize(("text", "mended", "note"), MENDED)
def test_a_damaged_text_is_mended_and_says_how(text: str, mended: str, note: Note) -> None:
    assert repair(text) == (mended, (note,))


@pytest.mark.parametrize("text", CLEAN)
def test_a_clean_text_is_returned_as_it_is(text: str) -> None:
    assert repair(text) == (text, ())


def test_spaces_at_the_ends_and_doubled_ones_go_without_a_word() -> None:
    assert repair("  Асан   уулу ") == ("Асан уулу", ())


def test_a_word_of_two_alphabets_that_cannot_be_mended_is_pointed_out() -> None:
    assert repair("Nурлан") == ("Nурлан", (Note.MIXED,))


def test_several_damages_are_all_mended() -> None:
    mended = repair("Oсмонов\u00a0Сергеи\u0306\u200b")

    assert mended == ("Осмонов Сергей", (Note.INVISIBLE, Note.SPACES, Note.COMPOSED, Note.LOOK_ALIKE))


@pytest.mark.parametrize(("typed", "meant"), LEGACY)
def test_an_old_font_is_decoded_when_asked_for(typed: str, meant: str) -> None:
    assert repair(typed, legacy=True) == (meant, (Note.LEGACY_FONT,))


@pytest.mark.parametrize("typed", [typed for typed, _ in LEGACY])
def test_an_old_font_is_left_alone_unless_asked_for(typed: str) -> None:
    assert repair(typed) == (typed, ())


@pytest.mark.parametrize("text", UNHARMED)
def test_words_that_mean_their_letters_come_through_a_legacy_column_unharmed(text: str) -> None:
    assert repair(text, legacy=True) == (text, ())


@pytest.mark.parametrize(
    "column",
    [
        ["Айыл ъкмът\\н\\н Типт\\\\ Регламенти"],
        ["Кеёеш", "Айыл кеёеши"],
        ["Ъм\\рбек", "Ъзгън", "Асан"],
        ["Т\\л\\нбек", "Ж\\с\\п", "Асан"],
        ["Айг\\л", "Г\\лнара", "Бакыт"],
        ["Дъё-Булак", "Кароол", "Дъё-Булак", "Шералы"],
        [*["Маматов Бакыт"] * 60, "Ъм\\рбек уулу Г\\лнара", "Тълън"],
        [*["Көчө Өзгөн"] * 3, *["Ъзгън къчъс\\"] * 3],
        [*["Объездная", "Королёв", "Асёл"] * 5, "Къчъ", "Ъзгън", "Б\\б\\"],
    ],
)
def test_a_column_in_an_old_font_is_recognised(column: list[str]) -> None:
    assert looks_legacy(column)


@pytest.mark.parametrize(
    "column",
    [
        [],
        [""],
        ["Кеёеш"],
        UNHARMED,
        ["Объездная", "подъезд", "Асёл", "Королёв", "Фёдор", "съёмка"] * 50,
        ["Гулъмира", "Игоръ", "Аселъ", "Олъга"],
        ["А\\О Кароол", "с\\о Жазы", "12\\2", "к\\х «Дан»"],
        ["Ленина\\Мира", "Чуй\\Манас", "кызы\\уулу"],
        [*["Маматов"] * 500, "Мицъкевич", "Кузъмин"],
        [*["Өмүрбек Төлөнов"] * 500, "Мицъкевич", "Ъм\\рбек"],
        ["Маматов Бакыт", "Айгүл", "Mamatov", "21503199012345"],
        ["C:\\Users\\Asan", "D:\\Data"],
    ],
)
def test_a_column_with_a_few_strange_words_is_not_taken_for_one(column: list[str]) -> None:
    assert not looks_legacy(column)


def test_a_column_may_be_any_iterable() -> None:
    assert looks_legacy(word for word in ("Ъм\\рбек", "Кеёеш"))


@given(st.text(alphabet="абвеёийңөүАЁЙҢӨҮъьЪ №«»–-,.()/0129\\|", max_size=25))
def test_clean_cyrillic_text_is_never_changed_but_for_its_spaces(text: str) -> None:
    assert repair(text) == (" ".join(text.split()), ())


@given(st.text(alphabet="абвеёийңөүӊњɵʏАЁЙYVxaoceHBnz \u00a0\t\u200b\u0306\u0308-12«", max_size=25))
def test_mending_twice_is_mending_once(text: str) -> None:
    mended = repair(text).text

    again = repair(mended)

    assert again.text == mended
    assert set(again.notes) <= {Note.MIXED}


@given(st.text(alphabet="абвгдежлнруыиеъёЪЁ\\ -", max_size=25))
def test_a_decoded_text_has_nothing_left_to_decode_but_what_was_kept(text: str) -> None:
    decoded = repair(text, legacy=True).text

    assert decoded.count("\\") <= text.count("\\")
    assert repair(decoded) == (decoded, ())
