"""Case endings: the whole table of forms, possessives, and what addresses and addressees are made of."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.language import kyrgyz

# word, dative, genitive, accusative, locative, ablative
FORMS = [
    "Бакыт Бакытка Бакыттын Бакытты Бакытта Бакыттан",
    "Айгүл Айгүлгө Айгүлдүн Айгүлдү Айгүлдө Айгүлдөн",
    "Асанович Асановичке Асановичтин Асановичти Асановичте Асановичтен",
    "Асановна Асановнага Асановнанын Асановнаны Асановнада Асановнадан",
    "Жапаров Жапаровго Жапаровдун Жапаровду Жапаровдо Жапаровдон",
    "Атамбаева Атамбаевага Атамбаеванын Атамбаеваны Атамбаевада Атамбаевадан",
    "Болот Болотко Болоттун Болотту Болотто Болоттон",
    "Жеңиш Жеңишке Жеңиштин Жеңишти Жеңиште Жеңиштен",
    "Нурбүбү Нурбүбүгө Нурбүбүнүн Нурбүбүнү Нурбүбүдө Нурбүбүдөн",
    "Кароол Кароолго Кароолдун Кароолду Кароолдо Кароолдон",
    "Өзгөн Өзгөнгө Өзгөндүн Өзгөндү Өзгөндө Өзгөндөн",
    "Ош Ошко Оштун Ошту Ошто Оштон",
    "Бишкек Бишкекке Бишкектин Бишкекти Бишкекте Бишкектен",
    "Мырза-Арык Мырза-Арыкка Мырза-Арыктын Мырза-Арыкты Мырза-Арыкта Мырза-Арыктан",
    "Орто-Арык Орто-Арыкка Орто-Арыктын Орто-Арыкты Орто-Арыкта Орто-Арыктан",
    "Шералы Шералыга Шералынын Шералыны Шералыда Шералыдан",
    "банк банкка банктын банкты банкта банктан",
    "сот сотко соттун сотту сотто соттон",
    "мектеп мектепке мектептин мектепти мектепте мектептен",
    "Сергей Сергейге Сергейдин Сергейди Сергейде Сергейден",
    "Юрий Юрийге Юрийдин Юрийди Юрийде Юрийден",
    "Мария Марияга Мариянын Марияны Марияда Мариядан",
    "Артём Артёмго Артёмдун Артёмду Артёмдо Артёмдон",
    "Тоо Тоого Тоонун Тоону Тоодо Тоодон",
    "суу сууга суунун сууну сууда суудан",
    "сөз сөзгө сөздүн сөздү сөздө сөздөн",
    "шарф шарфка шарфтын шарфты шарфта шарфтан",
    "завод заводго заводдун заводду заводдо заводдон",
    "Апрель Апрелге Апрелдин Апрелди Апрелде Апрелден",
    "Гоголь Гоголго Гоголдун Гоголду Гоголдо Гоголдон",
    "Кызыл-Октябрь Кызыл-Октябрга Кызыл-Октябрдын Кызыл-Октябрды Кызыл-Октябрда Кызыл-Октябрдан",
    "Абдылда Абдылдага Абдылданын Абдылданы Абдылдада Абдылдадан",
    "Эмилия Эмилияга Эмилиянын Эмилияны Эмилияда Эмилиядан",
    "Түгөлбай Түгөлбайга Түгөлбайдын Түгөлбайды Түгөлбайда Түгөлбайдан",
    "Жээренчи Жээренчиге Жээренчинин Жээренчини Жээренчиде Жээренчиден",
]

POSSESSED = [
    "району районуна районунун районун районунда районунан",
    "облусу облусуна облусунун облусун облусунда облусунан",
    "айылы айылына айылынын айылын айылында айылынан",
    "аймагы аймагына аймагынын аймагын аймагында аймагынан",
    "көчөсү көчөсүнө көчөсүнүн көчөсүн көчөсүндө көчөсүнөн",
    "өкмөтү өкмөтүнө өкмөтүнүн өкмөтүн өкмөтүндө өкмөтүнөн",
    "мектеби мектебине мектебинин мектебин мектебинде мектебинен",
    "кызы кызына кызынын кызын кызында кызынан",
    "уулу уулуна уулунун уулун уулунда уулунан",
]

CASES = (kyrgyz.dative, kyrgyz.genitive, kyrgyz.accusative, kyrgyz.locative, kyrgyz.ablative)


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.split()[0])
def test_a_word_takes_the_endings_of_the_table(row: str) -> None:
    word, *expected = row.split()

    assert [case(word) for case in CASES] == expected


@pytest.mark.parametrize("row", POSSESSED, ids=lambda row: row.split()[0])
def test_a_possessed_word_takes_the_endings_with_n(row: str) -> None:
    word, *expected = row.split()

    assert [case(word, possessive=True) for case in CASES] == expected
    assert [case(word) for case in CASES] == expected


@pytest.mark.parametrize(
    ("case", "text", "expected"),
    [
        (kyrgyz.dative, "Маматов Бакыт Асанович", "Маматов Бакыт Асановичке"),
        (kyrgyz.dative, "Асан кызы Айгүл", "Асан кызы Айгүлгө"),
        (kyrgyz.dative, "Бакыт Асан уулу", "Бакыт Асан уулуна"),
        (kyrgyz.genitive, "Ош облусу", "Ош облусунун"),
        (kyrgyz.genitive, "Кароол айыл аймагы", "Кароол айыл аймагынын"),
        (kyrgyz.locative, "Мырза-Арык айылы", "Мырза-Арык айылында"),
        (kyrgyz.locative, "Ала-Тоо көчөсү", "Ала-Тоо көчөсүндө"),
        (kyrgyz.dative, "Кароол айыл өкмөтү", "Кароол айыл өкмөтүнө"),
        (kyrgyz.attributive, "Ала-Тоо көчөсү", "Ала-Тоо көчөсүндөгү"),
        (kyrgyz.attributive, "Мырза-Арык айылы", "Мырза-Арык айылындагы"),
        (kyrgyz.attributive, "Өзгөн району", "Өзгөн районундагы"),
        (kyrgyz.attributive, "Ош", "Оштогу"),
        (kyrgyz.attributive, "Бишкек", "Бишкектеги"),
    ],
)
def test_only_the_last_word_of_a_phrase_changes(case: Callable[[str], str], text: str, expected: str) -> None:
    assert case(text) == expected


@pytest.mark.parametrize(
    ("text", "dative", "genitive"),
    [
        ("БАКЫТ", "БАКЫТКА", "БАКЫТТЫН"),
        ("МАМАТОВА АЙГҮЛ", "МАМАТОВА АЙГҮЛГӨ", "МАМАТОВА АЙГҮЛДҮН"),
        ("АЙЫЛ ӨКМӨТҮ", "АЙЫЛ ӨКМӨТҮНӨ", "АЙЫЛ ӨКМӨТҮНҮН"),
        ("ОШ", "ОШКО", "ОШТУН"),
        ("АПРЕЛЬ", "АПРЕЛГЕ", "АПРЕЛДИН"),
    ],
)
def test_words_in_capitals_stay_in_capitals(text: str, dative: str, genitive: str) -> None:
    assert (kyrgyz.dative(text), kyrgyz.genitive(text)) == (dative, genitive)


@pytest.mark.parametrize(
    ("text", "dative", "genitive"),
    [
        ("«Береке» ЖЧК", "«Береке» ЖЧКга", "«Береке» ЖЧКнын"),
        ("«Кыргызтелеком» ААК", "«Кыргызтелеком» ААКга", "«Кыргызтелеком» ААКнын"),
        ("КР ИИМ", "КР ИИМГЕ", "КР ИИМДИН"),
        ("Кыргыз Республикасынын ИИМ", "Кыргыз Республикасынын ИИМге", "Кыргыз Республикасынын ИИМдин"),
        ("КР", "КРге", "КРдин"),
        ("БУУ", "БУУга", "БУУнун"),
        ("АӨ", "АӨгө", "АӨнүн"),
        ("АКШ", "АКШга", "АКШнын"),
        ("ОсОО", "ОсООго", "ОсООнун"),
        ("Кароол ФАП", "Кароол ФАПка", "Кароол ФАПтын"),
        ("ЗАГС", "ЗАГСка", "ЗАГСтын"),
    ],
)
def test_an_abbreviation_ends_as_it_is_read(text: str, dative: str, genitive: str) -> None:
    assert (kyrgyz.dative(text), kyrgyz.genitive(text)) == (dative, genitive)


@pytest.mark.parametrize(
    ("number", "dative"),
    [
        ("0", "0гө"),
        ("1", "1ге"),
        ("2", "2ге"),
        ("3", "3кө"),
        ("4", "4кө"),
        ("5", "5ке"),
        ("6", "6га"),
        ("7", "7ге"),
        ("8", "8ге"),
        ("9", "9га"),
        ("10", "10го"),
        ("20", "20га"),
        ("30", "30га"),
        ("40", "40ка"),
        ("50", "50гө"),
        ("60", "60ка"),
        ("70", "70ке"),
        ("80", "80ге"),
        ("90", "90го"),
        ("100", "100гө"),
        ("1000", "1000ге"),
        ("5 000", "5 000ге"),
        ("5\u202f000", "5\u202f000ге"),
        ("1000000", "1000000го"),
        ("1000000000", "1000000000га"),
        ("2026", "2026га"),
        ("№ 12", "№ 12ге"),
        ("Ала-Тоо көчөсү, 12а", "Ала-Тоо көчөсү, 12ага"),
        ("2-б", "2-бге"),
    ],
)
def test_a_number_ends_as_it_is_read(number: str, dative: str) -> None:
    assert kyrgyz.dative(number) == dative


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«Береке»", "«Берекеге»"),
        ("ОсОО «Ала-Тоо»", "ОсОО «Ала-Тоого»"),
        ("“Дос”", "“Доско”"),
        ("Маматов Бакыт.", "Маматов Бакытка."),
        ("Маматов Бакыт,", "Маматов Бакытка,"),
        ("Маматов Бакыт (кичүү)", "Маматов Бакытка (кичүү)"),
        ("(Маматов)", "(Маматовго)"),
        ("Маматов Б.", "Маматов Б.ге"),
        ("Маматов Б. Н.", "Маматов Б. Н.ге"),
        ("Б. Маматов", "Б. Маматовго"),
        ("Асан\u00a0", "Асанга\u00a0"),
    ],
)
def test_punctuation_stays_outside(text: str, expected: str) -> None:
    assert kyrgyz.dative(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Chevron", "Chevronго"), ("Facebook", "Facebookко"), ("Ysyk-Köl", "Ysyk-Kölгө"), ("LLC", "LLCге")],
)
def test_a_latin_word_ends_as_it_sounds(text: str, expected: str) -> None:
    assert kyrgyz.dative(text) == expected


def test_the_caller_decides_about_a_possessive_when_it_says_so() -> None:
    assert kyrgyz.dative("Кызы", possessive=False) == "Кызыга"
    assert kyrgyz.locative("кыштагы", possessive=True) == "кыштагында"


def test_after_a_consonant_there_is_no_possessive_to_follow() -> None:
    assert kyrgyz.locative("Ош", possessive=True) == "Ошто"


@pytest.mark.parametrize("text", ["", " ", "—", "«»"])
def test_a_phrase_without_a_word_is_left_alone(text: str) -> None:
    assert kyrgyz.dative(text) == text


def test_letters_spelt_with_accents_count_as_one() -> None:
    assert kyrgyz.dative("Сергеи\u0306") == "Сергейге"


@given(st.text(alphabet="абвгеёийкңоөуүыьэюяАӨЬ «».-0129aZ", max_size=12))
def test_any_text_with_a_word_in_it_gets_an_ending_and_no_other_does(text: str) -> None:
    has_word = any(char.isalnum() for char in text)

    assert all((case(text) != text) is has_word for case in (*CASES, kyrgyz.attributive))
