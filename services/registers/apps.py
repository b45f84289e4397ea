"""The app `services.registers`."""

from importlib import import_module

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "services.registers"
    label = "registers"

    def ready(self) -> None:
        """Hand to the exchange, to onboarding and to the journal what the register has."""
        from services.registers import words
        from services.registers.life import kinds
        from services.registers.life import words as life_words

        kinds.register()
        for part in ("facts", "figures", "finders", "onboarding", "panels", "life.panels"):
            import_module(f"services.registers.{part}")
        words.tell()
        life_words.tell()
