"""Events that were given up: told in vain too often, they wait for a person who says "try again"."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from tereze.accounts.permissions import Actor
from tereze.audit import journal
from tereze.exchange import figures
from tereze.exchange.events import GIVE_UP_AFTER, registry
from tereze.exchange.hurrying import hurry_after_commit
from tereze.exchange.models import Event

SHOWN = 100


@dataclass(frozen=True)
class Stuck:
    """One such event in words: what happened, when, and who has not heard it."""

    what: str
    happened_at: datetime
    deaf: tuple[str, ...]


def count() -> int:
    """Return how many events of the entered council were given up."""
    return _given_up().count()


def newest() -> list[Stuck]:
    """Return the newest of them."""
    found = _given_up().prefetch_related("deliveries").order_by("-id")[:SHOWN]
    return [_told(event) for event in found]


@transaction.atomic
def try_again(*, by: Actor) -> int:
    """Have all of them told again, soon, from the first attempt on; return how many.

    Who has heard one already does not hear it twice.
    """
    held = list(_given_up().select_for_update().values_list("pk", flat=True))
    if held:
        Event.objects.filter(pk__in=held).update(attempts=0, try_after=None)
        journal.record("events.tried_again", by=by, count=len(held))
        from tereze.exchange.tasks import deliver  # tasks import the events

        hurry_after_commit(deliver)
    return len(held)


def _given_up() -> QuerySet[Event]:
    return Event.objects.filter(delivered_at__isnull=True, attempts__gte=GIVE_UP_AFTER)


def _told(event: Event) -> Stuck:
    kind = registry.get(event.name) if event.name in registry else None
    heard = {delivery.listener for delivery in event.deliveries.all()}
    deaf = tuple(sorted(set(kind.listeners) - heard)) if kind else ()
    return Stuck(str(kind.label or event.name) if kind else event.name, event.happened_at, tuple(map(_named, deaf)))


def _named(listener: str) -> str:
    """Return what people call a listener: a figure by its label, others by the name they took."""
    figure = listener.removeprefix("figure ")
    return str(figures.registry.get(figure).label) if figure in figures.registry else listener
