"""The names of streets, and of places where people were born."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_LISTS: Final[dict[str, list[str]]] = tomllib.loads(Path(__file__).with_name("places.toml").read_text("utf-8"))

STREETS: Final = tuple(_LISTS["streets"])
"""Usual names first."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the council lies, in the words of a birth place: its district, the town with the hospital, the rest.

    Latitude and longitude (degrees, WGS 84) are those of the middle of the district's villages.
    """

    district: str
    town: str
    elsewhere: tuple[str, ...]
    latitude: float
    longitude: float


_UZGEN: Final = "Ош облусу, Өзгөн району"
UZGEN: Final = Surroundings(
    district=_UZGEN,
    town="Ош облусу, Өзгөн шаары",
    elsewhere=(*_LISTS["elsewhere"], *(f"{_UZGEN}, {village}" for village in _LISTS["neighbours"])),
    latitude=40.75,
    longitude=73.24,
)
