"""Believable councils, made up: for the demo, the tests and the benchmarks."""

from services.registers.synthetic.council import LARGEST_HOUSEHOLD, generate
from services.registers.synthetic.places import UZGEN, Surroundings
from services.registers.synthetic.possessions import (
    SyntheticBuilding,
    SyntheticCouncil,
    SyntheticOwner,
    SyntheticParcel,
    SyntheticRound,
    SyntheticVehicle,
)
from services.registers.synthetic.shapes import (
    EarlierAddress,
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
    "SyntheticBuilding",
    "SyntheticCouncil",
    "SyntheticHousehold",
    "SyntheticMember",
    "SyntheticOwner",
    "SyntheticParcel",
    "SyntheticResident",
    "SyntheticRound",
    "SyntheticStreet",
    "SyntheticVehicle",
    "VillageSpec",
    "generate",
]
