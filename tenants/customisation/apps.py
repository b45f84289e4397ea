"""The app `tenants.customisation`."""

from django.apps import AppConfig


class CustomisationConfig(AppConfig):
    name = "tenants.customisation"
    label = "customisation"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from tenants.customisation import facts  # noqa: F401  # registers the council's facts
        from tereze.audit import words

        words.name_actions(
            {
                "office.letterhead_changed": _("Letterhead changed"),
                "office.signatory_named": _("Signatory named"),
            }
        )
