"""Who lives in which house from when to when: families are laid out into households with dated memberships."""

from dataclasses import dataclass, field
from typing import Final

from services.registers.relations import Relation
from services.registers.synthetic.people import Person
from services.registers.synthetic.shapes import VillageSpec

FOREVER: Final = 10**7
"""The end of what has not ended."""


@dataclass(slots=True, eq=False)
class Stay:
    """A person belongs to a house from `since` until the day before `until`."""

    person: Person
    since: int
    until: int = FOREVER
    reason: str = ""
    # Set where kinship does not say what the person is to the head: a ward, a lodger.
    bond: Relation | None = None
    registered: bool = True
    country: str = ""
    abroad_since: int | None = None

    def covers(self, day: int) -> bool:
        return self.since <= day < self.until


@dataclass(slots=True, eq=False)
class Home:
    """A household in the making. `heads` are (day, head) in order."""

    village: VillageSpec
    opened: int
    founder: Person
    stays: list[Stay] = field(default_factory=list)
    heads: list[tuple[int, Person]] = field(default_factory=list)
    kind: str = "permanent"

    @property
    def open_stays(self) -> list[Stay]:
        return [stay for stay in self.stays if stay.until == FOREVER]

    def present(self, day: int) -> list[Stay]:
        return [stay for stay in self.stays if stay.covers(day)]


@dataclass(frozen=True, slots=True)
class Exit:
    """When and why somebody leaves a house at the latest."""

    day: int = FOREVER
    reason: str = ""

    def sooner(self, day: int | None, reason: str) -> "Exit":
        """Return the earlier of this exit and another one."""
        return Exit(day, reason) if day is not None and day < self.day else self


@dataclass(slots=True)
class Settler:
    """Lays families out. Sons who leave are put on `leaving`, with their village, for a home of their own."""

    today: int
    leaving: list[tuple[Person, VillageSpec]] = field(default_factory=list)

    def settle(self, founder: Person, village: VillageSpec, opened: int) -> Home:
        """Return the home of `founder`, his wife, and whoever of his descendants lives with them."""
        home = Home(village, opened, founder)
        self._lay_out(home, founder, opened, Exit())
        return home

    def settle_mother(self, man: Person, village: VillageSpec, opened: int) -> Home:
        """Return the home of a mother whose husband, `man`, never lived here."""
        mother = man.spouse or man
        home = Home(village, opened, mother)
        self._stay(home, mother, opened, Exit().sooner(mother.dies, "death"))
        for child in man.children:
            self._lay_out_child(home, child, max(opened, child.born), Exit())
        return home

    def _lay_out(self, home: Home, person: Person, since: int, exit_: Exit) -> None:
        """Put `person` into the home with wife and children; `exit_` is when that whole branch leaves."""
        self._stay(home, person, since, exit_.sooner(person.dies, "death"))
        if person.sex == "m" and person.wed is not None and person.spouse is not None:
            wife = person.spouse
            leaves = exit_.sooner(person.parted, "divorce").sooner(wife.dies, "death")
            if person.wed < person.dies:
                self._stay(home, wife, max(since, person.wed), leaves)
            for child in person.children:
                self._lay_out_child(home, child, max(since, child.born), exit_)

    def _lay_out_child(self, home: Home, child: Person, since: int, exit_: Exit) -> None:
        if child.sex == "f" and child.wed is not None:
            self._lay_out_daughter(home, child, since, exit_, child.wed)
            return
        if child.goes is None or child.goes >= exit_.day:
            self._lay_out(home, child, since, exit_)
            return
        if child.goes <= since:
            return
        self._lay_out(home, child, since, Exit(child.goes, "moved"))
        if child.stays_in_council and child.alive(child.goes):
            self.leaving.append((child, home.village))

    def _lay_out_daughter(self, home: Home, child: Person, since: int, exit_: Exit, wed: int) -> None:
        self._stay(home, child, since, exit_.sooner(child.dies, "death").sooner(wed, "marriage"))
        if child.returns is not None:
            self._stay(home, child, max(since, child.returns), exit_.sooner(child.dies, "death"))
        for grandchild, day in child.brought:
            self._stay(home, grandchild, max(since, day), exit_.sooner(grandchild.dies, "death"))

    def _stay(self, home: Home, person: Person, since: int, exit_: Exit) -> None:
        if since >= exit_.day or since > self.today:
            return
        if exit_.day > self.today:
            home.stays.append(Stay(person, since))
        else:
            home.stays.append(Stay(person, since, exit_.day, exit_.reason))
