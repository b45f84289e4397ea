"""Dates in words, as Kyrgyz and Russian offices write them."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, Protocol

from tereze.language import kyrgyz

Language = Literal["ky", "ru", "en"]

# The Kyrgyz months carry the possessive that the year before them asks for: «жылдын … ноябры».
# fmt: off
_MONTHS: Mapping[Language, tuple[str, ...]] = {
    "ky": ("январы", "февралы", "марты", "апрели", "майы", "июну",
           "июлу", "августу", "сентябры", "октябры", "ноябры", "декабры"),
    "ru": ("января", "февраля", "марта", "апреля", "мая", "июня",
           "июля", "августа", "сентября", "октября", "ноября", "декабря"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
}
# fmt: on


def long_date(day: date, language: Language) -> str:
    """«2026-жылдын 23-ноябры», «23 ноября 2026 года», «23 November 2026»."""
    month = _MONTHS[language][day.month - 1]
    if language == "ky":
        return f"{day.year}-жылдын {day.day}-{month}"
    return f"{day.day} {month} {day.year}" + (" года" if language == "ru" else "")


def on_date(day: date, language: Language) -> str:
    """When something happened: «2026-жылдын 23-ноябрында», «23 ноября 2026 года», «on 23 November 2026»."""
    return _framed(day, language, ky=kyrgyz.locative, ru="", en="on ")


def of_date(day: date, language: Language) -> str:
    """What a paper is dated: «2026-жылдын 23-ноябрындагы», «от 23 ноября 2026 года», «of 23 November 2026»."""
    return _framed(day, language, ky=kyrgyz.attributive, ru="от ", en="of ")


def since_date(day: date, language: Language) -> str:
    """Since when: «2019-жылдын 1-мартынан бери», «с 1 марта 2019 года», «since 1 March 2019».

    Russian says «со» before «второго»: «со 2 марта 2019 года».
    """
    text = _framed(day, language, ky=kyrgyz.ablative, ru="со " if day.day == 2 else "с ", en="since ")
    return f"{text} бери" if language == "ky" else text


def short_date(day: date, language: Language) -> str:
    """«23.11.2026-ж.», «23.11.2026 г.», and «23.11.2026» in English."""
    suffix = {"ky": "-ж.", "ru": " г.", "en": ""}[language]
    return f"{day:%d.%m}.{day.year:04d}{suffix}"


class _Ending(Protocol):
    def __call__(self, text: str, *, possessive: bool | None = None) -> str: ...


def _framed(day: date, language: Language, *, ky: _Ending, ru: str, en: str) -> str:
    text = long_date(day, language)
    if language == "ky":
        return ky(text, possessive=True)
    return (ru if language == "ru" else en) + text


def period(first: date, last: date, language: Literal["ky", "ru"]) -> str:
    """From a day until another: «2019-жылдын 1-мартынан 2020-жылдын 3-майына чейин», «с 1 марта … по 3 мая …»."""
    if language == "ru":
        return f"{since_date(first, 'ru')} по {long_date(last, 'ru')}"
    begins = kyrgyz.ablative(long_date(first, "ky"), possessive=True)
    return f"{begins} {kyrgyz.dative(long_date(last, 'ky'), possessive=True)} чейин"
