"""What imports, searches and certificates do to every word."""

import statistics
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from tests.bench.figure import Figure, timed

TIMES = 60
NAMES = (
    "Маматов Бакыт Асанович", "Асан уулу Өмүрбек", "Жээнбекова Айгүл Кеңешбековна", "Ўктам Қосимов", "Королёв Юрий",
)  # fmt: skip
SURNAMES = ("Маматов", "Осмонов", "Токтогулов", "Абдыкадыров", "Жээнбеков", "Калыгул", "Бейшеналиев")
PLACES = ("Мырза-Арык айылы", "Өзгөн району", "Ош облусу", "Кароол айыл өкмөтү", "Ала-Тоо көчөсү, 12/3")
CELLS = (
    *NAMES,
    *PLACES,
    "Oсмoнoв",
    "айыл өкмɵтʏ",
    "Айгү\u0301л",
    "21503199012345",
    "+996 770 12 34 56",
    "«Береке» ЖЧК",
)
DAYS = tuple(date(1960 + number, 1 + number % 12, 1 + number % 28) for number in range(60))
MOST = 12.0
"""Microseconds for a cell: the 17,000 × 12 cells of a large council's register in two and a half seconds."""


def run() -> Iterator[Figure]:
    """Measure the microseconds of one operation against making the same text lower-case and cutting it into words."""
    from tereze.language import dates, kyrgyz, russian, transliteration
    from tereze.language.folding import fold
    from tereze.language.repair import repair

    yield _measure("folding a cell for search", fold, CELLS, goal=MOST)
    yield _measure("mending a cell of an import", repair, CELLS, goal=MOST)
    yield _measure("a place in the Kyrgyz dative", kyrgyz.dative, PLACES)
    yield _measure("a surname in the Russian dative", lambda name: russian.dative_name(name, "", "", "male"), SURNAMES)
    yield _measure("a name in Latin letters", transliteration.to_latin_passport, NAMES)
    yield _measure("a date in Kyrgyz words", lambda day: dates.long_date(date.fromisoformat(day), "ky"),
                   [day.isoformat() for day in DAYS])  # fmt: skip


def _measure(what: str, act: Callable[[str], object], texts: Sequence[str], *, goal: float | None = None) -> Figure:
    value, bare = _each(act, texts), _each(lambda text: text.lower().split(), texts)
    return Figure("language", what, value, "µs", goal, value / bare, "lower-case and cut")


def _each(act: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return the median microseconds of one call."""
    rounds = 2_000 // len(texts)
    many = [text for _ in range(rounds) for text in texts]

    def go_through() -> None:
        for text in many:
            act(text)

    return statistics.median(timed(go_through, times=TIMES)) * 1000 / len(many)
