"""Streets of a village and the houses along them."""

from dataclasses import dataclass, field
from random import Random
from typing import Final

from services.registers.synthetic.places import STREETS

_HOUSES_PER_STREET: Final = 38
_FEWEST, _MOST = 20, 60
_WITHOUT_KYRGYZ_LETTERS: Final = str.maketrans("өүңӨҮҢ", "оунОУН")


@dataclass(slots=True)
class Street:
    """A street of one village; `last` is the highest house number given so far."""

    village: str
    name: str
    last: int = 0
    houses: list[str] = field(default_factory=list)

    @property
    def name_ru(self) -> str:
        """Russian papers keep the name and write it with Russian letters."""
        return self.name.translate(_WITHOUT_KYRGYZ_LETTERS)

    def next_house(self, rng: Random) -> str:
        """Return the next number; some plots are skipped, some are divided between brothers (12, 12а)."""
        if self.last and not self.houses[-1].endswith("а") and rng.random() < 0.05:
            house = f"{self.last}а"
        else:
            self.last += 2 if rng.random() < 0.06 else 1
            house = str(self.last)
        self.houses.append(house)
        return house


def lay_out(rng: Random, village: str, homes: int) -> list[tuple[Street, int]]:
    """Return streets of `village` with how many homes stand on each: 20 to 60 where the village is large enough."""
    number = max(1, round(homes / _HOUSES_PER_STREET))
    sizes = [homes // number + (one < homes % number) for one in range(number)]
    for one in range(number):
        other = rng.randrange(number)
        moved = rng.randrange(10)
        if sizes[one] - moved >= _FEWEST and sizes[other] + moved <= _MOST:
            sizes[one] -= moved
            sizes[other] += moved
    return [(Street(village, name), size) for name, size in zip(_names(rng, number), sizes, strict=True)]


def _names(rng: Random, number: int) -> list[str]:
    """Choose names; the usual ones stand in nearly every village."""
    every = STREETS
    ranked = sorted(range(len(every)), key=lambda place: place + 30 * rng.random())
    chosen = [every[place] for place in ranked[:number]]
    return chosen + [f"{every[n % len(every)]}-{n // len(every) + 2}" for n in range(number - len(chosen))]
