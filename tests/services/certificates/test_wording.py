"""Placeholders of certificate texts: what each filter says, what is left out, and what is refused."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from services.certificates import wording
from services.certificates.filters import FILTERS, GRAMMAR
from services.certificates.wording import BadTextError
from tereze.exchange.values import Address, Bilingual, Language, PersonName, Value
from tereze.printing.document import Run

BAKYT = PersonName("Маматов", "Бакыт", "Асанович", "m")
AIGUL = PersonName("Асан кызы", "Айгүл", "", "f")
NUR = PersonName("Атамбаева", "Нурбүбү", "Жапаровна", "f")
DAY = date(2026, 11, 23)


def said(text: str, value: Value, language: Language, **more: Any) -> str:
    values: Mapping[str, Value] = {"resident.name": value}
    return "".join(run.text for run in wording.say(text, values=values, language=language, **more))


def filtered(name: str, value: Value, language: Language) -> str:
    return said(f"{{resident.name|{name}}}", value, language)


@pytest.mark.parametrize(
    ("name", "value", "ky", "ru"),
    [
        ("dative", BAKYT, "Маматов Бакыт Асановичке", "Маматову Бакыту Асановичу"),
        ("dative", AIGUL, "Асан кызы Айгүлгө", "Асан кызы Айгүл"),
        ("dative", NUR, "Атамбаева Нурбүбү Жапаровнага", "Атамбаевой Нурбүбү Жапаровне"),
        ("genitive", BAKYT, "Маматов Бакыт Асановичтин", "Маматова Бакыта Асановича"),
        ("with", NUR, "Атамбаева Нурбүбү Жапаровна", "Атамбаевой Нурбүбү Жапаровной"),
        ("of", DAY, "2026-жылдын 23-ноябрындагы", "от 23 ноября 2026 года"),
        ("in_words", 4, "4 (төрт)", "4 (четыре)"),
        ("som", 1234560, "12\u202f345,60 сом", "12\u202f345,60 сом"),
        ("som", 60000, "600 сом", "600 сом"),
        ("som_in_words", 202, "2,02 сом (эки сом 02 тыйын)", "2,02 сом (два сома 02 тыйына)"),
        ("gender:умер/умерла", BAKYT, "умер", "умер"),
        ("gender:умер/умерла", AIGUL, "умер", "умерла"),
        ("accusative", AIGUL, "Асан кызы Айгүлдү", "Асан кызы Айгүл"),
        ("locative", Bilingual("Ош", "Ош"), "Ошто", "Ош"),
        ("ablative", Bilingual("Бишкек", "Бишкек"), "Бишкектен", "Бишкек"),
        ("genitive", Bilingual("Ош облусу", "Ошская область"), "Ош облусунун", "Ошская область"),
        ("genitive", Bilingual("Өзгөн району", "Узгенский район"), "Өзгөн районунун", "Узгенский район"),
        ("genitive", Bilingual("Кароол айыл аймагы", "x"), "Кароол айыл аймагынын", "x"),
        ("date", DAY, "2026-жылдын 23-ноябры", "23 ноября 2026 года"),
        ("short", DAY, "23.11.2026-ж.", "23.11.2026 г."),
        ("on", DAY, "2026-жылдын 23-ноябрында", "23 ноября 2026 года"),
        ("since", date(2019, 3, 1), "2019-жылдын 1-мартынан бери", "с 1 марта 2019 года"),
        ("since", date(2019, 3, 2), "2019-жылдын 2-мартынан бери", "со 2 марта 2019 года"),
        ("initials", AIGUL, "А.А.", "А.А."),
        ("citizen", BAKYT, "жаран", "гражданину"),
        ("citizen", AIGUL, "жаран", "гражданке"),
        ("he_she", BAKYT, "ал", "он"),
        ("he_she", AIGUL, "ал", "она"),
        ("his_her", BAKYT, "анын", "его"),
        ("his_her", AIGUL, "анын", "её"),
        ("days", 1, "1 күн", "1 день"),
        ("days", 3, "3 күн", "3 дня"),
        ("days", 11, "11 күн", "11 дней"),
        ("days", 30, "30 күн", "30 дней"),
        ("days", 112, "112 күн", "112 дней"),
        ("days", 121, "121 күн", "121 день"),
        ("of_people", 1, "1 адам", "1 человека"),
        ("of_people", 4, "4 адам", "4 человек"),
        ("of_people", 9, "9 адам", "9 человек"),
        ("of_people", 21, "21 адам", "21 человека"),
        ("as_typed", "Өзгөн шаардык соту", "Өзгөн шаардык соту", "Өзгөн шаардык соту"),
    ],
)  # fmt: skip
def test_every_filter_speaks_both_languages(name: str, value: Value, ky: str, ru: str) -> None:
    assert filtered(name, value, "ky") == ky
    assert filtered(name, value, "ru") == ru


def test_no_filter_is_left_untested() -> None:
    (marks,) = test_every_filter_speaks_both_languages.pytestmark  # type: ignore[attr-defined]
    tested = {name for name, *_rest in marks.args[1]}

    assert set(FILTERS) - tested == {"place"}  # below


@pytest.mark.parametrize(
    ("street", "house", "flat", "ky", "ru"),
    [
        ("Ала-Тоо", "12", "", "Мырза-Арык айылынын Ала-Тоо көчөсүндөгү № 12 үйдө", "с. Мырза-Арык, ул. Ала-Тоо, д. 12"),
        (
            "Ала-Тоо", "12", "3", "Мырза-Арык айылынын Ала-Тоо көчөсүндөгү № 12 үйдүн № 3 батиринде",
            "с. Мырза-Арык, ул. Ала-Тоо, д. 12, кв. 3",
        ),
        ("Ала-Тоо", "", "", "Мырза-Арык айылынын Ала-Тоо көчөсүндө", "с. Мырза-Арык, ул. Ала-Тоо"),
        ("", "12", "", "Мырза-Арык айылындагы № 12 үйдө", "с. Мырза-Арык, д. 12"),
        ("", "12", "3", "Мырза-Арык айылындагы № 12 үйдүн № 3 батиринде", "с. Мырза-Арык, д. 12, кв. 3"),
        ("", "", "", "Мырза-Арык айылында", "с. Мырза-Арык"),
        ("", "", "3", "Мырза-Арык айылындагы № 3 батирде", "с. Мырза-Арык, кв. 3"),
        ("1-Май", "7а", "", "Мырза-Арык айылынын 1-Май көчөсүндөгү № 7а үйдө", "с. Мырза-Арык, ул. 1-Май, д. 7а"),
    ],
)  # fmt: skip
def test_an_address_is_a_chain_of_places(street: str, house: str, flat: str, *, ky: str, ru: str) -> None:
    home = Address(Bilingual("Мырза-Арык", "Мырза-Арык"), Bilingual(street, street), house, flat)

    assert filtered("place", home, "ky") == ky
    assert filtered("place", home, "ru") == ru


@pytest.mark.parametrize(
    ("addressee", "dative"),
    [
        ("Айыл Банк", "Айыл Банкка"),
        ("Өзгөн шаардык соту", "Өзгөн шаардык сотуна"),
        ("№ 5 мектеп", "№ 5 мектепке"),
        ("№ 5 мектеби", "№ 5 мектебине"),
        ('ЖЧК "Ак-Суу"', 'ЖЧК "Ак-Сууга"'),
        ("«Ак-Суу» ЖЧКсы", "«Ак-Суу» ЖЧКсына"),
        ("ОАО «Айыл Банк»", "ОАО «Айыл Банкка»"),
        ("Социалдык фонд", "Социалдык фондго"),
        ("талап кылынган жер", "талап кылынган жерге"),
        ("Россиянын элчилиги", "Россиянын элчилигине"),
        ("нотариус", "нотариуска"),
        ("Ош облустук статистика башкармалыгы", "Ош облустук статистика башкармалыгына"),
        ("«Кыргызтелеком» компаниясы", "«Кыргызтелеком» компаниясына"),
        ("Өзгөн райондук электр тармактары", "Өзгөн райондук электр тармактарына"),
        (
            "Каржы министрлигинин Өзгөн району боюнча башкармалыгы",
            "Каржы министрлигинин Өзгөн району боюнча башкармалыгына",
        ),
        ("ОшМУ", "ОшМУга"),
        ("банк (Өзгөн шаары)", "банкка (Өзгөн шаары)"),
        ("Sberbank", "Sberbankка"),
    ],
)
def test_an_addressee_takes_the_dative(addressee: str, dative: str) -> None:
    assert filtered("dative", addressee, "ky") == dative


def test_bold_words_stand_apart_from_the_rest() -> None:
    runs = wording.say("Жаран {resident.name|dative|bold} берилди.", values={"resident.name": BAKYT}, language="ky")

    assert runs == (Run("Жаран "), Run("Маматов Бакыт Асановичке", bold=True), Run(" берилди."))


def test_a_stretch_is_left_out_when_its_fact_is_not_known() -> None:
    text = "{resident.name}[, ПИН {resident.pin}][, {resident.document}]."
    values: dict[str, Value] = {"resident.name": BAKYT, "resident.document": ""}

    assert wording.say(text, values=values, language="ky") == (Run("Маматов Бакыт Асанович."),)
    assert wording.needed_and_optional(text) == ({"resident.name"}, {"resident.pin", "resident.document"})


def test_zero_is_known() -> None:
    (run,) = wording.say("[{household.size} адам]", values={"household.size": 0}, language="ky")

    assert run.text == "0 адам"


def test_a_clerks_own_words_stand_where_grammar_was_at_work_and_nowhere_else() -> None:
    own = {"ky:resident.name|dative": "Бакытка", "ky:resident.name": "БАШКА"}

    assert said("{resident.name|dative} / {resident.name}", BAKYT, "ky", overrides=own) == (
        "Бакытка / Маматов Бакыт Асанович"
    )
    assert said("{resident.name|dative}", BAKYT, "ru", overrides=own) == "Маматову Бакыту Асановичу"


def test_what_may_be_put_right_is_told_once_by_language_and_place() -> None:
    text = "{resident.name|dative} {resident.name|initials} {resident.name|dative}"

    found = wording.overridable(text, values={"resident.name": BAKYT}, language="ky")

    assert found == {"ky:resident.name|dative": "Маматов Бакыт Асановичке"}
    assert set(FILTERS) >= GRAMMAR


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{resident.nmae}", "There is no fact 'resident.nmae'"),
        ("{}", "There is no fact ''"),
        ("{certificate.secret}", "There is no fact 'certificate.secret'"),
        ("{resident.name|datve}", "There is no filter 'datve'"),
        ("{resident.name|dative|genitive}", "One filter is enough"),
        ("{household.members}", "is a table"),
        ("{resident.name", "A bracket is left open"),
        ("resident.name}", "A bracket is left open"),
        ("[ПИН {resident.pin}", "A bracket is left open"),
        ("[{resident.pin}[ {resident.name}]]", "A bracket is left open"),
        ("{resident.{name}}", "A bracket is left open"),
        ("[жөн эле сөз]", "names no fact"),
    ],
)
def test_a_bad_text_is_refused_and_told_why(text: str, complaint: str) -> None:
    with pytest.raises(BadTextError, match=complaint.replace("[", r"\[")):
        wording.check(text)


@pytest.mark.parametrize(
    "text",
    [
        "{resident.name.__class__}",
        "{resident.name!r}",
        "{resident.name:>1000000000}",
        "{0.__init__.__globals__}",
        "{__import__('os').system('id')}",
        "{{ settings.SECRET_KEY }}",
        "{% load static %}",
        "{resident.name|__class__}",
        "{resident.name|safe}",
        "{../../etc/passwd}",
    ],
)
def test_a_hostile_placeholder_reaches_nothing(text: str) -> None:
    with pytest.raises(BadTextError):
        wording.check(text)


@pytest.mark.parametrize("words", ["{resident.pin}", "[{resident.pin}]", "%(name)s", '#read("/etc/passwd")', "{{7*7}}"])
def test_what_a_fact_or_a_clerk_says_is_never_read_as_a_text(words: str) -> None:
    assert said("{resident.name}", words, "ky") == words
    assert said("{resident.name|dative}", BAKYT, "ky", overrides={"ky:resident.name|dative": words}) == words
