"""The roles of a council's office, as data that explains itself."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tereze.accounts.permissions import Permission


@dataclass(frozen=True)
class Role:
    """A post in the office: its name, what it is for, and what it may do."""

    key: str
    name: Promise | str
    description: Promise | str
    permissions: frozenset[Permission]


def _role(key: str, name: Promise | str, description: Promise | str, *may: AbstractSet[Permission]) -> Role:
    return Role(key, name, description, frozenset().union(*may))


_DESK: Final = {Permission.DESK_USE}
_LOOK: Final = _DESK | {Permission.RESIDENT_SEARCH, Permission.RESIDENT_VIEW, Permission.CERTIFICATE_VIEW}
_REVEAL: Final = {Permission.RESIDENT_REVEAL}
_ISSUE: Final = {Permission.CERTIFICATE_ISSUE, Permission.CERTIFICATE_REVOKE, *_REVEAL}
_ROUND: Final = {Permission.ROUND_WALK}
_BENEFITS: Final = {Permission.BENEFIT_VIEW}
_PROPERTY: Final = {Permission.PROPERTY_EDIT}
_COUNTS: Final = {Permission.STATISTICS_VIEW}
_REGISTER: Final = {
    Permission.RESIDENT_EDIT,
    Permission.ROUND_MANAGE,
    Permission.FIELDS_MANAGE,
    Permission.REGISTER_IMPORT,
    Permission.REGISTER_EXPORT,
    Permission.PERSONAL_DATA_EXPORT,
    *_ROUND,
    *_BENEFITS,
    *_PROPERTY,
    *_COUNTS,
    *_REVEAL,
}
_OVERSEE: Final = {Permission.STAFF_VIEW, Permission.AUDIT_VIEW}
_STAFF: Final = _OVERSEE | {Permission.STAFF_MANAGE}
_UPKEEP: Final = {Permission.UPKEEP}
_KEYS: Final = {Permission.API_KEYS_MANAGE}
_LETTERHEAD: Final = {Permission.COUNCIL_SETTINGS}

COUNCIL_ROLES: Final = (
    _role(
        "administrator",
        _("Administrator"),
        _("Sets the office up: staff, letterhead, keys, imports. Opens no resident's card."),
        _STAFF,
        _UPKEEP,
        _KEYS,
        _LETTERHEAD,
        {Permission.REGISTER_IMPORT},
    ),
    _role(
        "head",
        _("Head of the aiyl okmotu"),
        _("Signs certificates and sees everything in the office."),
        _LOOK,
        _ISSUE,
        _OVERSEE,
        _LETTERHEAD,
        _COUNTS,
        _BENEFITS,
    ),
    _role("deputy_head", _("Deputy head"), _("Stands in for the head."), _LOOK, _ISSUE, _OVERSEE, _COUNTS, _BENEFITS),
    _role(
        "executive_secretary",
        _("Executive secretary"),
        _("Keeps the records and the staff list."),
        _LOOK,
        _ISSUE,
        _STAFF,
        _LETTERHEAD,
        _COUNTS,
        {Permission.RESIDENT_EDIT, Permission.PERSONAL_DATA_EXPORT, Permission.FIELDS_MANAGE},
    ),
    _role(
        "single_window_operator",
        _("Single-window operator"),
        _("Receives people, finds them in the register, issues certificates."),
        _LOOK,
        _ISSUE,
    ),
    _role(
        "statistics_specialist",
        _("Statistics specialist"),
        _("Keeps the household register and imports it."),
        _LOOK,
        _REGISTER,
    ),
    _role(
        "tax_specialist",
        _("Tax specialist"),
        _("Land and property tax, receipts."),
        _LOOK,
        _PROPERTY,
        _ROUND,
        _COUNTS,
        _BENEFITS,
    ),
    _role("land_specialist", _("Land specialist"), _("Plots, shares and leases."), _LOOK, _PROPERTY, _COUNTS),
    _role("social_worker", _("Social worker"), _("Benefits and family cards."), _LOOK, _REVEAL, _BENEFITS, _COUNTS),
    _role(
        "military_registration",
        _("Military registration specialist"),
        _("Keeps the list of conscripts."),
        _LOOK,
        _BENEFITS,
    ),
    _role("accountant", _("Accountant"), _("Budget and payments."), _DESK, {Permission.CERTIFICATE_VIEW}),
    _role(
        "municipal_property", _("Municipal property specialist"), _("Municipal land and buildings."), _LOOK, _PROPERTY
    ),
    _role(
        "ict_specialist",
        _("ICT specialist"),
        _("Looks after accounts and keys. Opens no resident's card."),
        _STAFF,
        _UPKEEP,
        _KEYS,
    ),
    _role(
        "village_elder",
        _("Village elder"),
        _("Confirms facts about residents. Finds people; opens no card."),
        _DESK,
        _ROUND,
        {Permission.RESIDENT_SEARCH},
    ),
    _role("kenesh_chair", _("Chair of the kenesh"), _("Reads reports."), _DESK, _COUNTS),
)
DISTRICT_ROLES: Final = (
    _role(
        "district_administrator",
        _("District administrator"),
        _("Looks after the district's accounts."),
        _STAFF,
        _UPKEEP,
        {Permission.DISTRICT_VIEW},
    ),
    _role(
        "district_viewer",
        _("District viewer"),
        _("Sees how the councils do, without a single person's data."),
        {Permission.DISTRICT_VIEW},
    ),
)
OPERATOR_ROLES: Final = (
    _role(
        "operator_administrator",
        _("Platform operator"),
        _("Looks after all tenants."),
        _STAFF,
        _UPKEEP,
        {Permission.FLEET_VIEW, Permission.FLEET_MANAGE},
    ),
)

BY_KIND: Final = {"council": COUNCIL_ROLES, "district": DISTRICT_ROLES, "operator": OPERATOR_ROLES}
BY_KEY: Final = {role.key: role for roles in BY_KIND.values() for role in roles}
ADMINISTRATOR_OF_KIND: Final = {
    "council": "administrator",
    "district": "district_administrator",
    "operator": "operator_administrator",
}
