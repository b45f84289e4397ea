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
    REGISTER_IMPORT = auto()
    CERTIFICATE_VIEW = auto()
    CERTIFICATE_ISSUE = auto()
    CERTIFICATE_REVOKE = auto()
    STAFF_VIEW = auto()
    STAFF_MANAGE = auto()
    COUNCIL_SETTINGS = auto()
    API_KEYS_MANAGE = auto()
    AUDIT_VIEW = auto()
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
    Permission.REGISTER_IMPORT: _("Import a register and undo the import"),
    Permission.CERTIFICATE_VIEW: _("See issued certificates and print them again"),
    Permission.CERTIFICATE_ISSUE: _("Issue certificates"),
    Permission.CERTIFICATE_REVOKE: _("Revoke and replace certificates"),
    Permission.STAFF_VIEW: _("See the staff list"),
    Permission.STAFF_MANAGE: _("Add staff, give roles, reset passwords"),
    Permission.COUNCIL_SETTINGS: _("Change letterhead and signatories"),
    Permission.API_KEYS_MANAGE: _("Make and revoke API keys"),
    Permission.AUDIT_VIEW: _("Read the journal"),
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
