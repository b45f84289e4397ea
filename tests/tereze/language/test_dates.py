"""Dates in words, against titles of laws and decrees."""

from datetime import date

import pytest

from tereze.language import dates

DAY = date(2026, 11, 23)

KYRGYZ_MONTHS = [
    "январы январында январындагы",
    "февралы февралында февралындагы",
    "марты мартында мартындагы",
    "апрели апрелинде апрелиндеги",
    "майы майында майындагы",
    "июну июнунда июнундагы",
    "июлу июлунда июлундагы",
    "августу августунда августундагы",
    "сентябры сентябрында сентябрындагы",
    "октябры октябрында октябрындагы",
    "ноябры ноябрында ноябрындагы",
    "декабры декабрында декабрындагы",
]


@pytest.mark.parametrize(("month", "row"), list(enumerate(KYRGYZ_MONTHS, start=1)))
def test_a_kyrgyz_month_has_its_three_forms(month: int, row: str) -> None:
    day = date(2025, month, 3)

    written = [dates.long_date(day, "ky"), dates.on_date(day, "ky"), dates.of_date(day, "ky")]

    assert written == [f"2025-жылдын 3-{form}" for form in row.split()]


def test_russian_months_stand_in_the_genitive() -> None:
    months = [dates.long_date(date(2025, month, 1), "ru").split()[1] for month in range(1, 13)]

    assert " ".join(months) == "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"


WRITTEN: dict[dates.Language, list[str]] = {
    "ky": [
        "2026-жылдын 23-ноябры",
        "2026-жылдын 23-ноябрында",
        "2026-жылдын 23-ноябрындагы",
        "23.11.2026-ж.",
        "2026-жылдын 23-ноябрынан бери",
    ],
    "ru": [
        "23 ноября 2026 года",
        "23 ноября 2026 года",
        "от 23 ноября 2026 года",
        "23.11.2026 г.",
        "с 23 ноября 2026 года",
    ],
    "en": [
        "23 November 2026",
        "on 23 November 2026",
        "of 23 November 2026",
        "23.11.2026",
        "since 23 November 2026",
    ],
}


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_a_day_is_written_in_every_way_in_every_language(language: dates.Language) -> None:
    ways = (dates.long_date, dates.on_date, dates.of_date, dates.short_date, dates.since_date)

    assert [way(DAY, language) for way in ways] == WRITTEN[language]


def test_since_is_the_ablative_in_kyrgyz() -> None:
    assert dates.since_date(date(2019, 3, 1), "ky") == "2019-жылдын 1-мартынан бери"
    assert dates.since_date(date(2019, 4, 7), "ky") == "2019-жылдын 7-апрелинен бери"


def test_russian_says_so_before_the_second() -> None:
    assert dates.since_date(date(2019, 3, 2), "ru") == "со 2 марта 2019 года"
    assert dates.since_date(date(2019, 3, 22), "ru") == "с 22 марта 2019 года"


def test_a_short_date_has_two_digits_for_day_and_month() -> None:
    assert dates.short_date(date(1997, 6, 3), "ky") == "03.06.1997-ж."
