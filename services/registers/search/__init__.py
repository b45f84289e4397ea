"""Finding residents and households from whatever a clerk types into one box."""

from services.registers.search.hits import FoundHousehold, FoundResident
from services.registers.search.households import find_households
from services.registers.search.residents import find_residents

__all__ = ["FoundHousehold", "FoundResident", "find_households", "find_residents"]
