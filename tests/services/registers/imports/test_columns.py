"""Which heading means what."""

import pytest

from services.registers.imports import columns
from services.registers.imports.fields import Field
from services.registers.imports.people.part import PEOPLE, needed

HEADINGS = {
    Field.FULL_NAME: ["ФАА", "Ф.А.А.", "Ф. И. О.", "ФИО", "фио (толугу менен)", "Аты-жөнү", "Фамилия, имя, отчество",
                      "Фамилиясы, аты, атасынын аты", "ФИО членов семьи"],
    Field.SURNAME: ["Фамилиясы", "ФАМИЛИЯ", "Surname"],
    Field.GIVEN_NAME: ["Аты", "Имя", "Ысымы"],
    Field.PATRONYMIC: ["Атасынын аты", "Отчество", "Отчество (при наличии)"],
    Field.PIN: ["ПИН", "ИНН", "ИЖН", "ПИН (ИНН)", "Персональный номер", "Персоналдык идентификациялык номери"],
    Field.BIRTH_DATE: ["Туулган күнү", "Туулган жылы", "Туулган күнү/жылы", "Дата рождения", "Год рожд.", "Д.р.",
                       "Туулган кун\\", "Туулган жылы, айы, күнү"],
    Field.SEX: ["Жынысы", "Пол", "Жыныс (э/а)"],
    Field.RELATION: ["Үй-бүлө башчысына тууганчылыгы", "Тууганчылыгы", "Родство", "Отношение к главе семьи",
                     "Ъй-б\\лъ башчысына тууганчылыгы"],
    Field.ACCOUNT: ["Жеке эсеп", "Жеке эсеп №", "Лицевой счёт", "Л/с", "№ хозяйства", "Түтүн №"],
    Field.BOOK: ["Китеп", "Китептин №", "Книга №"],
    Field.PAGE: ["Бет", "Бети", "Страница", "Стр."],
    Field.VILLAGE: ["Айылы", "Айыл", "Село", "Населённый пункт"],
    Field.STREET: ["Көчөсү", "Көчө", "Кочосу", "Улица", "Къчъс\\"],
    Field.HOUSE: ["Үй №", "Үйдүн номери", "Дом", "№ дома"],
    Field.FLAT: ["Батир", "Квартира", "Кв."],
    Field.ADDRESS: ["Дарек", "Дареги", "Жашаган дареги", "Адрес проживания", "Место жительства"],
    Field.PHONE: ["Телефон", "Тел.", "Байланыш телефону", "Контактный телефон"],
    Field.DOCUMENT: ["Паспорт", "Паспорттун сериясы жана номери", "Серия и номер паспорта", "ID-карта"],
    Field.NATIONALITY: ["Улуту", "Национальность"],
    Field.BIRTH_PLACE: ["Туулган жери", "Место рождения"],
    Field.LIVES_SINCE: ["Качантан бери жашайт", "Дата прибытия"],
}  # fmt: skip


@pytest.mark.parametrize(("field", "heading"), [(field, text) for field, texts in HEADINGS.items() for text in texts])
def test_a_heading_is_understood(field: Field, heading: str) -> None:
    assert columns.guess([(heading,)], [], PEOPLE) == {0: field}


@pytest.mark.parametrize(
    "heading",
    [
        "№ п/п",
        "Үй-бүлө башчысы",
        "ФИО главы хозяйства",
        "Саны",
        "Эскертүү",
        "Примечание",
        "Район",
        "Колу",
        "",
    ],
)
def test_a_heading_of_something_else_is_left_alone(heading: str) -> None:
    assert columns.guess([(heading,)], [], PEOPLE) == {}


@pytest.mark.parametrize(
    ("heading", "field"), [("Фамилясы", Field.SURNAME), ("Туулган күнуу", Field.BIRTH_DATE), ("Телефн", Field.PHONE)]
)
def test_a_slip_of_the_finger_is_forgiven(heading: str, field: Field) -> None:
    assert columns.guess([(heading,)], [], PEOPLE) == {0: field}


def test_look_alike_latin_letters_in_a_heading_do_not_matter() -> None:
    assert columns.guess([("Фaмилия",), ("ИHH",)], [], PEOPLE) == {0: Field.SURNAME, 1: Field.PIN}


def test_no_meaning_is_given_twice() -> None:
    assert columns.guess([("Телефон",), ("Телефон 2",)], [], PEOPLE) == {0: Field.PHONE}


def test_a_column_of_full_names_yields_to_its_parts() -> None:
    assert columns.guess([("ФИО",), ("Фамилия",), ("Имя",)], [], PEOPLE) == {1: Field.SURNAME, 2: Field.GIVEN_NAME}


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ([21503198499001.0, "10207198699002", ""], Field.PIN),
        (["15.03.1984", "2.7.1986"], Field.BIRTH_DATE),
        (["0770 12 34 56", "+996555123456"], Field.PHONE),
        (["эркек", "аял", "Ж"], Field.SEX),
        (["ID1234567", "AN 7654321"], Field.DOCUMENT),
        (["Маматов Бакыт", "Асанова Айгүл"], None),
        ([], None),
    ],
)
def test_a_column_without_a_heading_is_known_by_what_stands_in_it(cells: list[object], field: Field | None) -> None:
    assert columns.by_content(cells) is field  # type: ignore[arg-type]


def test_tables_with_the_same_headings_have_one_fingerprint() -> None:
    one = columns.fingerprint([("ФАА",), ("Туулган күнү",)])

    assert one == columns.fingerprint([("Ф.А.А.",), ("  ТУУЛГАН КҮНҮ ",)])
    assert one != columns.fingerprint([("Туулган күнү",), ("ФАА",)])


def test_an_old_font_in_one_column_tells_of_the_columns_beside_it() -> None:
    rows = [["Ъмъров Бакыт", "Жеёиш", "Маматов"], ["\\съновуа Жаёыл", "Манас", "Асанов"]] * 20

    assert columns.legacy_places(rows, 3) == {0, 1}


def test_hard_signs_of_russian_words_are_no_old_font() -> None:
    assert columns.legacy_places([["Объездная"], ["Подъездная"], ["Съезда"]] * 10, 1) == frozenset()


def test_what_is_needed_is_a_name_and_something_that_tells_namesakes_apart() -> None:
    assert needed([Field.FULL_NAME, Field.PIN]) == []
    assert needed([Field.SURNAME, Field.GIVEN_NAME, Field.BIRTH_DATE]) == []
    assert len(needed([Field.SURNAME, Field.PHONE])) == 2
