"""The app `services.registers`."""

from importlib import import_module

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "services.registers"
    label = "registers"

    def ready(self) -> None:
        """Hand to the exchange, to onboarding and to the journal what the register has."""
        from services.registers import words

        for part in ("facts", "figures", "finders", "onboarding", "panels"):
            import_module(f"services.registers.{part}")
        words.tell()
