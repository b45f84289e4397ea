"""The app `tereze.api`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "tereze.api"
    label = "api"

    def ready(self) -> None:
        from tereze.audit.words import name_actions, name_kinds

        name_kinds({"api_key": _("API key")})
        name_actions({"key.created": _("API key made"), "key.revoked": _("API key revoked")})
