"""What the register stores: places, households, residents and kinship, property and counts, events, imports."""

from services.registers.models.address import HouseholdAddress
from services.registers.models.counts import CountingRound, HouseholdCount, RoundVisit
from services.registers.models.custom import CustomField, CustomValue
from services.registers.models.document import IdentityDocument
from services.registers.models.exports import ExportRun
from services.registers.models.former import FormerName, FormerPin
from services.registers.models.household import Household, HouseholdBook
from services.registers.models.imports import (
    ColumnMapping,
    ImportCorrection,
    ImportedRecord,
    ImportProblem,
    ImportProgress,
    ImportRow,
    ImportRun,
    ImportState,
    LearntWord,
)
from services.registers.models.kin import BenefitHolding, Marriage, Parenthood
from services.registers.models.life import EventChange, LifeEvent
from services.registers.models.membership import Membership
from services.registers.models.name_word import NameWord
from services.registers.models.property import Building, LandParcel, Ownership, Vehicle
from services.registers.models.quality import Accepted, DistinctPair, LikelyPair
from services.registers.models.resident import Resident
from services.registers.models.rounds import RoundFollowUp, RoundOddity, RoundTotal, RoundWalk
from services.registers.models.street import Street
from services.registers.models.village import Village

__all__ = [
    "Accepted",
    "BenefitHolding",
    "Building",
    "ColumnMapping",
    "CountingRound",
    "CustomField",
    "CustomValue",
    "DistinctPair",
    "EventChange",
    "ExportRun",
    "FormerName",
    "FormerPin",
    "Household",
    "HouseholdAddress",
    "HouseholdBook",
    "HouseholdCount",
    "IdentityDocument",
    "ImportCorrection",
    "ImportProblem",
    "ImportProgress",
    "ImportRow",
    "ImportRun",
    "ImportState",
    "ImportedRecord",
    "LandParcel",
    "LearntWord",
    "LifeEvent",
    "LikelyPair",
    "Marriage",
    "Membership",
    "NameWord",
    "Ownership",
    "Parenthood",
    "Resident",
    "RoundFollowUp",
    "RoundOddity",
    "RoundTotal",
    "RoundVisit",
    "RoundWalk",
    "Street",
    "Vehicle",
    "Village",
]
