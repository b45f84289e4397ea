"""A person while the council is being made up: everything still open, days as ordinals."""

from dataclasses import dataclass, field
from typing import Literal

Sex = Literal["m", "f"]


@dataclass(slots=True, eq=False)
class Person:
    """Somebody with a life: `dies` may lie in the future, which nobody will be told."""

    sex: Sex
    born: int
    dies: int
    nationality: str
    given: str
    surname: str
    patronymic: str
    native: str
    father: "Person | None" = None
    mother: "Person | None" = None
    spouse: "Person | None" = None
    wed: int | None = None
    parted: int | None = None
    children: list["Person"] = field(default_factory=list)
    # When a son sets up a house of his own, or a grown child goes to town.
    goes: int | None = None
    stays_in_council: bool = False
    # A daughter who comes back after a divorce, and grandchildren who grow up with her parents.
    returns: int | None = None
    brought: list[tuple["Person", int]] = field(default_factory=list)
    # The children are called «Асан уулу», not Асанов.
    kyrgyz_style: bool = False

    def alive(self, day: int) -> bool:
        return self.born <= day < self.dies

    @property
    def parents(self) -> tuple["Person", ...]:
        return tuple(parent for parent in (self.father, self.mother) if parent)
