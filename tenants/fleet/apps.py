"""The app `tenants.fleet`."""

from django.apps import AppConfig


class FleetConfig(AppConfig):
    name = "tenants.fleet"
    label = "fleet"

    def ready(self) -> None:
        from tenants.fleet import figures, words  # noqa: F401 - figures register by import what is counted of each tenant

        words.tell()
