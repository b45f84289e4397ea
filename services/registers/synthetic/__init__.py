"""Believable councils, made up: for the demo, the tests and the benchmarks."""

from services.registers.synthetic.council import LARGEST_HOUSEHOLD, generate
from services.registers.synthetic.places import UZGEN, Surroundings
from services.registers.synthetic.shapes import (
    EarlierAddress,
    SyntheticCouncil,
    SyntheticHousehold,
    SyntheticMember,
    SyntheticResident,
    SyntheticStreet,
    VillageSpec,
)

__all__ = [
    "LARGEST_HOUSEHOLD",
    "UZGEN",
    "EarlierAddress",
    "Surroundings",
    "SyntheticCouncil",
    "SyntheticHousehold",
    "SyntheticMember",
    "SyntheticResident",
    "SyntheticStreet",
    "VillageSpec",
    "generate",
]
