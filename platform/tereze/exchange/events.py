"""Events: what has happened, told to whoever listens, at least once.

An event is written in the transaction of what happened. After the commit a task delivers it; if the broker is down,
the sweep does so later.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from tereze import clock
from tereze.config.database import connection
from tereze.exchange.hurrying import hurry_after_commit
from tereze.exchange.models import Delivery, Event
from tereze.exchange.registry import Registry

logger = logging.getLogger(__name__)

Payload = Mapping[str, Any]
GIVE_UP_AFTER = 20
"""Attempts, over about half a day, after which an event waits for a person and is tried no more."""
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=15), timedelta(hours=1)


@dataclass(frozen=True)
class Kind:
    """A kind of event: its name, the fields it always carries (ids only), and what people call it."""

    name: str
    fields: tuple[str, ...]
    label: Promise | str = ""
    listeners: dict[str, Callable[[Payload], None]] = field(default_factory=dict, compare=False)


class WrongFieldsError(Exception):
    """An event was published with other fields than it was declared with."""


class NotInTransactionError(Exception):
    """An event was published outside the transaction of what happened."""


registry: Registry[Kind] = Registry("events")


def declare(name: str, *fields: str, label: Promise | str = "") -> Kind:
    """Register a kind of event."""
    return registry.add(Kind(name=name, fields=fields, label=label))


def listen(event: str, *, name: str, hear: Callable[[Payload], None]) -> None:
    """Let `hear` be called for every `event`. It may be called again after a failure, so it looks first."""
    listeners = registry.get(event).listeners
    if name in listeners:
        raise ValueError(f"Two listeners of {event} are called {name}.")
    listeners[name] = hear


def publish(name: str, /, **payload: Any) -> Event:
    """Write the event into the outbox. Raises UnknownNameError, WrongFieldsError, NotInTransactionError."""
    kind = registry.get(name)
    if set(payload) != set(kind.fields):
        raise WrongFieldsError(f"{name} carries {', '.join(kind.fields)}; got {', '.join(payload)}.")
    if not connection.in_atomic_block:
        raise NotInTransactionError(name)
    event = Event.objects.create(name=name, payload=payload, happened_at=clock.now())
    from tereze.exchange.tasks import deliver  # tasks import this module

    hurry_after_commit(deliver)
    return event


def deliver_waiting(*, limit: int = 200) -> int:
    """Tell waiting events to their listeners; return how many were told to all of them.

    Workers may run this at the same time: each takes events nobody else holds.
    """
    done = 0
    seen = 0
    for _ in range(limit):
        with transaction.atomic():
            event = _waiting().filter(id__gt=seen).first()
            if event is None:
                return done
            seen = event.pk
            done += _tell(event)
    return done


def _waiting() -> QuerySet[Event]:
    """Events whose turn it is and that nobody else has in hand."""
    due = Q(try_after__isnull=True) | Q(try_after__lte=clock.now())
    waiting = Event.objects.filter(due, delivered_at__isnull=True, attempts__lt=GIVE_UP_AFTER)
    return waiting.select_for_update(skip_locked=True).order_by("id")


def _tell(event: Event) -> bool:
    heard = set(event.deliveries.values_list("listener", flat=True))
    if event.name not in registry:
        return _not_told(event, [f"{event.name} is declared by nobody"])
    failures = []
    for name, hear in registry.get(event.name).listeners.items():
        if name in heard:
            continue
        try:
            with transaction.atomic():
                hear(event.payload)
                Delivery.objects.create(event=event, listener=name, at=clock.now())
        except Exception as error:  # a listener's fault must not stop the others
            logger.exception("%s could not hear %s.", name, event.name)
            failures.append(f"{name}: {error}")
    if failures:
        return _not_told(event, failures)
    event.delivered_at = clock.now()
    event.save(update_fields=["delivered_at"])
    return True


def _not_told(event: Event, failures: list[str]) -> bool:
    event.attempts += 1
    event.try_after = clock.now() + min(_FIRST_WAIT * 2 ** (event.attempts - 1), _LONGEST_WAIT)
    event.last_error = "; ".join(failures)[:300]
    event.save(update_fields=["attempts", "try_after", "last_error"])
    if event.attempts == GIVE_UP_AFTER:
        logger.error("%s %s was not heard by all and is not tried again: %s", event.name, event.pk, event.last_error)
    return False
