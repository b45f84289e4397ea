"""Lists of land, buildings, livestock and vehicles as offices really keep them, and what has to come out of them.

Everything is seeded: the same arguments make the same table. A table can be had in every format that is read.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tests.services.registers.imports import made

LEGACY: Final = str.maketrans({"ө": "ъ", "ү": "\\", "ң": "ё", "Ө": "Ъ", "Ү": "|", "Ң": "Ё"})
_LOOK_ALIKE: Final = str.maketrans("аоес", "aoec")


@dataclass(frozen=True)
class Villager:
    """Somebody of the register who owns things."""

    name: str
    pin: str
    account: str


@dataclass
class Messy:
    """A table and the truth about it. `errors` are (row as Excel counts it, problem)."""

    titles: tuple[str, ...]
    rows: list[list[Any]] = field(default_factory=list)
    wanted: list[tuple[Any, ...]] = field(default_factory=list)
    errors: list[tuple[int, str]] = field(default_factory=list)

    def add(self, *cells: Any, wanted: tuple[Any, ...] | None = None, error: str = "") -> None:
        """Add a row that comes in as `wanted`, or is told as `error`."""
        self.rows.append(list(cells))
        if wanted is not None:
            self.wanted.append(wanted)
        if error:
            self.errors.append((len(self.rows) + 1, error))

    @property
    def formats(self) -> Mapping[str, Callable[[], bytes]]:
        """The same table in every format, by the name of its file."""
        text = [[_text(cell) for cell in row] for row in self.rows]
        old = [[cell.translate(LEGACY) for cell in row] for row in text]
        head = [title.translate(LEGACY) for title in self.titles]
        return {
            "a.xlsx": lambda: made.xlsx(*self.rows, titles=self.titles),
            "a.xls": lambda: made.xls(self.titles, *self.rows),
            "a.ods": lambda: made.ods(self.titles, *text),
            "utf-8.csv": lambda: made.text_table(*text, titles=self.titles),
            "cp1251.csv": lambda: made.text_table(*old, titles=head, encoding="cp1251"),
        }


def _text(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _name(rng: random.Random, villager: Villager) -> str:
    manners: Sequence[Callable[[str], str]] = (
        str, str, str.upper, lambda name: name.translate(_LOOK_ALIKE), lambda name: f" {name}  ",
    )  # fmt: skip
    return rng.choice(manners)(villager.name)


def _pin(rng: random.Random, villager: Villager) -> Any:
    pin = villager.pin
    return rng.choice((pin, float(pin), f"{pin[0]} {pin[1:9]} {pin[9:]}"))


def land(villagers: Sequence[Villager], seed: int = 7) -> Messy:
    """Shares of farmland and household plots, their areas in hectares or with a unit of their own."""
    rng = random.Random(seed)
    messy = Messy(("№", "Жер ээсинин ФАА", "ПИН", "Жеке эсеп №", "Жердин түрү", "Аянты, га", "Сугат/кайрак", "ЕНИ"))
    for number, villager in enumerate(villagers, start=1):
        kind, word = rng.choice((("share_land", "үлүш жер"), ("share_land", "ҮЛҮШ"), ("household_plot", "короо жай")))
        sotka = rng.randint(5, 99)
        area = rng.choice((sotka / 100, f"0,{sotka:02}", f"{sotka} сот.", f"{sotka * 100} м2"))
        eni = f"7-06-{number:05}"
        messy.add(
            float(number), _name(rng, villager), _pin(rng, villager), villager.account, word, area,
            rng.choice(("сугат", "Сугатка ээ", "орошаемая")), eni,
            wanted=(eni, kind, sotka * 100, "irrigated", villager.pin),
        )  # fmt: skip
    one = villagers[0]
    rest = ("сугат", "")
    messy.add("", "Жокчулуков Эчким", "", "", "үлүш жер", 0.5, *rest, error="owner_unknown")
    messy.add("", one.name, one.pin, one.account, "асмандагы жер", 0.5, *rest, error="kind_unknown")
    messy.add("", one.name, one.pin, one.account, "үлүш жер", "эки тал", *rest, error="area_unreadable")
    return messy


def buildings(villagers: Sequence[Villager], seed: int = 7) -> Messy:
    """Houses with walls and years, without a code of the cadastre."""
    rng = random.Random(seed)
    messy = Messy(("№", "Үй ээси", "ПИН", "Жеке эсеп", "Дубалы", "Курулган жылы", "Имараттын аянты", "Газ"))
    for number, villager in enumerate(villagers, start=1):
        walls, word = rng.choice((("adobe", "саман"), ("brick", "Бышкан кирпич"), ("adobe", "чийки кирпич")))
        year, size = rng.randint(1950, 2024), rng.randint(40, 200)
        messy.add(
            float(number), _name(rng, villager), _pin(rng, villager), villager.account, word,
            rng.choice((float(year), f"{year}-ж.", f"{year} г.")), rng.choice((float(size), f"{size},0 кв.м")), "жок",
            wanted=(villager.pin, walls, year, size, False),
        )  # fmt: skip
    messy.add("", "Жокчулуков Эчким", "", "", "саман", 1990.0, 50.0, "", error="owner_unknown")
    return messy


def livestock(villagers: Sequence[Villager], seed: int = 7) -> Messy:
    """A column an animal, one household a row."""
    rng = random.Random(seed)
    messy = Messy(("№", "Жеке эсеп №", "Үй-бүлө башчысы", "Уй", "Торпок", "Кой", "Эчки", "Бээ", "Тоок"))
    for number, villager in enumerate(villagers, start=1):
        heads = [rng.choice((0, 0, 1, 2, 5, 17)) for _animal in range(6)]
        cells = [rng.choice((float(count), f"{count} баш")) if count else rng.choice(("", "-", 0.0)) for count in heads]
        counted = zip(("cow", "calf", "ewe", "goat", "mare", "hen"), heads, strict=True)
        messy.add(float(number), villager.account, _name(rng, villager), *cells)
        messy.wanted += [(villager.account, what, count) for what, count in counted if count]
    messy.add("", villagers[0].account, "", "көп", "", "", "", "", "", error="number_unreadable")
    messy.add("", "9999-1", "", 1.0, "", "", "", "", "", error="household_unknown")
    return messy


def vehicles(villagers: Sequence[Villager], seed: int = 7) -> Messy:
    """Plates in any spelling; the make tells the kind."""
    rng = random.Random(seed)
    messy = Messy(("№", "Унаа ээси", "ПИН", "Маркасы", "Чыккан жылы", "Мотор көлөмү", "Мам. номери"))
    for number, villager in enumerate(villagers, start=1):
        kind, model = rng.choice((("car", "Хонда Фит"), ("tractor", "МТЗ-80"), ("truck", "КамАЗ 5511")))
        year = rng.randint(1980, 2024)
        plate = f"01KG{number:03}ABC"
        messy.add(
            float(number), _name(rng, villager), _pin(rng, villager), model, float(year), rng.choice(("1,6", 1600.0)),
            rng.choice((plate, f"01 KG {number:03} ABC", plate.lower(), plate.replace("ABC", "АВС"))),
            wanted=(plate, kind, model, year, 1_600, villager.pin),
        )  # fmt: skip
    messy.add("", villagers[0].name, villagers[0].pin, "ВАЗ", 1990.0, "", "номери жок эле", error="plate_unreadable")
    return messy
