"""What stands in the yard: the house and its outbuildings, cars and tractors.

General knowledge of the district: four houses of five are of adobe, the new ones of brick or blocks; a third of the
households has a car, one in eighty a tractor.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

from services.registers.synthetic.lives import WORK, Shares, pick
from services.registers.synthetic.possessions import SyntheticBuilding, SyntheticOwner, SyntheticVehicle
from services.registers.synthetic.shapes import SyntheticHousehold

_NEW_SINCE: Final = 2008
_OLD_WALLS: Final[Shares] = (("adobe", 0.88), ("brick", 0.08), ("slag", 0.02), ("timber", 0.01), ("concrete", 0.01))
_NEW_WALLS: Final[Shares] = (("adobe", 0.55), ("brick", 0.27), ("concrete", 0.13), ("slag", 0.05))
_ROOFS: Final[Shares] = (("slate", 0.76), ("metal", 0.2), ("clay", 0.03), ("tile", 0.01))
_HEATING: Final[Shares] = (("stove", 0.86), ("boiler", 0.08), ("electric", 0.05), ("none", 0.01))
_WATER: Final[Shares] = (("yard", 0.46), ("street", 0.28), ("house", 0.13), ("ditch", 0.08), ("well", 0.05))
_VEHICLES: Final = (
    ("car", 0.33), ("truck", 0.016), ("bus", 0.011), ("tractor", 0.012), ("motorcycle", 0.008), ("combine", 0.002),
)  # fmt: skip
_TRAILERS: Final = 0.5
"""Of the tractors, so many have one."""


class Builder:
    """Builds yards up, household by household; plates are given once."""

    def __init__(self, rng: Random, today: date) -> None:
        self.rng = rng
        self.today = today
        self._plates = 0

    def buildings(
        self, number: int, home: SyntheticHousehold, plot: int | None, eni: str, owners: tuple[SyntheticOwner, ...]
    ) -> Iterator[SyntheticBuilding]:
        """Yield the house and what stands beside it on the plot; `owners` are those of the plot, if others own it."""
        house = self._house(number, home, plot, eni, owners)
        yield house
        if plot is not None and self.rng.random() < 0.36:
            area = self.rng.randrange(14, 70)
            yield house._replace(
                kind="outbuilding", eni="", year=min(house.year + self.rng.randrange(12), self.today.year),
                walls="adobe" if self.rng.random() < 0.85 else "slag", roof="slate", area_m2=area, living_area_m2=None,
                rooms=None, heating="", water="", electricity=self.rng.random() < 0.5, internet=False, since=None,
            )  # fmt: skip

    def _house(
        self, number: int, home: SyntheticHousehold, plot: int | None, eni: str, owners: tuple[SyntheticOwner, ...]
    ) -> SyntheticBuilding:
        rng = self.rng
        year = round(rng.triangular(1948, self.today.year, 1984))
        flat = home.flat != ""
        unfinished = not flat and year > self.today.year - 6 and rng.random() < 0.4
        area = rng.randrange(38, 66) if flat else max(round(rng.gauss(92 if year < _NEW_SINCE else 124, 26)), 36)
        living = round(area * rng.uniform(0.62, 0.76))
        built = date(year, rng.randrange(1, 13), 1)
        return SyntheticBuilding(
            kind="flat" if flat else "unfinished" if unfinished else "house", parcel=plot,
            village_code=home.village_code, street=home.street, house=home.house, flat=home.flat,
            eni=f"{eni}-01" if eni else "", year=year,
            walls="brick" if flat else pick(rng, _NEW_WALLS if year >= _NEW_SINCE else _OLD_WALLS),
            roof=pick(rng, _ROOFS), area_m2=area, living_area_m2=None if unfinished else living,
            rooms=max(round(living / 17), 2), heating="" if unfinished else pick(rng, _HEATING),
            water="house" if flat else pick(rng, _WATER), electricity=not unfinished or rng.random() < 0.5,
            gas=flat and rng.random() < 0.2, internet=bool(home.living) and rng.random() < 0.37,
            since=built if year > self.today.year - 10 and built < self.today else None,
            owners=owners or (SyntheticOwner(number, None, 1, 1, "", "", home.opened_on, None),),
        )  # fmt: skip

    def vehicles(self, home: SyntheticHousehold, number: int) -> Iterator[SyntheticVehicle]:
        """Yield what the household drives; the grown members own it, seldom the household as such."""
        if not home.living:
            return
        for kind, share in _VEHICLES:
            if self.rng.random() < share:
                yield self._vehicle(kind, number, home)
                if kind == "tractor" and self.rng.random() < _TRAILERS:
                    yield self._vehicle("trailer", number, home)

    def _vehicle(self, kind: str, number: int, home: SyntheticHousehold) -> SyntheticVehicle:
        model, first, last, engine = (
            ("2ПТС-4", 1975, 2010, None) if kind == "trailer" else self.rng.choice(WORK["vehicles"][kind])
        )
        year = self.rng.randrange(first, last + 1)
        since = self.today - timedelta(days=self.rng.randrange(30, 3_000))
        since = max(since, date(year, 1, 1), home.opened_on)
        return SyntheticVehicle(
            kind=kind, model=model, year=year, engine_cc=engine, plate=self._plate(), since=since,
            owners=(self._driver(number, home, since),),
        )  # fmt: skip

    def _driver(self, number: int, home: SyntheticHousehold, since: date) -> SyntheticOwner:
        of_age = [one.resident for one in home.living if since.year - one.resident.birth_date.year > 18]
        men = [one for one in of_age if one.sex == "m"] or of_age
        basis = "purchase" if self.rng.random() < 0.9 else "gift"
        if men and self.rng.random() < 0.85:
            return SyntheticOwner(None, self.rng.choice(men), 1, 1, basis, "", since, None)
        return SyntheticOwner(number, None, 1, 1, basis, "", since, None)

    def _plate(self) -> str:
        """Return a plate of Osh oblast; the series that begin with ZZ are nobody's."""
        self._plates += 1
        letter, serial = divmod(self._plates, 1_000)
        return f"06KG{serial:03d}ZZ{chr(ord('A') + letter % 26)}{'' if letter < 26 else letter // 26}"
