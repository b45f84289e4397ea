"""An export of the whole register: who asked for what, how far it is, and the file while it is kept."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from tereze.exchange import references
from tereze.storage.models import StoredFile


class ExportRun(models.Model):
    """One export. `full_pins` and `benefits` are what whoever asked may see; `rows` are counts by part.

    The file is kept until `expires_at`, then it is removed and the run stays as a line of history.
    """

    class State(models.TextChoices):
        """How far the run has come."""

        WAITING = "waiting", _("waits for its turn")
        WORKING = "working", _("is being written")
        DONE = "done", _("ready")
        FAILED = "failed", _("failed")

    class Form(models.TextChoices):
        """What the file is."""

        XLSX = "xlsx", "Excel (xlsx)"
        CSV = "csv", "CSV (zip)"

    reference = models.CharField(max_length=10, unique=True, default=references.new, editable=False)
    form = models.CharField(max_length=4, choices=Form)
    language = models.CharField(max_length=2)
    full_pins = models.BooleanField()
    benefits = models.BooleanField()
    on = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    percent = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    rows = models.JSONField(default=dict, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=160)
    taken_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    @property
    def subject(self) -> str:
        """How the journal names the run."""
        return f"register_export:{self.reference}"

    @property
    def is_working(self) -> bool:
        """Whether a worker has it or will have it."""
        return self.state in {self.State.WAITING, self.State.WORKING}

    def offers_file(self, now: datetime) -> bool:
        """Return whether the file can be fetched."""
        return self.file_id is not None and self.expires_at is not None and now < self.expires_at
