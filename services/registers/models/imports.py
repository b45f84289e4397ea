"""An import of an office's own register: the run, what was wrong with it, and what it did."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

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
    refused. `on` is the day as of which changes are dated. `part` is what the table holds (`imports.parts`), `settings`
    what was asked beside its columns.
    """

    WORKING: ClassVar[frozenset[str]] = frozenset({ImportState.CHECKING, ImportState.IMPORTING})
    RESTARTABLE: ClassVar[frozenset[str]] = frozenset(
        {ImportState.CHECKED, ImportState.NOTHING, ImportState.FAILED, ImportState.UNDONE}
    )
    MOVES: ClassVar[Mapping[str, frozenset[str]]] = {
        ImportState.UPLOADED: frozenset({ImportState.UPLOADED, ImportState.CHECKING}),
        ImportState.CHECKING: frozenset({ImportState.CHECKED, ImportState.FAILED}),
        ImportState.CHECKED: frozenset({ImportState.UPLOADED, ImportState.CHECKING, ImportState.IMPORTING}),
        ImportState.IMPORTING: frozenset(
            {ImportState.DONE, ImportState.NOTHING, ImportState.CHECKED, ImportState.FAILED}
        ),
        ImportState.NOTHING: frozenset({ImportState.UPLOADED, ImportState.CHECKING}),
        ImportState.FAILED: frozenset({ImportState.UPLOADED, ImportState.CHECKING}),
        ImportState.DONE: frozenset({ImportState.UNDONE}),
        ImportState.UNDONE: frozenset({ImportState.UPLOADED, ImportState.CHECKING}),
    }

    reference = models.CharField(max_length=10, unique=True, default=references.new, editable=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    part = models.CharField(max_length=20, default="people", db_default="people")
    settings = models.JSONField(default=dict, db_default=models.Value({}, output_field=models.JSONField()))
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
    def mapped(self) -> dict[int, str]:
        """What the columns mean."""
        return {int(place): str(meaning) for place, meaning in self.mapping.items()}


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


class ImportRow(models.Model):
    """What the last check of a run found about one row of the file, in order; or about a record the file has not.

    `action` is an `Action` of the import, or "absent". `changes` are [meaning, old, new]; `said` are the cells by
    meaning, kept for rows that have problems, so that they can be mended.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=100, blank=True)
    row = models.PositiveIntegerField(default=0)
    action = models.CharField(max_length=10)
    name = models.CharField(max_length=250, blank=True)
    about = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=10, blank=True)
    changes = models.JSONField(default=list)
    said = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["run", "action", "id"], name="import_row_by_action")]


class ImportCorrection(models.Model):
    """What somebody put right in the browser: a cell of a row, or a problem that is none. The file stays as it is.

    A mended cell has `field` (its meaning) and `value`, a problem that is accepted its `code`.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="corrections")
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()
    field = models.CharField(max_length=30, blank=True)
    code = models.CharField(max_length=40, blank=True)
    value = models.CharField(max_length=400, blank=True)
    said_by = models.CharField(max_length=160)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_cell_is_mended_once", fields=["run", "sheet", "row", "field", "code"]),
            models.CheckConstraint(
                name="a_correction_mends_or_accepts",
                condition=(Q(code="") & ~Q(field="")) | (Q(field="", value="") & ~Q(code="")),
            ),
        ]


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
    """What the council said a table holds and its columns mean; one with the same headings is read so again."""

    fingerprint = models.CharField(max_length=32, unique=True)
    part = models.CharField(max_length=20, default="people", db_default="people")
    mapping = models.JSONField()
    said_by = models.CharField(max_length=160)
    said_at = models.DateTimeField()


class LearntWord(models.Model):
    """What the council said a word of its tables means: «караол» → 010, «байбиче» → wife.

    `about` is the meaning of the column in which the word stands: a village, a relation, a code list.
    """

    about = models.CharField(max_length=30)
    key = models.CharField(max_length=200)
    means = models.CharField(max_length=40)
    said_by = models.CharField(max_length=160)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="a_word_is_learnt_once", fields=["about", "key"])]
