"""What has happened in the village: each event, whom it concerns, and every row it wrote."""

from django.db import models
from django.db.models import Q

from services.registers.models.household import Household
from services.registers.models.resident import Resident
from tereze.exchange import references


class LifeEvent(models.Model):
    """Something that happened on the day `on` and was recorded later.

    `kind` is its name in `services.registers.life`, `said` what was typed, as plain JSON. `request_key` is made by the
    form, so that a form sent twice is one event. An event that was taken back keeps its place in the story.
    """

    reference = models.CharField(max_length=10, unique=True, default=references.new, editable=False)
    kind = models.CharField(max_length=30)
    on = models.DateField()
    said = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    request_key = models.CharField(max_length=40, unique=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=160)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=160, blank=True)
    residents = models.ManyToManyField(Resident, related_name="life_events")
    households = models.ManyToManyField(Household, related_name="life_events")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "on"], name="life_event_by_kind")]

    @property
    def subject(self) -> str:
        """How the journal names the event."""
        return f"life_event:{self.reference}"


class EventChange(models.Model):
    """One write of an event, in order. `before` is empty for a row it made, `after` for one it deleted.

    Both are whole rows as the database writes them in JSON, so that nothing is lost on the way back.
    """

    event = models.ForeignKey(LifeEvent, on_delete=models.CASCADE, related_name="changes")
    sequence = models.PositiveIntegerField()
    model = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["event", "sequence"]
        constraints = [
            models.UniqueConstraint(name="an_events_writes_have_an_order", fields=["event", "sequence"]),
            models.CheckConstraint(
                name="a_write_makes_changes_or_deletes", condition=Q(before__isnull=False) | Q(after__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["model", "record_id"], name="event_change_record")]
