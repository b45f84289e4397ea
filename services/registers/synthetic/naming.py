"""Names that fit sex, people and generation, and run in families."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

from services.registers.synthetic import grammar
from services.registers.synthetic.people import Person, Sex
from services.registers.synthetic.vital import year_of

_FILES: Final = Path(__file__).parent / "names"
_WORDS: Final[Mapping[Sex, str]] = {"m": "male", "f": "female"}
# In these years families began to drop -ов and -ович.
_KYRGYZ_STYLE_SINCE: Final = 1992
_KYRGYZ_STYLE: Final = 0.155


@dataclass(frozen=True)
class NamePool:
    """The names of one people: masculine surnames, and given names by sex and generation, common ones first."""

    surnames: tuple[str, ...]
    given: Mapping[Sex, Mapping[str, tuple[str, ...]]]


@cache
def pools() -> Mapping[str, NamePool]:
    """Return the names of every people, as the files give them."""
    read = {name: tomllib.loads((_FILES / f"{name}.toml").read_text("utf-8")) for name in ("kyrgyz", "uzbek", "others")}
    others = read.pop("others")
    return {nationality: _pool(data) for nationality, data in (read | others).items()}


def _pool(data: Mapping[str, Any]) -> NamePool:
    given = {sex: {age: tuple(names.split()) for age, names in data[word].items()} for sex, word in _WORDS.items()}
    return NamePool(tuple(data["surnames"].split()), given)


def generation(born: int) -> str:
    """Return which list of given names somebody born on that day was named from."""
    year = year_of(born)
    if year < 1965:
        return "old"
    return "middle" if year < 1995 else "young"


class Namer:
    """Gives names. Every choice comes from `rng`."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.pools = pools()

    def _pick(self, names: Sequence[str]) -> str:
        return names[int(len(names) * self.rng.random() ** 1.4)]

    def given(self, nationality: str, sex: Sex, born: int, taken: Collection[str] = (), like: str = "") -> str:
        """Return a given name; siblings and forebears in `taken` keep theirs; `like` asks for the same beginning."""
        names = self.pools[nationality].given[sex][generation(born)]
        if like and self.rng.random() < 0.6:
            names = tuple(name for name in names if name[:2] == like and name not in taken) or names
        for _ in range(20):
            name = self._pick(names)
            if name not in taken:
                return name
        return next((name for name in names if name not in taken), names[0])

    def stranger(self, nationality: str, sex: Sex, born: int) -> tuple[str, str, str]:
        """Return surname, given name and patronymic of somebody whose parents are not known."""
        given = self.given(nationality, sex, born)
        father = self.given(nationality, "m", born - 10_500, (given,))
        if self.rng.random() < self._kyrgyz_style(nationality, born):
            return grammar.son_or_daughter_of(father, sex), given, ""
        surname = grammar.gendered(self._pick(self.pools[nationality].surnames), sex)
        return surname, given, grammar.patronymic_after(father, sex)

    def choose_style(self, father: Person, first_birth: int) -> None:
        """Decide, once, how the children of `father` are called."""
        chance = self._kyrgyz_style(father.nationality, first_birth)
        if father.surname.endswith(" уулу"):
            chance = 0.6
        father.kyrgyz_style = self.rng.random() < chance

    def child(self, father: Person, sex: Sex, born: int, like: str = "") -> tuple[str, str, str]:
        """Return surname, given name and patronymic of a child of `father`."""
        given = self.given(father.nationality, sex, born, self._taken(father), like)
        if father.kyrgyz_style:
            return grammar.son_or_daughter_of(father.given, sex), given, ""
        surname = father.surname
        if surname.endswith(" уулу"):
            surname = grammar.surname_after(surname.removesuffix(" уулу"))
        return grammar.gendered(surname, sex), given, grammar.patronymic_after(father.given, sex)

    def take_husbands_surname(self, wife: Person, husband: Person) -> None:
        """Most brides of old took the husband's surname; now most keep their own, and «уулу» cannot be taken."""
        chance = 0.75 if year_of(wife.born) < 1970 else 0.4
        if not husband.surname.endswith(" уулу") and self.rng.random() < chance:
            if wife.surname.endswith(" кызы"):
                wife.patronymic = grammar.patronymic_after(wife.surname.removesuffix(" кызы"), "f")
            wife.surname = grammar.gendered(husband.surname, "f")

    def _kyrgyz_style(self, nationality: str, born: int) -> float:
        return _KYRGYZ_STYLE if nationality == "kyrgyz" and year_of(born) >= _KYRGYZ_STYLE_SINCE else 0.0

    @staticmethod
    def _taken(father: Person) -> list[str]:
        near = [father, *father.parents, *father.children]
        if father.spouse:
            near += [father.spouse, *father.spouse.parents]
        return [one.given for one in near]
