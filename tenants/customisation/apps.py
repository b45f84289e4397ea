"""The app `tenants.customisation`."""

from django.apps import AppConfig


class CustomisationConfig(AppConfig):
    name = "tenants.customisation"
    label = "customisation"

    def ready(self) -> None:
        from tenants.customisation import facts, words  # noqa: F401  # the council's facts register by import

        words.tell()
