"""Background work of the register; Celery looks for it here."""

from services.registers.imports.tasks import sweep, work

__all__ = ["sweep", "work"]
