"""What the journal calls the things that are done with accounts."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tereze.accounts import roles
from tereze.accounts.models import User
from tereze.audit.saying import one_of
from tereze.audit.words import Detail, name_actions, name_details, name_kinds, name_subjects


def tell() -> None:
    """Name the actions; called once, when the app is ready."""
    name_kinds({"staff_member": _("Member of staff")})
    name_subjects("staff_member", _names, permission=None)  # who reads the journal reads who did what
    posts = one_of({role.key: role.name for role in roles.BY_KEY.values()})
    name_details(
        "staff",
        {
            "username": Detail(pgettext_lazy("detail", "sign-in name")),
            "roles": Detail(pgettext_lazy("detail", "roles"), say=posts),
            "given": Detail(pgettext_lazy("detail", "given"), say=posts),
            "ended": Detail(pgettext_lazy("detail", "ended"), say=posts),
            "changed": Detail(pgettext_lazy("detail", "changed"), say=one_of(_FIELDS)),
            "address": Detail(pgettext_lazy("detail", "from the address")),
        },
    )
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


_FIELDS = {
    name: getattr(User._meta.get_field(name), "verbose_name", name)
    for name in ("full_name", "phone", "email", "language")
}


def _names(references: Collection[str]) -> Mapping[str, str]:
    return dict(User.objects.filter(reference__in=references).values_list("reference", "full_name"))
