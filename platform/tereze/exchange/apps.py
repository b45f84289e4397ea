"""The app `tereze.exchange`."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "tereze.exchange"
    label = "exchange"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _
        from django.utils.translation import pgettext_lazy

        from tereze.audit.words import Detail, name_actions, name_details

        name_actions({"events.tried_again": _("What got stuck tried again")})
        name_details("events", {"count": Detail(pgettext_lazy("detail", "events"))})
