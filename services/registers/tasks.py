"""Background work of the register; Celery looks for it here."""

from services.registers.exports.tasks import sweep as sweep_exports
from services.registers.exports.tasks import work as work_exports
from services.registers.imports.tasks import sweep, work
from services.registers.quality.tasks import look, look_everywhere

__all__ = ["look", "look_everywhere", "sweep", "sweep_exports", "work", "work_exports"]
