"""What the journal calls the things that are done with accounts."""

from django.utils.translation import gettext_lazy as _

from tereze.audit.words import name_actions, name_kinds


def tell() -> None:
    """Name the actions; called once, when the app is ready."""
    name_kinds({"staff_member": _("Member of staff")})
    name_actions(
        {
            "staff.added": _("Member of staff added"),
            "staff.roles_changed": _("Roles changed"),
            "staff.deactivated": _("Account closed"),
            "staff.activated": _("Account opened again"),
            "staff.password_reset": _("New one-time password given"),
            "staff.password_changed": _("Password changed"),
            "staff.profile_changed": _("Own details changed"),
            "staff.unlocked": _("Lock lifted"),
            "staff.locked_out": _("Locked out after wrong passwords"),
            "staff.signed_in": _("Signed in"),
            "staff.signed_out": _("Signed out"),
        }
    )
