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
        from services.registers.quality import words as quality_words
        from services.registers.rounds import words as round_words

        kinds.register()
        for part in ("facts", "figures", "finders", "onboarding", "panels", "life.panels", "quality.panels", "rounds.panels"):
            import_module(f"services.registers.{part}")
        words.tell()
        life_words.tell()
        quality_words.tell()
        round_words.tell()
