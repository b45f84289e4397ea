"""Background work of the register; Celery looks for it here."""

from services.registers.imports.tasks import sweep, work
from services.registers.quality.tasks import look, look_everywhere

__all__ = ["look", "look_everywhere", "sweep", "work"]
