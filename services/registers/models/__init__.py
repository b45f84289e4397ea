"""What the register stores: villages and streets, households and their addresses, residents and their memberships."""

from services.registers.models.address import HouseholdAddress
from services.registers.models.document import IdentityDocument
from services.registers.models.former import FormerName, FormerPin
from services.registers.models.household import Household
from services.registers.models.membership import Membership
from services.registers.models.resident import Resident
from services.registers.models.street import Street
from services.registers.models.village import Village

__all__ = [
    "FormerName",
    "FormerPin",
    "Household",
    "HouseholdAddress",
    "IdentityDocument",
    "Membership",
    "Resident",
    "Street",
    "Village",
]
