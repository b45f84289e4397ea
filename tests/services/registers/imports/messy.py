"""A household register as offices really keep it, made up from a synthetic council, and what has to come out of it.

Everything is seeded: the same arguments make the same workbook.
"""

import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final

import xlsxwriter

from services.registers import phones
from services.registers.relations import Relation
from services.registers.synthetic import (
    SyntheticCouncil,
    SyntheticHousehold,
    SyntheticMember,
    SyntheticResident,
    VillageSpec,
    generate,
)

TODAY: Final = date(2026, 11, 23)
VILLAGES: Final = (
    VillageSpec("010", "Кароол", "Кароол"),
    VillageSpec("020", "Жан-Шоро", "Джан-Шоро"),
    VillageSpec("030", "Мырза-Арык", "Мырза-Арык"),
    VillageSpec("040", "Орто-Арык", "Орто-Арык"),
    VillageSpec("050", "Шералы", "Шералы"),
)
UPPER: Final = ("№", "Жеке эсеп №", "ФАА", "Туулган күнү/жылы", "ПИН (ИНН)", "Жынысы", "Үй-бүлө башчысына тууганчылыгы",
                "Дареги", "", "", "Телефону", "Паспорт", "", "Улуту", "Эскертүү")  # fmt: skip
LOWER: Final = ("", "", "", "", "", "", "", "Айылы", "Кочосу", "Үй №", "", "Сериясы", "№", "", "")
FIRST_ROW: Final = 8
"""The row, as Excel counts, of the first person."""

_LOOK_ALIKE: Final = str.maketrans("аоес", "aoec")
_LEGACY: Final = str.maketrans({"ө": "ъ", "ү": "\\", "ң": "ё", "Ө": "Ъ", "Ү": "|"})
_VILLAGES_AS_WRITTEN: Final = {
    "010": ("Кароол", "с. Кароол", "КАРООЛ айылы"),
    "020": ("Жан-Шоро", "с. Джан-Шоро", "Жан Шоро"),
    "030": ("Мырза-Арык", "Мырза Арык а.", "мырза-арык"),
    "040": ("Орто-Арык", "Орто Арык", "с.Орто-Арык"),
    "050": ("Шералы", "Шералы айылы", "Шералы"),
}
_MONTHS: Final = ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
                  "ноябрь", "декабрь")  # fmt: skip
_NATIONALITIES: Final = {"kyrgyz": "кыргыз", "uzbek": "өзбек", "turk": "түрк", "uyghur": "уйгур", "tatar": "татар",
                         "tajik": "тажик", "russian": "орус"}  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """A person who has to be in the register afterwards."""

    resident: SyntheticResident
    relation: Relation
    household: SyntheticHousehold


@dataclass
class Messy:
    """A workbook and the truth about it. `errors` are (row, problem); `repeated` are rows that stand twice."""

    content: bytes = b""
    wanted: list[Wanted] = field(default_factory=list)
    errors: list[tuple[int, str]] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    rows: int = 0


def council(residents: int = 400, seed: str = "messy") -> SyntheticCouncil:
    """Return a made-up council."""
    return generate(villages=VILLAGES, residents=residents, seed=seed, today=TODAY)


def present(household: SyntheticHousehold) -> list[SyntheticMember]:
    """Return those who belong to a household today, its head first."""
    members = [one for one in household.members if one.left_on is None and one.resident.death_date is None]
    return sorted(members, key=lambda one: one.relation is not Relation.HEAD)


def workbook(source: SyntheticCouncil | None = None, *, seed: int = 7, mistakes: bool = True) -> Messy:
    """Write the present members of a council as an office would; `mistakes` adds rows that cannot be imported."""
    messy = Messy()
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.add_worksheet("Титул").write_column(0, 0, ["Өзгөн району", "Кароол айыл өкмөтү", "2026-жыл"])
    _Register(book, source or council(), messy, random.Random(seed)).write(mistakes=mistakes)
    book.add_worksheet("Лист3")
    book.close()
    messy.content = buffer.getvalue()
    return messy


class _Register:
    """The sheet with the register."""

    def __init__(self, book: Any, source: SyntheticCouncil, messy: Messy, rng: random.Random) -> None:
        self.sheet = book.add_worksheet("Тизме 2026")
        self.bold = book.add_format({"bold": True})
        self.day = book.add_format({"num_format": "dd.mm.yyyy"})
        self.source = source
        self.messy = messy
        self.rng = rng
        self.row = FIRST_ROW - 1
        self.number = 0

    def write(self, *, mistakes: bool) -> None:
        self._headings()
        households = [one for one in self.source.households if present(one)]
        for number, household in enumerate(households):
            self._household(household, number)
            if number % 9 == 8:
                self.row += 1  # an empty row, as people like them
            if number == len(households) // 2:
                self._write([*UPPER])  # the headings again, on the next printed page
        if mistakes:
            self._mistakes(households)
        self._foot()

    def _headings(self) -> None:
        self.sheet.merge_range(0, 0, 0, len(UPPER) - 1, "Кароол айыл өкмөтүнүн калкынын тизмеси", self.bold)
        self.sheet.merge_range(1, 0, 1, len(UPPER) - 1, "2026-жылдын 1-ноябрына карата", self.bold)
        for place, (upper, lower) in enumerate(zip(UPPER, LOWER, strict=True)):
            if upper and not lower:
                self.sheet.merge_range(3, place, 4, place, upper, self.bold)
            elif lower:
                self.sheet.write(4, place, lower, self.bold)
        self.sheet.merge_range(3, 7, 3, 9, UPPER[7], self.bold)
        self.sheet.merge_range(3, 11, 3, 12, UPPER[11], self.bold)
        for place in range(len(UPPER)):
            self.sheet.write_number(5, place, place + 1)

    def _household(self, household: SyntheticHousehold, number: int) -> None:
        for place, member in enumerate(present(household)):
            said_once = number % 3 == 0 and place > 0
            self.number += 1
            self._write(self._person(household, member, said_once=said_once))
            self.messy.wanted.append(Wanted(member.resident, member.relation, household))

    def _person(self, household: SyntheticHousehold, member: SyntheticMember, *, said_once: bool) -> list[Any]:
        resident, number = member.resident, self.number
        home = ["", "", "", ""] if said_once else self._address(household)
        return [
            number, home[0], self._name(resident), self._date(resident.birth_date), self._pin(resident.pin),
            self._sex(resident.sex), self._relation(member.relation), *home[1:], self._phone(resident.phone),
            resident.document_series, resident.document_number, self._nationality(resident), "",
        ]  # fmt: skip

    def _address(self, household: SyntheticHousehold) -> list[Any]:
        village = self.rng.choice(_VILLAGES_AS_WRITTEN[household.village_code])
        house: Any = int(household.house) if household.house.isdigit() else household.house
        return [household.account, village, household.street.translate(_LEGACY), house]

    def _name(self, resident: SyntheticResident) -> str:
        name = " ".join(part for part in (resident.surname, resident.given_name, resident.patronymic) if part)
        manners: tuple[Callable[[str], str], ...] = (
            str, str, str.upper, lambda text: text.translate(_LOOK_ALIKE), lambda text: f"  {text.replace(' ', '  ')} ",
        )  # fmt: skip
        return manners[self.number % len(manners)](name)

    def _date(self, day: date) -> Any:
        forms = (
            datetime.combine(day, time()), f"{day:%d.%m.%Y}", day.isoformat(),
            f"{day.day}/{day.month}/{day:%y}" if day.year > 1930 else f"{day:%d.%m.%Y}",
            f"{day.day}-{_MONTHS[day.month - 1]} {day.year}-ж.", f"{day.year}-ж.",
        )  # fmt: skip
        return forms[self.number % len(forms)]

    def _pin(self, pin: str) -> Any:
        if not pin:
            return ""
        forms = (int(pin), pin, f"{pin[0]} {pin[1:9]} {pin[9:]}", f"{pin[0]}.{pin[1:]}E+13")
        return forms[self.number % len(forms)]

    def _sex(self, sex: str) -> str:
        return {"m": ("эркек", "М", "муж"), "f": ("аял", "Ж", "жен.")}[sex][self.number % 3]

    def _relation(self, relation: Relation) -> str:
        word = relation.label("ru" if self.number % 4 == 0 else "ky")
        return word.upper() if self.number % 7 == 0 else word

    def _nationality(self, resident: SyntheticResident) -> str:
        return _NATIONALITIES[resident.nationality].translate(_LEGACY)

    def _phone(self, phone: str) -> str:
        return phones.local(phone) if phone else ("жок" if self.number % 2 else "")

    def _mistakes(self, households: list[SyntheticHousehold]) -> None:
        """Rows that must not come in, each with what is to be said about it."""
        first = self.messy.wanted[0]
        like = self._person(first.household, SyntheticMember(
            first.resident, Relation.LODGER, TODAY, None, "", True, "", None), said_once=False)  # fmt: skip
        for code, changes in _WRONG:
            row = list(like)
            for place, value in changes.items():
                row[place] = value
            self.messy.errors.append((self.row + 1, code))
            self._write(row)
        again = self._person(first.household, present(first.household)[0], said_once=False)
        self.messy.repeated.append(self.row + 1)
        self._write(again)

    def _write(self, cells: list[Any]) -> None:
        for place, cell in enumerate(cells):
            if isinstance(cell, datetime):
                self.sheet.write_datetime(self.row, place, cell, self.day)
            elif cell != "":
                self.sheet.write(self.row, place, cell)
        self.row += 1
        self.messy.rows += cells[0] != "№"

    def _foot(self) -> None:
        self.row += 1
        self.sheet.write_row(self.row, 0, ["Жыйынтыгы:", "", f"{self.number} адам"])
        self.sheet.write_row(self.row + 3, 2, ["Айыл өкмөтүнүн башчысы", "______", "", "", "Б. Маматов"])


_FREE: Final = {4: "", 1: "999-1", 11: "", 12: ""}
_WRONG: Final[tuple[tuple[str, dict[int, Any]], ...]] = (
    ("village_misspelt", _FREE | {1: "999-2", 2: "Сыдыков Эрмек", 3: "01.02.1970", 5: "эркек", 7: "Караоол"}),
    ("village_unknown", _FREE | {1: "999-3", 2: "Сыдыков Эрмек", 3: "02.02.1970", 5: "эркек", 7: "Новопокровка"}),
    ("pin_length", _FREE | {2: "Абдиев Таалай", 3: "03.02.1970", 4: "2030219709990"}),
    ("pin_shortened", _FREE | {2: "Абдиев Таалай", 3: "04.02.1970", 4: "2,04022E+13"}),
    ("date_impossible", _FREE | {2: "Абдиев Таалай", 3: "31.02.1970"}),
    ("date_only_year", _FREE | {2: "Абдиев Таалай", 3: "1970-ж."}),
    ("name_initials", _FREE | {2: "Абдиев Т.К.", 3: "05.02.1970"}),
    ("relation_unreadable", _FREE | {2: "Абдиев Таалай", 3: "06.02.1970", 6: "к.к.к."}),
    ("pin_twice", {1: "999-4", 11: "", 12: "", 2: "Башка Адам Киши", 3: "07.02.1970"}),
)  # fmt: skip


def counted(messy: Messy) -> Iterator[tuple[str, int]]:
    """Return what a check has to count."""
    yield "rows", messy.rows
    yield "error", len(messy.errors)
    yield "repeated", len(messy.repeated)
    yield "new", len(messy.wanted)
