"""Families over three or four generations: weddings, births, who stays in the house and who leaves it.

The custom: daughters leave when they marry, sons bring a wife and set up a house of their own some years later, the
youngest son stays with his wife and keeps the parents.
"""

from random import Random
from typing import Final

from services.registers.synthetic import vital
from services.registers.synthetic.naming import Namer
from services.registers.synthetic.people import Person, Sex
from services.registers.synthetic.places import Surroundings
from services.registers.synthetic.shapes import VillageSpec
from services.registers.synthetic.vital import years

_TWINS: Final = {"m": ("Асан", "Үсөн"), "f": ("Батма", "Зуура")}
# Decades of birth of the men whom the register knows as the first of their family here, and how many.
_FOUNDERS: Final = ((1925, 4), (1935, 14), (1945, 23), (1955, 20), (1965, 7), (1975, 7), (1985, 9), (1993, 4))
_NATIONALITIES: Final = {
    "kyrgyz": 88.0, "uzbek": 9.0, "turk": 1.1, "russian": 0.5, "uyghur": 0.5, "tatar": 0.45, "tajik": 0.45,
}  # fmt: skip


class Genealogy:
    """Makes families up. Brides come from families made up before, or from elsewhere."""

    def __init__(self, rng: Random, today: int, *, around: Surroundings) -> None:
        self.rng = rng
        self.today = today
        self.around = around
        self.elsewhere = around.elsewhere
        self.village = ""
        self.namer = Namer(rng)
        self._brides: dict[int, list[Person]] = {}

    def found(self, village: VillageSpec) -> Person:
        """Return the man of a new family of `village`, married, with all his descendants."""
        self.village = village.name_ky
        decade = self.rng.choices([since for since, _ in _FOUNDERS], [share for _, share in _FOUNDERS])[0]
        nationality = self.rng.choices(list(_NATIONALITIES), list(_NATIONALITIES.values()))[0]
        man = self._newcomer(nationality, "m", vital.day_in(self.rng, decade + self.rng.randrange(10)), after=years(42))
        man.native = self._native(man.born)
        age = min(max(self.rng.gauss(24.6, 2.6), 19), 36)
        self._marry(man, min(man.born + years(age), self.today - self.rng.randrange(20, 400)))
        self.raise_family(man)
        return man

    def raise_family(self, man: Person) -> None:
        """Give a married man his children, and them their fates."""
        self._part(man)
        self._bear_children(man)
        sons = [child for child in man.children if child.sex == "m" and child.dies > child.born + years(25)]
        for child in man.children:
            if child.goes is not None or child.dies <= child.born + years(18):
                continue
            if child.sex == "m":
                self._send_son(child, keeper=child is sons[-1] if sons else False)
            else:
                self._send_daughter(child)

    def single(self, village: VillageSpec, sex: Sex, born: int) -> Person:
        """Return an unmarried person of `village`, alive today."""
        self.village = village.name_ky
        person = self._newcomer(self._any_nationality(), sex, born, after=self.today - born)
        person.native = self._native(born)
        return person

    def young_family(self, village: VillageSpec, size: int) -> Person:
        """Return the man of a couple of `village` with `size` - 2 small children, all alive today."""
        self.village = village.name_ky
        man = self._newcomer("kyrgyz", "m", self.today - years(26 + 2 * size), after=years(90))
        man.native = self._native(man.born)
        self._marry(man, self.today - years(2 * size), fresh=True)
        wife = man.spouse
        if wife:
            wife.dies = self.today + years(30)
        self.namer.choose_style(man, self.today)
        for number in range(size - 2):
            born = self.today - years(2 * size - 1.5 - 2 * number) + self.rng.randrange(300)
            child = self._child(man, self.rng.choice(("m", "f")), born)
            child.dies = self.today + years(50)
        return man

    def child_of(self, father: Person, sex: Sex, born: int) -> Person:
        """Return a child of `father`, alive today."""
        child = self._child(father, sex, born)
        child.dies = max(child.dies, self.today + 1)
        return child

    # Weddings

    def _marry(self, man: Person, wed: int, *, fresh: bool = False) -> None:
        bride = None if fresh else self._bride_from_here(man, wed)
        if bride and bride.wed:
            wed = bride.wed
        else:
            bride = self._bride_from_elsewhere(man, wed)
        man.wed = bride.wed = wed
        man.spouse, bride.spouse = bride, man
        self.namer.take_husbands_surname(bride, man)

    def _bride_from_here(self, man: Person, wed: int) -> Person | None:
        if self.rng.random() > 0.5:
            return None
        year = vital.year_of(wed)
        for near in (year, year + 1, year - 1):
            waiting = self._brides.get(near, [])
            for number, bride in enumerate(waiting):
                if self._suits(man, bride):
                    return waiting.pop(number)
        return None

    def _suits(self, man: Person, bride: Person) -> bool:
        if bride.nationality != man.nationality or bride.wed is None:
            return False
        if not man.born + years(19) < bride.wed < min(man.dies, self.today):
            return False
        related = bride.father and man.father and bride.father.surname == man.father.surname
        return not related and bride.surname[:5] != man.surname[:5] and -years(1.5) < bride.born - man.born < years(8)

    def _bride_from_elsewhere(self, man: Person, wed: int) -> Person:
        born = man.born + years(min(max(self.rng.gauss(2.6, 2.0), -2), 9))
        born = min(max(born, wed - years(31)), wed - years(18.1))
        nationality = man.nationality
        if self.rng.random() < 0.012:
            nationality = "uzbek" if nationality == "kyrgyz" else "kyrgyz"
        return self._newcomer(nationality, "f", born, after=wed - born + years(1))

    def _send_daughter(self, daughter: Person) -> None:
        wed = vital.wedding(self.rng, born=daughter.born, sex="f")
        if wed is None or wed > self.today or not daughter.alive(wed):
            self._go_to_town(daughter)
            return
        daughter.wed = wed
        chance = self.rng.random()
        if chance < 0.09 and wed < self.today - years(3):
            self._married_elsewhere(daughter, wed, comes_back=chance < 0.05)
        else:
            self._brides.setdefault(vital.year_of(wed), []).append(daughter)

    def _married_elsewhere(self, daughter: Person, wed: int, *, comes_back: bool) -> None:
        """Let her marry a stranger; she comes back with the children, or sends one to grow up with her parents."""
        husband = self._newcomer(daughter.nationality, "m", daughter.born - years(2.5), after=years(60))
        husband.wed, husband.spouse, daughter.spouse = wed, daughter, husband
        self.namer.choose_style(husband, wed)
        born = wed + between_births(self.rng)
        back = born + vital.between(self.rng, 0.5, 5)
        if back > self.today or not daughter.alive(back):
            return
        child = self._child(husband, self.rng.choice(("m", "f")), born, native=self.rng.choice(self.elsewhere))
        child.dies = max(child.dies, self.today + 1)
        if comes_back:
            daughter.returns = back
        daughter.brought.append((child, back))

    def _send_son(self, son: Person, *, keeper: bool) -> None:
        wed = vital.wedding(self.rng, born=son.born, sex="m")
        if wed is None or wed > self.today or not son.alive(wed):
            if not keeper:
                self._go_to_town(son)
            return
        self._marry(son, wed)
        if not keeper:
            goes = (son.wed or wed) + vital.between(self.rng, 0.3, 5)
            if goes < min(self.today, son.dies):
                son.goes = goes
                son.stays_in_council = self.rng.random() < 0.62
        self.raise_family(son)

    def _go_to_town(self, person: Person) -> None:
        goes = person.born + vital.between(self.rng, 18, 27)
        if self.rng.random() < 0.12 and goes < self.today and person.alive(goes):
            person.goes = goes

    def _part(self, man: Person) -> None:
        parted = (man.wed or 0) + vital.between(self.rng, 1, 12)
        if self.rng.random() < 0.04 and parted < self.today and man.alive(parted):
            man.parted = parted

    # Births

    def _bear_children(self, man: Person) -> None:
        mother, wed = man.spouse, man.wed
        if mother is None or wed is None:
            return
        last = min(self.today, man.dies, mother.dies, mother.born + years(43.9), man.parted or self.today)
        wanted = vital.family_size(self.rng, mother_born=mother.born)
        born = wed + between_births(self.rng)
        self.namer.choose_style(man, born)
        like = ""
        while len(man.children) < wanted and born <= last:
            sexes: list[Sex] = ["m" if self.rng.random() < 0.512 else "f"]
            if self.rng.random() < 0.011:
                sexes.append(sexes[0] if self.rng.random() < 0.6 else self.rng.choice(("m", "f")))
            native = self._native(born)
            for sex in sexes:
                self._child(man, sex, born, like, native)
            self._name_twins(man, sexes)
            if len(man.children) == 1 and self.rng.random() < 0.25:
                like = man.children[0].given[:2]
            born += vital.pause(self.rng)
        if man.parted:
            self._let_small_children_go(man, man.parted)

    def _let_small_children_go(self, man: Person, parted: int) -> None:
        if self.rng.random() < 0.7:
            for child in man.children:
                if child.born > parted - years(14):
                    child.goes = parted

    def _name_twins(self, man: Person, sexes: list[Sex]) -> None:
        if len(sexes) == 1 or sexes[0] != sexes[1] or man.nationality != "kyrgyz":
            return
        pair = _TWINS[sexes[0]]
        elder = [one.given for one in (man, *man.parents, *man.children[:-2])]
        if not set(pair) & set(elder):
            for child, given in zip(man.children[-2:], pair, strict=True):
                child.given = given

    def _child(self, man: Person, sex: Sex, born: int, like: str = "", native: str = "") -> Person:
        surname, given, patronymic = self.namer.child(man, sex, born, like)
        child = Person(
            sex=sex,
            born=born,
            dies=vital.death(self.rng, born=born, sex=sex, after=born + 5),
            nationality=man.nationality,
            given=given,
            surname=surname,
            patronymic=patronymic,
            native=native or self._native(born),
            father=man,
            mother=man.spouse,
        )
        man.children.append(child)
        return child

    # Strangers

    def _newcomer(self, nationality: str, sex: Sex, born: int, *, after: int) -> Person:
        surname, given, patronymic = self.namer.stranger(nationality, sex, born)
        return Person(
            sex=sex,
            born=born,
            dies=vital.death(self.rng, born=born, sex=sex, after=born + after),
            nationality=nationality,
            given=given,
            surname=surname,
            patronymic=patronymic,
            native=self.rng.choice(self.elsewhere),
        )

    def _any_nationality(self) -> str:
        return self.rng.choices(list(_NATIONALITIES), list(_NATIONALITIES.values()))[0]

    def _native(self, born: int) -> str:
        """Mothers give birth in the district's hospital now; before, at home."""
        at_home = 0.9 if vital.year_of(born) < 1975 else 0.4
        return f"{self.around.district}, {self.village} айылы" if self.rng.random() < at_home else self.around.town


def between_births(rng: Random) -> int:
    """Return the time from a wedding to the first birth."""
    return vital.between(rng, 0.78, 2.4)
