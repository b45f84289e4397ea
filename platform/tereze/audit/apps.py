"""The app `tereze.audit`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "tereze.audit"
    label = "audit"

    def ready(self) -> None:
        from tereze.audit.words import name_actions

        name_actions({"journal.checked": _("Journal checked")})
