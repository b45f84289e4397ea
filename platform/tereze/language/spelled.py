"""Whole numbers and sums in words: «он эки миң үч жүз кырк беш сом 60 тыйын», «двенадцать тысяч … сомов 60 тыйынов»."""

from typing import Final, Literal

Language = Literal["ky", "ru"]
Forms = tuple[str, str, str]
"""A Russian noun after one, after two to four, and after more: «сом», «сома», «сомов»."""

BEYOND: Final = 1_000_000_000_000
"""The first number that has no words here."""

_KY_UNITS = ("", "бир", "эки", "үч", "төрт", "беш", "алты", "жети", "сегиз", "тогуз")
_KY_TENS = ("", "он", "жыйырма", "отуз", "кырк", "элүү", "алтымыш", "жетимиш", "сексен", "токсон")
_KY_GROUPS = ("", "миң", "миллион", "миллиард")

# fmt: off
_RU_UNITS = (
    "", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать",
    "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать",
    "девятнадцать",
)
_RU_TENS = ("", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто")
_RU_HUNDREDS = (
    "", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот",
)
# fmt: on
_RU_FEMININE = {"один": "одна", "два": "две"}
_RU_GROUPS: tuple[Forms, ...] = (
    ("", "", ""),
    ("тысяча", "тысячи", "тысяч"),
    ("миллион", "миллиона", "миллионов"),
    ("миллиард", "миллиарда", "миллиардов"),
)
_SOM: Forms = ("сом", "сома", "сомов")
_TYIYN: Forms = ("тыйын", "тыйына", "тыйынов")


def russian_form(number: int, forms: Forms) -> str:
    """Return the form of a Russian noun after `number`: «21 день», «22 дня», «25 дней»."""
    if number % 100 in range(11, 15):
        return forms[2]
    return {1: forms[0], 2: forms[1], 3: forms[1], 4: forms[1]}.get(number % 10, forms[2])


def number(value: int, language: Language) -> str:
    """Return a whole number from nought on in words. Raises ValueError for one that has none here."""
    if not 0 <= value < BEYOND:
        raise ValueError(f"{value} has no words here")
    if not value:
        return "нөл" if language == "ky" else "ноль"
    groups = [(value // 1_000**power) % 1_000 for power in range(4)]
    say = _kyrgyz_group if language == "ky" else _russian_group
    return " ".join(say(group, power) for power, group in reversed(list(enumerate(groups))) if group)


def _kyrgyz_group(group: int, power: int) -> str:
    hundreds, rest = divmod(group, 100)
    words = [_KY_UNITS[hundreds], "жүз" if hundreds else "", _KY_TENS[rest // 10], _KY_UNITS[rest % 10]]
    return " ".join(word for word in (*words, _KY_GROUPS[power]) if word)


def _russian_group(group: int, power: int) -> str:
    hundreds, rest = divmod(group, 100)
    tens, units = ("", _RU_UNITS[rest]) if rest < 20 else (_RU_TENS[rest // 10], _RU_UNITS[rest % 10])
    if power == 1:  # «тысяча» is feminine
        units = _RU_FEMININE.get(units, units)
    words = (_RU_HUNDREDS[hundreds], tens, units, russian_form(group, _RU_GROUPS[power]))
    return " ".join(word for word in words if word)


def money(tyiyn: int, language: Language) -> str:
    """Return a sum of tyiyn in words, the tyiyn in two digits: «он алты сом 20 тыйын»."""
    som, rest = divmod(tyiyn, 100)
    if language == "ky":
        return f"{number(som, 'ky')} сом {rest:02d} тыйын"
    return f"{number(som, 'ru')} {russian_form(som, _SOM)} {rest:02d} {russian_form(rest, _TYIYN)}"
