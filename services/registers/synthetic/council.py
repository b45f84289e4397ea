"""Make a council up: families until the villages are full, then houses, papers and accounts, then what they own."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import Final

from services.registers.synthetic import estates, guests, heads, migration
from services.registers.synthetic.accounts import open_accounts
from services.registers.synthetic.families import Genealogy
from services.registers.synthetic.homes import Home, Settler
from services.registers.synthetic.people import Person
from services.registers.synthetic.places import UZGEN, Surroundings
from services.registers.synthetic.possessions import SyntheticCouncil
from services.registers.synthetic.shapes import VillageSpec
from services.registers.synthetic.vital import years

LARGEST_HOUSEHOLD: Final = 12
_YEARS_KEPT: Final = 10


def generate(
    *,
    villages: Sequence[VillageSpec],
    residents: int,
    seed: str,
    today: date,
    around: Surroundings = UZGEN,
) -> SyntheticCouncil:
    """Return a council with exactly `residents` living members; the same arguments always give the same council.

    `around` makes up birth places. Raises ValueError for no village or fewer residents than villages.
    """
    if not villages or residents < len(villages):
        raise ValueError("A council has at least one village, and every village at least one resident.")
    # The generator guards no secret: what matters is that it repeats itself.
    rng = Random(f"{seed}/{residents}/{today.isoformat()}")  # noqa: S311
    genealogy = Genealogy(rng, today.toordinal(), around=around)
    founding = _Founding(rng, today.toordinal(), villages, genealogy)
    people = open_accounts(founding.fill(residents), villages=villages, rng=rng, today=today.toordinal())
    return estates.endow(
        people, villages=villages, seed=f"{seed}/{residents}/{today.isoformat()}", today=today, around=around
    )


class _Founding:
    """Fills the villages with homes."""

    def __init__(self, rng: Random, today: int, villages: Sequence[VillageSpec], genealogy: Genealogy) -> None:
        self.rng = rng
        self.today = today
        self.villages = villages
        self.genealogy = genealogy
        self.settler = Settler(today)
        self.uninhabited = list(villages)
        # The seat stands first and is the largest.
        self.weights = [0.5 + rng.random() if number else 2.2 for number in range(len(villages))]

    def fill(self, residents: int) -> list[Home]:
        """Return homes with exactly `residents` open memberships; every village gets at least one."""
        homes = []
        missing = residents
        for home in self._homes():
            if missing - len(self.uninhabited) <= LARGEST_HOUSEHOLD:
                break
            self._finish(home)
            if not home.stays:
                continue
            homes.append(home)
            missing -= len(home.open_stays)
            if home.open_stays and home.village in self.uninhabited:
                self.uninhabited.remove(home.village)
        return homes + list(self._last_homes(missing))

    # Homes

    def _homes(self) -> Iterator[Home]:
        """Yield homes without end: the sons of families already here before new families."""
        founded = 0
        while True:
            if self.settler.leaving:
                son, village = self.settler.leaving.pop(0)
                village = village if self.rng.random() < 0.93 else self._any_village()
                yield self._settle(son, village, son.goes or self.today)
                continue
            village = self.villages[founded] if founded < len(self.villages) else self._any_village()
            founded += 1
            man = self.genealogy.found(village)
            opened = min((man.wed or self.today) + self.rng.randrange(years(4)), self.today - 10)
            if man.children and man.parted is None and self.rng.random() < 0.03:
                yield self.settler.settle_mother(man, village, opened)
            else:
                yield self._settle(man, village, opened)

    def _settle(self, man: Person, village: VillageSpec, opened: int) -> Home:
        """Return the man's home. A house that is too full makes the next of his married sons move out."""
        while True:
            before = len(self.settler.leaving)
            home = self.settler.settle(man, village, opened)
            if len(home.open_stays) <= LARGEST_HOUSEHOLD or not self._make_room(home):
                return home
            del self.settler.leaving[before:]

    def _make_room(self, home: Home) -> bool:
        """Let one branch of the home leave. Returns whether anybody could."""
        grown = [
            stay.person
            for stay in home.open_stays
            if stay.person.father and stay.person.goes is None and self.today - stay.person.born > years(18.5)
        ]
        sons = [one for one in grown if one.sex == "m" and one.wed is not None and one is not home.founder]
        unmarried = [one for one in grown if one.wed is None]
        leaver = min(sons, key=lambda son: son.born) if len(sons) > 1 else next(iter(unmarried + sons), None)
        if leaver is None:
            return False
        leaver.goes = self.today - self.rng.randrange(5, 120)
        leaver.stays_in_council = leaver.wed is not None and leaver.wed < leaver.goes and leaver.sex == "m"
        return True

    def _finish(self, home: Home) -> None:
        heads.appoint(home, self.rng, self.today)
        heads.forget(home, self.today - years(_YEARS_KEPT))
        if not home.open_stays:
            return
        guests.invite(home, self.genealogy, self.rng, self.today)
        migration.send_abroad(home, self.rng, self.today)
        self._register(home)

    def _register(self, home: Home) -> None:
        """Some brides are still registered with their parents; who rents a house is not registered in it.

        A few families without old people live in a city and are only registered here.
        """
        chance = self.rng.random()
        if home.kind == "permanent" and home.opened > self.today - years(4) and chance < 0.09:
            home.kind = "temporary"
        elif chance > 0.985 and all(self.today - stay.person.born < years(60) for stay in home.open_stays):
            home.kind = "registered_only"
        for stay in home.open_stays:
            bride = stay.person.sex == "f" and stay.since == stay.person.wed and stay.since > self.today - years(4)
            if home.kind == "temporary" or (bride and self.rng.random() < 0.25):
                stay.registered = False

    # The last ones

    def _last_homes(self, missing: int) -> Iterator[Home]:
        """Yield small homes for the last residents, beginning with the villages that have none."""
        while missing:
            village = self.uninhabited.pop(0) if self.uninhabited else self._any_village()
            size = min(missing - len(self.uninhabited), self.rng.randrange(3, 7))
            yield self._small_home(village, size)
            missing -= size

    def _small_home(self, village: VillageSpec, size: int) -> Home:
        if size == 1:
            widow = self.genealogy.single(village, "f", self.today - years(66 + 15 * self.rng.random()))
            home = self.settler.settle(widow, village, self.today - years(12))
        else:
            man = self.genealogy.young_family(village, size)
            home = self.settler.settle(man, village, man.wed or self.today)
        heads.appoint(home, self.rng, self.today)
        return home

    def _any_village(self) -> VillageSpec:
        return self.rng.choices(self.villages, self.weights)[0]
