"""The app `tenants.fleet`."""

from django.apps import AppConfig


class FleetConfig(AppConfig):
    name = "tenants.fleet"
    label = "fleet"

    def ready(self) -> None:
        from tenants.fleet import figures  # noqa: F401 - registers what is counted of each tenant
