"""What may be done. One enum for every page, endpoint, offer and panel."""

from enum import StrEnum, auto
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One thing somebody may do. Roles and API keys are sets of these."""

    DESK_USE = auto()
    RESIDENT_SEARCH = auto()
    RESIDENT_VIEW = auto()
    RESIDENT_EDIT = auto()
    RESIDENT_REVEAL = auto()
    BENEFIT_VIEW = auto()
    PROPERTY_EDIT = auto()
    ROUND_WALK = auto()
    ROUND_MANAGE = auto()
    FIELDS_MANAGE = auto()
    STATISTICS_VIEW = auto()
    REGISTER_IMPORT = auto()
    REGISTER_EXPORT = auto()
    PERSONAL_DATA_EXPORT = auto()
    CERTIFICATE_VIEW = auto()
    CERTIFICATE_ISSUE = auto()
    CERTIFICATE_REVOKE = auto()
    STAFF_VIEW = auto()
    STAFF_MANAGE = auto()
    COUNCIL_SETTINGS = auto()
    API_KEYS_MANAGE = auto()
    AUDIT_VIEW = auto()
    UPKEEP = auto()
    DISTRICT_VIEW = auto()
    FLEET_VIEW = auto()
    FLEET_MANAGE = auto()

    @property
    def label(self) -> Promise | str:
        """What the permission allows, in words for the person who grants it."""
        return LABELS[self]


LABELS: dict[Permission, Promise | str] = {
    Permission.DESK_USE: _("Work at the desk"),
    Permission.RESIDENT_SEARCH: _("Search residents"),
    Permission.RESIDENT_VIEW: _("Open residents' cards"),
    Permission.RESIDENT_EDIT: _("Change residents and households"),
    Permission.RESIDENT_REVEAL: _("See full PINs and phones"),
    Permission.BENEFIT_VIEW: _("See benefits, disability and military duty"),
    Permission.PROPERTY_EDIT: _("Change land, buildings, vehicles and livestock"),
    Permission.ROUND_WALK: _("Write down what was found on the yearly round"),
    Permission.ROUND_MANAGE: _("Open and close the yearly round"),
    Permission.FIELDS_MANAGE: _("Add the council's own fields"),
    Permission.STATISTICS_VIEW: _("See the register's statistics"),
    Permission.REGISTER_IMPORT: _("Import a register and undo the import"),
    Permission.REGISTER_EXPORT: _("Export the whole register"),
    Permission.PERSONAL_DATA_EXPORT: _("Hand out everything held on a person"),
    Permission.CERTIFICATE_VIEW: _("See issued certificates and print them again"),
    Permission.CERTIFICATE_ISSUE: _("Issue certificates"),
    Permission.CERTIFICATE_REVOKE: _("Revoke and replace certificates"),
    Permission.STAFF_VIEW: _("See the staff list"),
    Permission.STAFF_MANAGE: _("Add staff, give roles, reset passwords"),
    Permission.COUNCIL_SETTINGS: _("Change letterhead and signatories"),
    Permission.API_KEYS_MANAGE: _("Make and revoke API keys"),
    Permission.AUDIT_VIEW: _("Read the journal"),
    Permission.UPKEEP: _("See what got stuck between services, and try it again"),
    Permission.DISTRICT_VIEW: _("See the district's figures"),
    Permission.FLEET_VIEW: _("See all tenants and their state"),
    Permission.FLEET_MANAGE: _("Suspend a tenant and resume it"),
}


class Actor(Protocol):
    """Who does something: a member of staff, an API key, or the platform itself."""

    @property
    def audit_name(self) -> str:
        """How the journal names the actor, for example `user:aigul` or `key:bank`."""

    def may(self, permission: Permission) -> bool:
        """Return whether the actor may do this in the council whose schema is entered."""


class Platform:
    """The platform acting by itself: onboarding, imports from the command line, tasks."""

    def __init__(self, name: str) -> None:
        self.audit_name = f"platform:{name}"

    def __str__(self) -> str:
        return self.audit_name

    def may(self, permission: Permission) -> bool:
        return True
