"""Land: the plot around the house, shares handed out in the reform, leases of the fund, meadows.

General knowledge of the district: a plot is 8 to 20 sotka; in 1996 everybody alive got a share of 0.1 to 0.5 ha of
irrigated land, of rain-fed land several times that; a twentieth of the households leases more from the fund.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

from services.registers.relations import Relation
from services.registers.synthetic.lives import WORK
from services.registers.synthetic.possessions import SyntheticOwner, SyntheticParcel
from services.registers.synthetic.shapes import SyntheticHousehold, SyntheticResident, VillageSpec

SOTKA: Final = 100
HECTARE: Final = 10_000
_REFORM: Final = date(1996, 1, 1)
_R = Relation
_HEIRS: Final = {
    "f": frozenset({_R.HEAD, _R.SON, _R.DAUGHTER}),
    "m": frozenset({_R.HEAD, _R.MOTHER, _R.ELDER_BROTHER, _R.YOUNGER_BROTHER, _R.ELDER_SISTER, _R.YOUNGER_SISTER}),
}
"""Who inherits from a dead head, by what they are to the widow or to the son who is the head now."""
_ENI: Final = "5-06-{:02d}-{:04d}-{:04d}"
"""The form of the cadastre's code; the last blocks of the district, from 99 down, are nobody's."""


class Surveyor:
    """Measures land out, household by household; numbers are given once."""

    def __init__(self, rng: Random, today: date, villages: tuple[VillageSpec, ...]) -> None:
        self.rng = rng
        self.today = today
        self.per_person = {village.code: rng.randrange(1_100, 3_600, 100) for village in villages}
        self._enis = 0
        self._titles = 990_000

    def of(self, number: int, home: SyntheticHousehold) -> Iterator[SyntheticParcel]:
        """Yield the land of a household, the plot around its house first; `number` is the household's position."""
        rng, living = self.rng, home.living
        if not home.flat:
            yield self._plot(number, home)
        born_before = [one.resident for one in living if one.resident.birth_date < _REFORM]
        if born_before and rng.random() < 0.62:
            yield self._share(number, home, born_before)
            if rng.random() < 0.22:
                yield self._rainfed(number, home, len(born_before))
        if living and rng.random() < 0.06:
            yield self._lease(number, home)
        if rng.random() < 0.05:
            yield self._field(number, home, "hayfield", rng.randrange(1_500, 9_000, 100), water="rainfed")
        if rng.random() < 0.02:
            yield self._field(number, home, "garden", rng.randrange(600, 4_000, 100), water="irrigated", perennial=True)

    def _plot(self, number: int, home: SyntheticHousehold) -> SyntheticParcel:
        rng = self.rng
        area = max(round(rng.gauss(12.5, 3.2)), 8) * SOTKA
        titled = self._titled(home.opened_on, 0.74)
        owners = self._heirs(home, titled) or self._owners(number, home, titled)
        return SyntheticParcel(
            kind="household_plot", area_m2=min(area, 20 * SOTKA) + rng.choice((0, 0, 0, 20, 50, -30)),
            water="irrigated" if rng.random() < 0.85 else "", perennial=False,
            eni=self._eni(home.village_code) if rng.random() < 0.8 else "",
            title_document="state_act" if titled else "decision" if rng.random() < 0.6 else "",
            title_number=self._title() if titled else "", title_date=titled,
            crop="", village_code=home.village_code, street=home.street, house=home.house, place="", owners=owners,
        )  # fmt: skip

    def _owners(self, number: int, home: SyntheticHousehold, titled: date | None) -> tuple[SyntheticOwner, ...]:
        head = next((one for one in home.living if one.relation is Relation.HEAD), None)
        basis = self.rng.choice(("allotment", "allotment", "purchase", "gift", "inheritance"))
        paper = f"№ 99-{self.rng.randrange(1, 9_999)}" if basis in {"purchase", "gift"} else ""
        since = max(titled or home.opened_on, home.opened_on)
        if head and head.resident.birth_date.year < 1995 and self.rng.random() < 0.3:
            return (SyntheticOwner(None, head.resident, 1, 1, basis, paper, since, None),)
        return (SyntheticOwner(number, None, 1, 1, basis, paper, since, None),)

    def _heirs(self, home: SyntheticHousehold, titled: date | None) -> tuple[SyntheticOwner, ...]:
        """Now and then the land of a dead head was divided among those who stayed."""
        dead = [one for one in home.members if one.left_reason == "death" and one.relation is Relation.HEAD]
        head = next((one.resident for one in home.living if one.relation is Relation.HEAD), None)
        if not dead or head is None or self.rng.random() > 0.35:
            return ()
        late, died = dead[-1], dead[-1].left_on
        kin = [one.resident for one in home.living if one.relation in _HEIRS[head.sex]]
        heirs = [one for one in kin if died and one.birth_date < died][:5]
        if died is None or len(heirs) < 2:
            return ()
        since = min(titled or late.joined_on, late.joined_on)
        owned = SyntheticOwner(None, late.resident, 1, 1, "allotment", "", since, died)
        return owned, *self._shares(heirs, "inheritance", died)

    def _shares(self, owners: list[SyntheticResident], basis: str, since: date) -> Iterator[SyntheticOwner]:
        for one in owners:
            yield SyntheticOwner(None, one, 1, len(owners), basis, "", max(since, one.birth_date), None)

    def _share(self, number: int, home: SyntheticHousehold, people: list[SyntheticResident]) -> SyntheticParcel:
        given = date(1996, 1, 1) + timedelta(days=self.rng.randrange(2_000))
        area = self.per_person[home.village_code] * len(people) // SOTKA * SOTKA
        owners: tuple[SyntheticOwner, ...] = (
            SyntheticOwner(number, None, 1, 1, "allotment", "", max(given, home.opened_on), None),
        )
        if self.rng.random() < 0.16:
            owners = tuple(self._shares(people, "allotment", given))
        perennial = self.rng.random() < 0.05
        return self._field(
            number, home, "share_land", area, water="irrigated", perennial=perennial, title=given, owners=owners
        )

    def _rainfed(self, number: int, home: SyntheticHousehold, people: int) -> SyntheticParcel:
        area = people * self.rng.randrange(3_000, 9_000, 500)
        return self._field(number, home, "share_land", area, water="rainfed", title=date(1997, 3, 1))

    def _lease(self, number: int, home: SyntheticHousehold) -> SyntheticParcel:
        signed = self.today - timedelta(days=self.rng.randrange(60, 2_400))
        until = signed.replace(year=signed.year + 5, day=1)
        lease = SyntheticOwner(number, None, 1, 1, "lease", f"№ 99-{self.rng.randrange(1, 999)}", signed, until)
        area = self.rng.randrange(4_000, 50_000, 1_000)
        water = "irrigated" if self.rng.random() < 0.55 else "rainfed"
        return self._field(number, home, "fund_lease", area, water=water, title=signed, owners=(lease,))

    def _field(
        self, number: int, home: SyntheticHousehold, kind: str, area: int, *, water: str, perennial: bool = False,
        title: date | None = None, owners: tuple[SyntheticOwner, ...] = (),
    ) -> SyntheticParcel:  # fmt: skip
        rng = self.rng
        crops = WORK["crops"]["perennial" if perennial else water]
        document = {"share_land": "certificate", "fund_lease": "lease"}.get(kind, "decision")
        since = max(title or home.opened_on, home.opened_on)
        return SyntheticParcel(
            kind=kind, area_m2=area, water=water, perennial=perennial,
            eni=self._eni(home.village_code) if rng.random() < 0.4 else "",
            title_document=document, title_number=self._title(), title_date=title,
            crop="" if kind == "hayfield" else rng.choice(crops), village_code=home.village_code, street="", house="",
            place=f"{rng.choice(WORK['places']['names'])} талаасы",
            owners=owners or (SyntheticOwner(number, None, 1, 1, "allotment", "", since, None),),
        )  # fmt: skip

    def _titled(self, opened: date, chance: float) -> date | None:
        if self.rng.random() > chance:
            return None
        latest = min(max(opened.toordinal(), date(2000, 1, 1).toordinal()) + 2_000, self.today.toordinal() - 30)
        return date.fromordinal(self.rng.randrange(date(1993, 1, 1).toordinal(), latest))

    def _eni(self, village: str) -> str:
        self._enis += 1
        block, number = divmod(self._enis, HECTARE)
        return _ENI.format(99 - block, int(village), number)

    def _title(self) -> str:
        self._titles += 1
        return f"Ч № {self._titles}"
