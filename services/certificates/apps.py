"""The app `services.certificates`."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "services.certificates"
    label = "certificates"

    def ready(self) -> None:
        from services.certificates import (  # noqa: F401  # some register by import
            affected,
            checking,
            completing,
            dependants,
            events,
            figures,
            holding,
            panels,
            signing,
            templates,
            words,
        )
        from tenants.catalogue import kinds
        from tenants.onboarding import steps

        kinds.registry.add(kinds.TemplateKind(templates.KIND, checking.check, templates.SHIPPED, completing.complete))
        steps.registry.add(
            steps.Step(name="signing key", order=40, kinds=frozenset({"council"}), take=signing.first_key)
        )
        panels.contribute()
        words.tell()
