"""What a placeholder may do to a fact: a short list of filters, each of which gives words in one language."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from tereze.exchange.values import Address, Bilingual, Language, PersonName, Value
from tereze.language import dates, kyrgyz, numbers, russian, spelled

Filter = Callable[[Value, Language], str]


def plain(value: Value, language: Language) -> str:
    """Return a value's words without any filter."""
    if isinstance(value, PersonName):
        return value.full
    if isinstance(value, Bilingual):
        return value[language]
    if isinstance(value, date):
        return dates.long_date(value, language)
    if isinstance(value, Address):
        return _place(value, language)
    if isinstance(value, int):
        return numbers.grouped(value)
    return str(value)


_POSSESSED = re.compile(
    r"([нтд][ыиуү]н\W+\w*[ыиуү]"  # «Россиянын элчилиги»: what belongs to something says so itself
    r"|[аеёиоөуүыэюя]с[ыиуү]"  # «компаниясы»
    r"|[бвгджзклмнңпрстфхцчшщ]{2,}с[ыиуү]"  # «ЖЧКсы»
    r"|[лдт][аеоө]р[ыиуү]"  # «тармактары»
    r"|л[ыиуү]г[ыиуү])\W*$"  # «башкармалыгы»
)
"""How what people type after «for whom» ends when it carries a possessive that no list of words can foresee."""


def _dative(value: Value, language: Language) -> str:
    if language == "ky":
        typed = isinstance(value, str) and _POSSESSED.search(value.lower()) is not None
        return kyrgyz.dative(plain(value, language), possessive=typed or None)
    if isinstance(value, PersonName):
        return russian.dative_name(value.surname, value.given, value.patronymic, _sex(value))
    return plain(value, language)


def _russian_name(value: Value, name: Callable[[str, str, str, str], str]) -> str:
    if isinstance(value, PersonName):
        return name(value.surname, value.given, value.patronymic, _sex(value))
    return plain(value, "ru")


def _genitive(value: Value, language: Language) -> str:
    return kyrgyz.genitive(plain(value, "ky")) if language == "ky" else _russian_name(value, russian.genitive_name)


def _with(value: Value, language: Language) -> str:
    """«Маматов Бакыт менен» / «с Маматовым Бакытом»: the preposition stays in the text."""
    return plain(value, "ky") if language == "ky" else _russian_name(value, russian.instrumental_name)


def _sex(name: PersonName) -> str:
    return "female" if name.sex == "f" else "male"


def _kyrgyz_case(ending: Callable[[str], str]) -> Filter:
    def apply(value: Value, language: Language) -> str:
        text = plain(value, language)
        return ending(text) if language == "ky" else text

    return apply


def _place(value: Value, language: Language) -> str:
    """«Мырза-Арык айылынын Ала-Тоо көчөсүндөгү № 12 үйдө» / «с. Мырза-Арык, ул. Ала-Тоо, д. 12»."""
    if not isinstance(value, Address):
        return plain(value, language)
    return _place_ky(value) if language == "ky" else _place_ru(value)


def _place_ky(address: Address) -> str:
    """Each part owns or holds the next, and the last says where: «… айылынын … көчөсүндөгү № 12 үйдө»."""
    street, home = address.street.ky, ""
    if address.house:
        home = f"№ {address.house} үйдүн № {address.flat} батиринде" if address.flat else f"№ {address.house} үйдө"
    elif address.flat:
        home = f"№ {address.flat} батирде"
    if not street:
        return f"{address.village.ky} айылындагы {home}" if home else f"{address.village.ky} айылында"
    street = f"{address.village.ky} айылынын {street}"
    return f"{street} көчөсүндөгү {home}" if home else f"{street} көчөсүндө"


def _place_ru(address: Address) -> str:
    named = (("с.", address.village.ru), ("ул.", address.street.ru), ("д.", address.house), ("кв.", address.flat))
    return ", ".join(f"{kind} {name}" for kind, name in named if name)


def _dated(shape: Callable[[date, Language], str]) -> Filter:
    return lambda value, language: shape(value, language) if isinstance(value, date) else plain(value, language)


def _of_sex(*, male: str, female: str, kyrgyz: str) -> Filter:
    """Return a filter whose Russian word follows the person's sex; Kyrgyz has one word for both."""

    def apply(value: Value, language: Language) -> str:
        if language == "ky" or not isinstance(value, PersonName):
            return kyrgyz
        return female if value.sex == "f" else male

    return apply


def _counted(*, one: str, few: str, many: str, kyrgyz: str) -> Filter:
    """Return a filter that puts a noun after a number: «21 день», «22 дня», «25 дней»; «25 күн»."""

    def apply(value: Value, language: Language) -> str:
        if not isinstance(value, int):
            return plain(value, language)
        noun = kyrgyz if language == "ky" else spelled.russian_form(value, (one, few, many))
        return f"{numbers.grouped(value)} {noun}"

    return apply


def _in_words(value: Value, language: Language) -> str:
    """«4 (төрт)» / «4 (четыре)»."""
    if not isinstance(value, int):
        return plain(value, language)
    return f"{numbers.grouped(value)} ({spelled.number(value, language)})"


def _som(value: Value, language: Language) -> str:
    """A sum of tyiyn: «12 345,60 сом»."""
    if not isinstance(value, int):
        return plain(value, language)
    exact = Decimal(value).scaleb(-2) if value % 100 else value // 100
    return f"{numbers.grouped(exact)} сом"


def _som_in_words(value: Value, language: Language) -> str:
    """A sum of tyiyn, also in words: «600 сом (алты жүз сом 00 тыйын)»."""
    if not isinstance(value, int):
        return plain(value, language)
    return f"{_som(value, language)} ({spelled.money(value, language)})"


def _initials(value: Value, language: Language) -> str:
    return value.initials if isinstance(value, PersonName) else plain(value, language)


FILTERS: Final[Mapping[str, Filter]] = {
    "dative": _dative,
    "genitive": _genitive,
    "with": _with,
    "accusative": _kyrgyz_case(kyrgyz.accusative),
    "locative": _kyrgyz_case(kyrgyz.locative),
    "ablative": _kyrgyz_case(kyrgyz.ablative),
    "place": _place,
    "as_typed": plain,
    "date": _dated(dates.long_date),
    "short": _dated(dates.short_date),
    "since": _dated(dates.since_date),
    "on": _dated(dates.on_date),
    "of": _dated(dates.of_date),
    "initials": _initials,
    "citizen": _of_sex(male="гражданину", female="гражданке", kyrgyz="жаран"),
    "he_she": _of_sex(male="он", female="она", kyrgyz="ал"),
    "his_her": _of_sex(male="его", female="её", kyrgyz="анын"),
    "days": _counted(one="день", few="дня", many="дней", kyrgyz="күн"),
    "in_words": _in_words,
    "som": _som,
    "som_in_words": _som_in_words,
    "of_people": _counted(one="человека", few="человек", many="человек", kyrgyz="адам"),
}
"""Filters by name. A placeholder takes at most one of them."""

_GENDER = re.compile(r"gender:([^/]*)/([^/]*)")


def named(name: str) -> Filter | None:
    """Return the filter called `name`; None if there is none. `gender:жил/жила` has Russian words for both sexes."""
    if found := _GENDER.fullmatch(name):
        return _of_sex(male=found[1], female=found[2], kyrgyz=found[1])
    return FILTERS.get(name)


GRAMMAR: Final = frozenset({"dative", "genitive", "accusative", "locative", "ablative", "with", "place", "as_typed"})
"""Those that may go wrong with an unusual word: a clerk may put other words there."""

DECORATION: Final = frozenset({"bold"})
