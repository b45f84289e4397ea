"""The parts of the register that come in tables."""

from collections.abc import Mapping
from typing import Final

from services.registers.imports.counts.part import LIVESTOCK
from services.registers.imports.part import Part
from services.registers.imports.people.part import PEOPLE
from services.registers.imports.things.buildings import BUILDINGS
from services.registers.imports.things.land import LAND
from services.registers.imports.things.vehicles import VEHICLES

PARTS: Final[Mapping[str, Part]] = {part.name: part for part in (PEOPLE, LAND, BUILDINGS, LIVESTOCK, VEHICLES)}
"""In the order in which they are offered."""
