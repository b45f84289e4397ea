"""The outbox: what has happened and is still to be told."""

from django.db import models
from django.db.models import Q


class Event(models.Model):
    """Something that happened, written in its transaction. Ids only, no person's data.

    After a failure it waits until `try_after`, longer each time.
    """

    name = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    happened_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    try_after = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["id"], name="events_waiting", condition=Q(delivered_at__isnull=True))]


class Delivery(models.Model):
    """A listener that has heard an event. It may hear it again only if it failed."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    listener = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="a_listener_hears_an_event_once", fields=["event", "listener"])]
