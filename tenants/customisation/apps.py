"""The app `tenants.customisation`."""

from django.apps import AppConfig


class CustomisationConfig(AppConfig):
    name = "tenants.customisation"
    label = "customisation"

    def ready(self) -> None:
        from tenants.customisation import facts  # noqa: F401  # registers the council's facts
