"""The app `services.registers`."""

from importlib import import_module
from typing import Final

from django.apps import AppConfig

PARTS: Final = (
    "disclosure.holding", "extracts.panels", "facts", "fields.panels", "figures", "finders", "onboarding", "panels",
    "life.panels", "property.panels", "quality.panels", "rounds.panels",
)  # fmt: skip
"""Modules that hand something to the exchange or to onboarding by being imported."""
WORDS: Final = (
    "words",
    "disclosure.words",
    "exports.telling",
    "extracts.telling",
    "fields.words",
    "imports.words",
    "life.words",
    "property.words",
    "quality.words",
    "rounds.words",
    "statistics.telling",
)
"""Modules that tell the journal what their things are called."""


class RegistersConfig(AppConfig):
    name = "services.registers"
    label = "registers"

    def ready(self) -> None:
        """Hand to the exchange, to onboarding and to the journal what the register has."""
        from services.registers.life import kinds

        kinds.register()
        for part in PARTS:
            import_module(f"{self.name}.{part}")
        for part in WORDS:
            import_module(f"{self.name}.{part}").tell()
