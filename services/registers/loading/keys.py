"""The keys of the rows that are about to be written: every part of the loading finds its people and houses by them."""

from services.registers.copying import identities
from services.registers.models import Household, Resident
from services.registers.synthetic import SyntheticCouncil, SyntheticHousehold, SyntheticResident


class Keys:
    """Primary keys of a council, taken from the sequences before anything is written.

    `villages` and `streets` (by village code and Kyrgyz name) are filled when the streets are written.
    """

    def __init__(self, council: SyntheticCouncil) -> None:
        people = {id(member.resident): member.resident for one in council.households for member in one.members}
        self.residents = list(people.values())
        self.households = identities(Household, len(council.households))
        self.villages: dict[str, int] = {}
        self.streets: dict[tuple[str, str], int] = {}
        self._residents = dict(zip(people, identities(Resident, len(people)), strict=True))

    def of(self, resident: SyntheticResident) -> int:
        """Return the key of a resident."""
        return self._residents[id(resident)]

    def street_of(self, household: SyntheticHousehold) -> int:
        """Return the key of the street on which a household lives."""
        return self.streets[household.village_code, household.street]
