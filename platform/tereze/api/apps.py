"""The app `tereze.api`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ApiConfig(AppConfig):
    name = "tereze.api"
    label = "api"

    def ready(self) -> None:
        from tereze.accounts.permissions import LABELS, Permission
        from tereze.api import queries
        from tereze.audit.saying import one_of
        from tereze.audit.words import Detail, name_actions, name_details, name_kinds, name_subjects

        name_kinds({"api_key": _("API key")})
        name_subjects("api_key", queries.names, permission=Permission.API_KEYS_MANAGE)
        name_details(
            "key",
            {
                "name": Detail(pgettext_lazy("detail", "name")),
                "permissions": Detail(pgettext_lazy("detail", "may"), say=one_of(LABELS)),
            },
        )
        name_actions({"key.created": _("API key made"), "key.revoked": _("API key revoked")})
