"""The app `tenants.oversight`."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "tenants.oversight"
    label = "oversight"

    def ready(self) -> None:
        from tenants.oversight import keeping
        from tereze.exchange import figures

        figures.keep_with(keeping.keep)
        figures.read_with(keeping.latest)
