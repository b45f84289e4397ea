"""Rehearsing an event, recording it, and taking it back."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from services.registers.life import families, saying, telling
from services.registers.life.families import Family, Picture
from services.registers.life.pen import Change, Pen, image_of, put_back
from services.registers.life.refusals import REFUSALS
from services.registers.life.registry import LifeKind, RefusedError
from services.registers.life.saying import Said
from services.registers.life.telling import Told
from services.registers.models import EventChange, Household, LifeEvent, Resident
from services.registers.violations import broken
from tereze import clock
from tereze.accounts.permissions import Actor
from tereze.audit import journal
from tereze.exchange import affected, dependants, events
from tereze.exchange.affected import Effect
from tereze.exchange.events import Kind

RECORDED = events.declare("registers.life_recorded", "event", "kind", "residents", "households")
UNDONE = events.declare("registers.life_undone", "event", "kind", "residents", "households")


@dataclass(frozen=True)
class Rehearsal:
    """What an event would do: each change in words, the families before and after, and what it would make untrue.

    `notes` are what somebody has to think of besides. `digest` names the changes.
    """

    told: Sequence[Told]
    families: Sequence[Family]
    effects: Sequence[Effect]
    notes: Sequence[Effect]
    digest: str


@dataclass(frozen=True)
class Reason:
    """Why an event cannot be taken back; `event` is a later one that has to be taken back first."""

    says: str
    event: LifeEvent | None = None
    url: str = ""


class CannotUndoError(Exception):
    """Something stands on the event by now."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        self.reasons = list(reasons)
        super().__init__(f"{len(self.reasons)} reasons")


class AlreadyUndoneError(Exception):
    """The event was taken back before."""


class _RolledBack(Exception):  # noqa: N818  # no error: it ends the rehearsal
    pass


_Rehearsed = tuple[Sequence[Told], Mapping[str, Picture], list[Effect]]


def rehearse(kind: LifeKind, said: Said) -> Rehearsal:
    """Return what the event would do, and leave everything as it is. Raises RefusedError."""
    pen, rehearsed = Pen(), list[_Rehearsed]()
    try:
        with transaction.atomic():
            _apply(kind, pen, said)
            residents, households = concerned(pen.changes)
            pictures = families.look(households, on=said.on)
            rehearsed.append((telling.tell(pen.changes), pictures, _untrue(residents, households, pictures, said.on)))
            raise _RolledBack
    except _RolledBack:
        pass
    told, after, untrue = rehearsed[0]
    before = families.look(households, on=said.on)
    known = _untrue(residents, households, after, said.on)
    effects = [one for one in untrue if one not in known]
    return Rehearsal(
        told, families.compare(before, after, on=said.on), effects, list(kind.notes(said)), _digest(pen.changes)
    )


def _untrue(
    residents: Collection[str], households: Collection[str], pictures: Mapping[str, Picture], on: date
) -> list[Effect]:
    """Return what is not true as things stand: of the people themselves and of those who live with them."""
    together = {one.resident.reference for picture in pictures.values() for one in picture.members}
    return affected.of(residents=sorted({*residents, *together}), households=households, on=on)


@transaction.atomic
def record(kind: LifeKind, said: Said, *, note: str = "", request_key: str, by: Actor) -> LifeEvent:
    """Write the event down with everything it changes, once per `request_key`. Raises RefusedError."""
    _lock()
    before = LifeEvent.objects.filter(request_key=request_key).first()
    if before:
        return before
    pen = Pen()
    _apply(kind, pen, said)
    event = LifeEvent.objects.create(
        kind=kind.name, on=said.on, said=saying.to_json(said), note=note, request_key=request_key,
        recorded_at=clock.now(), recorded_by=by.audit_name,
    )  # fmt: skip
    EventChange.objects.bulk_create(
        EventChange(event=event, sequence=number, model=one.model, record_id=one.record_id, before=one.before,
                    after=one.after)
        for number, one in enumerate(pen.changes)
    )  # fmt: skip
    residents, households = concerned(pen.changes)
    event.residents.set(Resident.objects.filter(reference__in=residents))
    event.households.set(Household.objects.filter(reference__in=households))
    _tell(event, RECORDED, residents=residents, households=households, by=by)
    return event


@transaction.atomic
def undo(reference: str, *, by: Actor) -> LifeEvent:
    """Take the event back: every row is as it was before. Raises CannotUndoError, AlreadyUndoneError, DoesNotExist."""
    _lock()
    event = LifeEvent.objects.select_for_update().get(reference=reference)
    if event.undone_at:
        raise AlreadyUndoneError(reference)
    changes = _changes(event)
    if reasons := why_not(event, changes):
        raise CannotUndoError(reasons)
    residents = list(event.residents.values_list("reference", flat=True))
    households = list(event.households.values_list("reference", flat=True))
    try:
        with transaction.atomic():
            _unlink(event, changes)
            for change in reversed(changes):
                put_back(_model(change.model), change)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # whatever hangs on a deleted row shows itself now
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise CannotUndoError([Reason(_("Something else in the register stands on this by now."))]) from error
    event.undone_at, event.undone_by = clock.now(), by.audit_name
    event.save(update_fields=["undone_at", "undone_by"])
    _tell(event, UNDONE, residents=residents, households=households, by=by)
    return event


def why_not(event: LifeEvent, changes: Sequence[Change] | None = None) -> list[Reason]:
    """Return what stands on the event by now; an empty list means that it can be taken back."""
    changes = _changes(event) if changes is None else changes
    last = {(one.model, one.record_id): one for one in changes}
    edited = [one for one in last.values() if image_of(_model(one.model), one.record_id) != one.after]
    reasons = list(_later(event, edited, changes))
    residents = list(event.residents.values_list("reference", flat=True))
    return reasons + [Reason(one.what) for one in dependants.of("resident", residents, since=event.recorded_at)]


def concerned(changes: Iterable[Change]) -> tuple[list[str], list[str]]:
    """Return the references of the residents and of the households that the changes are about."""
    people, homes = set[int](), set[int]()
    for change in changes:
        if change.model == "resident":
            people.add(change.record_id)
        if change.model == "household":
            homes.add(change.record_id)
        for column in ("resident_id", "child_id", "parent_id", "husband_id", "wife_id"):
            people |= {row[column] for row in (change.before, change.after) if row and row.get(column)}
        homes |= {row["household_id"] for row in (change.before, change.after) if row and row.get("household_id")}
    residents = Resident.objects.filter(pk__in=people).order_by("pk").values_list("reference", flat=True)
    households = Household.objects.filter(pk__in=homes).order_by("pk").values_list("reference", flat=True)
    return list(residents), list(households)


def _apply(kind: LifeKind, pen: Pen, said: Said) -> None:
    try:
        with transaction.atomic():
            kind.apply(pen, said)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        message = REFUSALS.get(broken(error))
        if message is None:
            raise
        raise RefusedError(message) from error


def _lock() -> None:
    """One event at a time in a council: they are few, and many touch the same household."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema()), hashtext('registers.life'))")


def _changes(event: LifeEvent) -> list[Change]:
    return [Change(one.model, one.record_id, one.before, one.after) for one in event.changes.all()]


def _unlink(event: LifeEvent, changes: Collection[Change]) -> None:
    """Forget that this event, and later ones that were taken back before it, concern who is not there any more."""
    for field, through in (("resident", LifeEvent.residents.through), ("household", LifeEvent.households.through)):
        links = through._default_manager.filter(**{f"{field}_id__in": _made(changes, field)})
        links.filter(Q(lifeevent=event) | Q(lifeevent__undone_at__isnull=False)).delete()


def _made(changes: Iterable[Change], model: str) -> list[int]:
    return [one.record_id for one in changes if one.before is None and one.model == model]


def _later(event: LifeEvent, edited: Collection[Change], changes: Collection[Change]) -> Iterable[Reason]:
    """Say who wrote on the event's rows since: a later event, if one is known, else somebody else.

    Later events of a resident or household that this one wrote down stand on it too.
    """
    made = Q(residents__in=_made(changes, "resident")) | Q(households__in=_made(changes, "household"))
    standing = LifeEvent.objects.filter(made, pk__gt=event.pk, undone_at__isnull=True)
    found: dict[int, LifeEvent] = {one.pk: one for one in standing}
    for one in edited:
        written = EventChange.objects.filter(model=one.model, record_id=one.record_id, event__undone_at__isnull=True)
        later = written.filter(event__id__gt=event.pk).select_related("event").order_by("-event_id").first()
        if later:
            found[later.event_id] = later.event
        else:
            yield Reason(_("It was changed by hand or by an import since: %(what)s.") % {"what": telling.name_of(one)})
    for key in sorted(found, reverse=True):
        yield Reason(_("A later event stands on it. Take that one back first."), event=found[key])


def _tell(event: LifeEvent, happened: Kind, *, residents: list[str], households: list[str], by: Actor) -> None:
    """Write the journal's one entry, and tell whoever listens."""
    subject = next((f"resident:{one}" for one in residents), None) or next(
        (f"household:{one}" for one in households), event.subject
    )
    told = {"event": event.reference, "kind": event.kind, "residents": residents, "households": households}
    journal.record(happened.name, subject=subject, by=by, **told)
    events.publish(happened.name, **told)


def _model(name: str) -> type[Model]:
    return apps.get_model("registers", name)


def _digest(changes: Sequence[Change]) -> str:
    """Name the changes, without the keys that new rows got only for the rehearsal."""
    made = {(one.model, one.record_id) for one in changes if one.before is None}
    listed = [_lasting(one, is_new=(one.model, one.record_id) in made) for one in changes]
    return hashlib.sha256(json.dumps(listed, sort_keys=True, default=str).encode()).hexdigest()[:20]


def _lasting(change: Change, *, is_new: bool) -> list[Any]:
    row = dict(change.after or {})
    if is_new:
        row = {key: value for key, value in row.items() if key not in {"id", "reference"} and not key.endswith("_id")}
    return [change.model, 0 if is_new else change.record_id, row]
