"""What can be done with the register. Every action says by whom, and is in the journal with what it did."""

from services.registers.actions.households import (
    AccountTakenError,
    Place,
    move_household,
    open_household,
)
from services.registers.actions.memberships import (
    AlreadyMemberError,
    HeadTakenError,
    HouseholdClosedError,
    RelationDoesNotFitError,
    RelationsMissingError,
    add_member,
    admit,
    change_head,
    end_membership,
)
from services.registers.actions.residents import (
    AlreadyDeadError,
    BadPinError,
    DocumentTakenError,
    NothingChangedError,
    Papers,
    Person,
    PinTakenError,
    TooEarlyError,
    correct_resident,
    record_death,
    register_resident,
)

__all__ = [
    "AccountTakenError",
    "AlreadyDeadError",
    "AlreadyMemberError",
    "BadPinError",
    "DocumentTakenError",
    "HeadTakenError",
    "HouseholdClosedError",
    "NothingChangedError",
    "Papers",
    "Person",
    "PinTakenError",
    "Place",
    "RelationDoesNotFitError",
    "RelationsMissingError",
    "TooEarlyError",
    "add_member",
    "admit",
    "change_head",
    "correct_resident",
    "end_membership",
    "move_household",
    "open_household",
    "record_death",
    "register_resident",
]
