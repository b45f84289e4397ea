"""The roles of a council's office, as data that explains itself."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tereze.accounts.permissions import Permission as P


@dataclass(frozen=True)
class Role:
    """A post in the office: its name, what it is for, and what it may do."""

    key: str
    name: Promise | str
    description: Promise | str
    permissions: frozenset[P]


_LOOK = frozenset({P.DESK_USE, P.RESIDENT_SEARCH, P.RESIDENT_VIEW, P.CERTIFICATE_VIEW})
_WINDOW = _LOOK | {P.CERTIFICATE_ISSUE, P.RESIDENT_REVEAL}
_REGISTER = _LOOK | {P.RESIDENT_EDIT, P.RESIDENT_REVEAL, P.REGISTER_IMPORT}

COUNCIL_ROLES: Final = (
    Role("administrator", _("Administrator"), _("Sets the office up: staff, letterhead, keys."),
         frozenset({P.STAFF_VIEW, P.STAFF_MANAGE, P.COUNCIL_SETTINGS, P.API_KEYS_MANAGE, P.AUDIT_VIEW, P.REGISTER_IMPORT})),
    Role("head", _("Head of the aiyl okmotu"), _("Signs certificates and sees everything in the office."),
         _WINDOW | {P.CERTIFICATE_REVOKE, P.STAFF_VIEW, P.COUNCIL_SETTINGS, P.AUDIT_VIEW}),
    Role("deputy_head", _("Deputy head"), _("Stands in for the head."),
         _WINDOW | {P.CERTIFICATE_REVOKE, P.STAFF_VIEW, P.AUDIT_VIEW}),
    Role("executive_secretary", _("Executive secretary"), _("Keeps the records and the staff list."),
         _WINDOW | {P.CERTIFICATE_REVOKE, P.STAFF_VIEW, P.STAFF_MANAGE, P.COUNCIL_SETTINGS, P.RESIDENT_EDIT, P.AUDIT_VIEW}),
    Role("single_window_operator", _("Single-window operator"), _("Receives people and issues certificates."),
         _WINDOW | {P.CERTIFICATE_REVOKE}),
    Role("statistics_specialist", _("Statistics specialist"), _("Keeps the household register."), _REGISTER),
    Role("tax_specialist", _("Tax specialist"), _("Land and property tax, receipts."), _LOOK),
    Role("land_specialist", _("Land specialist"), _("Plots, shares and leases."), _LOOK),
    Role("social_worker", _("Social worker"), _("Benefits and family cards."), _LOOK | {P.RESIDENT_REVEAL}),
    Role("military_registration", _("Military registration specialist"), _("Keeps the list of conscripts."), _LOOK),
    Role("accountant", _("Accountant"), _("Budget and payments."), frozenset({P.DESK_USE, P.CERTIFICATE_VIEW})),
    Role("municipal_property", _("Municipal property specialist"), _("Municipal land and buildings."), _LOOK),
    Role("ict_specialist", _("ICT specialist"), _("Keeps accounts and keys; sees no resident's card."),
         frozenset({P.STAFF_VIEW, P.STAFF_MANAGE, P.API_KEYS_MANAGE, P.AUDIT_VIEW})),
    Role("village_elder", _("Village elder"), _("Confirms facts about residents."), frozenset({P.DESK_USE, P.RESIDENT_SEARCH})),
    Role("kenesh_chair", _("Chair of the kenesh"), _("Reads reports."), frozenset({P.DESK_USE})),
)  # fmt: skip
DISTRICT_ROLES: Final = (
    Role("district_administrator", _("District administrator"), _("Keeps the district's accounts."),
         frozenset({P.STAFF_VIEW, P.STAFF_MANAGE, P.DISTRICT_VIEW, P.AUDIT_VIEW})),
    Role("district_viewer", _("District viewer"), _("Sees how the councils do, without a single person's data."),
         frozenset({P.DISTRICT_VIEW})),
)  # fmt: skip
OPERATOR_ROLES: Final = (
    Role("operator_administrator", _("Platform operator"), _("Looks after all tenants."),
         frozenset({P.STAFF_VIEW, P.STAFF_MANAGE, P.FLEET_VIEW, P.AUDIT_VIEW})),
)  # fmt: skip

BY_KIND: Final = {"council": COUNCIL_ROLES, "district": DISTRICT_ROLES, "operator": OPERATOR_ROLES}
BY_KEY: Final = {role.key: role for roles in BY_KIND.values() for role in roles}
ADMINISTRATOR_OF_KIND: Final = {
    "council": "administrator",
    "district": "district_administrator",
    "operator": "operator_administrator",
}
