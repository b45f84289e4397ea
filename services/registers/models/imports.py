"""An import of an office's own register: the run, what was wrong with it, and what it did."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.registers.imports.fields import Field
from tereze.exchange import references
from tereze.storage.models import StoredFile


class ImportState(models.TextChoices):
    """How far a run has come. Two states wait for a worker: CHECKING and IMPORTING."""

    UPLOADED = "uploaded", _("waits for its columns")
    CHECKING = "checking", _("is being checked")
    CHECKED = "checked", _("waits for your decision")
    IMPORTING = "importing", _("is being imported")
    DONE = "done", _("imported")
    NOTHING = "nothing", _("nothing to import")
    FAILED = "failed", _("failed")
    UNDONE = "undone", _("taken back")


_TAGS: Final[Mapping[str, str]] = {
    ImportState.DONE: "valid",
    ImportState.CHECKED: "warning",
    ImportState.FAILED: "error",
    ImportState.UNDONE: "revoked",
    ImportState.NOTHING: "plain",
}


class ImportRun(models.Model):
    """One file on its way into the register: uploaded, checked against the register, imported, perhaps taken back.

    `plan_digest` says what the clerk saw at the check: if the register would now make another plan, the import is
    refused. `on` is the day as of which changes are dated.
    """

    WORKING: ClassVar[frozenset[str]] = frozenset({ImportState.CHECKING, ImportState.IMPORTING})
    RESTARTABLE: ClassVar[frozenset[str]] = frozenset(
        {ImportState.CHECKED, ImportState.NOTHING, ImportState.FAILED, ImportState.UNDONE}
    )
    MOVES: ClassVar[Mapping[str, frozenset[str]]] = {
        ImportState.UPLOADED: frozenset({ImportState.CHECKING}),
        ImportState.CHECKING: frozenset({ImportState.CHECKED, ImportState.FAILED}),
        ImportState.CHECKED: frozenset({ImportState.CHECKING, ImportState.IMPORTING}),
        ImportState.IMPORTING: frozenset(
            {ImportState.DONE, ImportState.NOTHING, ImportState.CHECKED, ImportState.FAILED}
        ),
        ImportState.NOTHING: frozenset({ImportState.CHECKING}),
        ImportState.FAILED: frozenset({ImportState.CHECKING}),
        ImportState.DONE: frozenset({ImportState.UNDONE}),
        ImportState.UNDONE: frozenset({ImportState.CHECKING}),
    }

    reference = models.CharField(max_length=10, unique=True, default=references.new, editable=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    mapping = models.JSONField(default=dict)
    on = models.DateField()
    leave_out_errors = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    plan_digest = models.CharField(max_length=64, blank=True)
    message = models.CharField(max_length=40, blank=True)
    asked_by = models.CharField(max_length=160)
    uploaded_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="an_undone_import_says_when", condition=~Q(state="undone") | Q(undone_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.reference})"

    @property
    def subject(self) -> str:
        """How the journal names the run."""
        return f"import:{self.reference}"

    @property
    def is_working(self) -> bool:
        return self.state in self.WORKING

    @property
    def tag(self) -> str:
        """The look of its state, as the page's components name it."""
        return _TAGS.get(self.state, "draft")

    @property
    def asked_by_name(self) -> str:
        """Who asked last, without the kind of actor."""
        return self.asked_by.partition(":")[2]

    @property
    def undone_by_name(self) -> str:
        """Who took it back, likewise."""
        return self.undone_by.partition(":")[2]

    @property
    def mapped(self) -> dict[int, Field]:
        """What the columns mean."""
        return {int(place): Field(meaning) for place, meaning in self.mapping.items()}


class ImportProgress(models.Model):
    """How far the worker has come. Written outside the run's own transaction, so that it can be seen meanwhile."""

    SILENT_AFTER: Final = timedelta(seconds=30)

    run = models.OneToOneField(ImportRun, on_delete=models.CASCADE, related_name="progress", primary_key=True)
    phase = models.CharField(max_length=20, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(null=True, blank=True)

    def is_silent(self, now: datetime) -> bool:
        """Return whether nothing has been heard from a worker for too long."""
        return self.at is None or now - self.at > self.SILENT_AFTER


class ImportProblem(models.Model):
    """One problem of one row, found by the check. Texts are made in the reader's language from `code` and `about`."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="problems")
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()
    name = models.CharField(max_length=250, blank=True)
    code = models.CharField(max_length=40)
    is_error = models.BooleanField()
    field = models.CharField(max_length=30, blank=True)
    value = models.CharField(max_length=200, blank=True)
    about: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["run", "code"], name="import_problem_by_code")]


class ImportedRecord(models.Model):
    """A row of the register that a run made (`before` is empty) or changed (`before` has the former values).

    `after` is a digest of the row as the run left it: if the row is another one now, somebody has changed it since.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="records")
    kind = models.CharField(max_length=20)
    record_id = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(name="a_run_touches_a_record_once", fields=["run", "kind", "record_id"])]
        indexes = [models.Index(fields=["kind", "record_id"], name="imported_record")]


class ColumnMapping(models.Model):
    """What the council said the columns of a table mean; a table with the same headings is read so again."""

    fingerprint = models.CharField(max_length=32, unique=True)
    mapping = models.JSONField()
    said_by = models.CharField(max_length=160)
    said_at = models.DateTimeField()


class LearntWord(models.Model):
    """What the council said a word of its tables means: a village («караол» → 010) or a relation («байбиче» → wife)."""

    class About(models.TextChoices):
        """What the word is about."""

        VILLAGE = "village", _("Village")
        RELATION = "relation", _("Relation to the head of the household")

    about = models.CharField(max_length=10, choices=About)
    key = models.CharField(max_length=200)
    means = models.CharField(max_length=40)
    said_by = models.CharField(max_length=160)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="a_word_is_learnt_once", fields=["about", "key"])]
