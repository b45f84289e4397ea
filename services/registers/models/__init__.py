"""What the register stores: villages and streets, households and addresses, residents, memberships, imports."""

from services.registers.models.address import HouseholdAddress
from services.registers.models.document import IdentityDocument
from services.registers.models.former import FormerName, FormerPin
from services.registers.models.household import Household
from services.registers.models.imports import (
    ColumnMapping,
    ImportedRecord,
    ImportProblem,
    ImportProgress,
    ImportRun,
    ImportState,
    LearntWord,
)
from services.registers.models.membership import Membership
from services.registers.models.resident import Resident
from services.registers.models.street import Street
from services.registers.models.village import Village

__all__ = [
    "ColumnMapping",
    "FormerName",
    "FormerPin",
    "Household",
    "HouseholdAddress",
    "IdentityDocument",
    "ImportProblem",
    "ImportProgress",
    "ImportRun",
    "ImportState",
    "ImportedRecord",
    "LearntWord",
    "Membership",
    "Resident",
    "Street",
    "Village",
]
