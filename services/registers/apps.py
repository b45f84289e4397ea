"""The app `services.registers`."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "services.registers"
    label = "registers"

    def ready(self) -> None:
        from services.registers import facts, onboarding  # noqa: F401  # facts register themselves

        onboarding.add_steps()
