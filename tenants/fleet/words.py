"""What the operator's journal calls the things that are done with tenants."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.directory.models import Tenant
from tereze.accounts.permissions import Permission
from tereze.audit.words import Detail, name_actions, name_details, name_kinds, name_subjects


def tell() -> None:
    """Name all of it; called once, when the app is ready."""
    name_kinds({"tenant": pgettext_lazy("journal", "Tenant")})
    name_subjects("tenant", _names, permission=Permission.FLEET_VIEW)
    name_actions(
        {
            "tenant.suspended": _("Tenant suspended"),
            "tenant.resumed": _("Tenant resumed"),
            "signing_keys.resealed": _("Signing keys sealed anew"),
        }
    )
    name_details("tenant", {"reason": Detail(pgettext_lazy("detail", "reason"))})
    name_details("signing_keys", {"keys": Detail(pgettext_lazy("detail", "keys"))})


def _names(keys: Collection[str]) -> Mapping[str, str]:
    return {tenant.key: tenant.short_name for tenant in Tenant.objects.filter(key__in=keys)}
