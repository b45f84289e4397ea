"""The app `tenants.oversight`."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "tenants.oversight"
    label = "oversight"

    def ready(self) -> None:
        from tenants.oversight.keeping import keep
        from tereze.exchange import figures

        figures.keep_with(keep)
